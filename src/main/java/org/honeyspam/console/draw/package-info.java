/**
 * Pictures as SVG: what hangs together, and the world.
 *
 * <p>Knows neither where they are shown nor the views they are of.
 */
@NullMarked
package org.honeyspam.console.draw;

import org.jspecify.annotations.NullMarked;
