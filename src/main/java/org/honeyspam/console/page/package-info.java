/**
 * One class a page: what it finds, as a model that is written as HTML by its template, as JSON and
 * as CSV.
 *
 * <p>Knows neither HTTP nor who may see it.
 */
@NullMarked
package org.honeyspam.console.page;

import org.jspecify.annotations.NullMarked;
