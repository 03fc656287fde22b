/**
 * SMTP as a server speaks it (RFC 5321): dialogue, grammar, personas of the imitated products.
 *
 * <p>Knows no socket, clock, thread, logger, and no other protocol.
 */
@NullMarked
package org.honeyspam.smtp;

import org.jspecify.annotations.NullMarked;
