/**
 * What the web and the proxies share: grammar of HTTP, and of Apache, which is imitated as both.
 *
 * <p>Knows no other product, no site and no request line; those are of {@code web}, {@code proxy}.
 */
@NullMarked
package org.honeyspam.http;

import org.jspecify.annotations.NullMarked;
