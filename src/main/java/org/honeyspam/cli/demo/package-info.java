/**
 * Visitors for the demo: a crawler, a harvester and spammers, over real sockets on loopback.
 *
 * <p>The only code outside {@code probe} and {@code net} with sockets; speaks to the demo's own
 * node.
 */
@NullMarked
package org.honeyspam.cli.demo;

import org.jspecify.annotations.NullMarked;
