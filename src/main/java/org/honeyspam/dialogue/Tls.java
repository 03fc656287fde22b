package org.honeyspam.dialogue;

import org.jspecify.annotations.Nullable;

/**
 * What was agreed on, and how the client asked for it.
 *
 * @param version as in {@code 1.3}
 * @param cipher name of the suite as IANA registers it
 * @param serverName that the client asked for; null if it did not
 * @param ja3 of the ClientHello, 32 hexadecimal digits
 * @param ja4 of the ClientHello
 * @param protocol that is spoken within, as in ALPN; null if nothing was agreed on
 */
public record Tls(
        String version,
        String cipher,
        @Nullable String serverName,
        String ja3,
        String ja4,
        @Nullable String protocol) {

    /** Of a handshake that says nothing of what is spoken within. */
    public Tls(String version, String cipher, @Nullable String serverName, String ja3, String ja4) {
        this(version, cipher, serverName, ja3, ja4, null);
    }
}
