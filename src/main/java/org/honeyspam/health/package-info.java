/**
 * What a running node tells of itself: its state, and counts of what it recorded.
 *
 * <p>Knows neither how it is shown nor who runs what; the node fills it in.
 */
@NullMarked
package org.honeyspam.health;

import org.jspecify.annotations.NullMarked;
