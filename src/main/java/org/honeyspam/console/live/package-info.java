/**
 * The journal as it happens, for who looks on.
 *
 * <p>Whoever writes the journal never waits for a viewer: who is slow misses what went by.
 */
@NullMarked
package org.honeyspam.console.live;

import org.jspecify.annotations.NullMarked;
