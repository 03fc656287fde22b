/**
 * Where an address is and whose it is, by files in MaxMind's format that the operator supplies.
 *
 * <p>Knows nothing of the rest; asks nobody.
 */
@NullMarked
package org.honeyspam.geo;

import org.jspecify.annotations.NullMarked;
