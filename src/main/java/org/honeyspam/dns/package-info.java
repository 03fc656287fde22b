/**
 * The name server: zones of the decoy domains, and the blocklist that mail servers ask.
 *
 * <p>Knows no sockets, clocks, threads or loggers, and no other protocol. It asks nobody anything.
 */
@NullMarked
package org.honeyspam.dns;

import org.jspecify.annotations.NullMarked;
