/**
 * Plays the enemy against the node of this machine, and says what is wrong and what to do.
 *
 * <p>Only {@code Enemy} has sockets, and it goes to the node's own ports alone.
 */
@NullMarked
package org.honeyspam.cli.doctor;

import org.jspecify.annotations.NullMarked;
