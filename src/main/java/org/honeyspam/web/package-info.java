/**
 * The web trap: HTTP as a server speaks it (RFC 9110, 9112), decoy sites, and their endless maze.
 *
 * <p>Knows no socket, clock, thread, logger, and no other protocol.
 */
@NullMarked
package org.honeyspam.web;

import org.jspecify.annotations.NullMarked;
