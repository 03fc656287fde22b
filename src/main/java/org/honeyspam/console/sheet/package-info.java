/**
 * Tables of what was found: one model for the page, for JSON and for CSV.
 *
 * <p>Knows neither where the rows come from nor HTTP.
 */
@NullMarked
package org.honeyspam.console.sheet;

import org.jspecify.annotations.NullMarked;
