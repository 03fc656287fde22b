/**
 * Grammar of HTTP that the web and the proxies share: dates, bodies, forms, packing.
 *
 * <p>Knows no product, no site and no request line; those are of {@code web} and {@code proxy}.
 */
@NullMarked
package org.honeyspam.http;

import org.jspecify.annotations.NullMarked;
