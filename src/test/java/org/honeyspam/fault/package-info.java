/**
 * What may go wrong, done to the real process: killed, out of disk, spoken to by hostile peers.
 * What was promised must hold all the same.
 */
@NullMarked
package org.honeyspam.fault;

import org.jspecify.annotations.NullMarked;
