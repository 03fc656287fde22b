package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Who somebody says he is, and by which password (RFC 7617), one character a byte. */
record Credentials(String user, String password) {

    /** Those of a Proxy-Authorization field; null if it has none that can be read. */
    static @Nullable Credentials of(RequestHead head) {
        String said = head.said("proxy-authorization");
        if (!said.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(said.substring(6).strip());
            String both = new String(bytes, ISO_8859_1);
            int colon = both.indexOf(':');
            return colon < 0
                    ? new Credentials(both, "")
                    : new Credentials(both.substring(0, colon), both.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
