/**
 * An HTTP proxy that seems open to all (RFC 9110, 9112): dialogue, grammar, persona.
 *
 * <p>Knows no socket, clock, thread, logger, and no other protocol; forwards nothing anywhere.
 */
@NullMarked
package org.honeyspam.proxy;

import org.jspecify.annotations.NullMarked;
