package org.honeyspam.dialogue;

import java.util.List;

/**
 * How the imitated server does TLS.
 *
 * @param host whose certificate is shown
 * @param versions that are spoken, as in {@code TLSv1.3}
 * @param ciphers names of suites as IANA registers them, the preferred one first
 */
public record TlsOffer(String host, List<String> versions, List<String> ciphers) {}
