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
 */
public record Tls(
        String version, String cipher, @Nullable String serverName, String ja3, String ja4) {}
