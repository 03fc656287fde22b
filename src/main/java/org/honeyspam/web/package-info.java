/**
 * The web trap as a server speaks it: HTTP (RFC 9110, 9112), with pages that a site gives.
 *
 * <p>Knows no socket, clock, thread, logger, and no other protocol.
 */
@NullMarked
package org.honeyspam.web;

import org.jspecify.annotations.NullMarked;
