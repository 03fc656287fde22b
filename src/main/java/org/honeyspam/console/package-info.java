/**
 * The operator's web pages, their JSON, live events and the metrics.
 *
 * <p>Asks the views on threads of its own, so that no service notices it. Knows neither Netty nor
 * the node: what it may ask of that is {@code Backend}.
 */
@NullMarked
package org.honeyspam.console;

import org.jspecify.annotations.NullMarked;
