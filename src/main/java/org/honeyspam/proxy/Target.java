package org.honeyspam.proxy;

import java.net.InetAddress;
import java.util.Locale;
import org.honeyspam.dialogue.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody wants to be connected to.
 *
 * @param host name or address in lower case, without brackets
 */
record Target(String host, int port) {
    private static final int HOST_BYTES_MAX = 255;

    Target {
        host = host.toLowerCase(Locale.ROOT);
    }

    /** Reads {@code host:port} (RFC 9112 section 3.2.3); null if it is none. */
    static @Nullable Target of(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return null;
        }
        String port = text.substring(colon + 1);
        String host = text.substring(0, colon);
        boolean literal = host.startsWith("[") && host.endsWith("]");
        host = literal ? host.substring(1, host.length() - 1) : host;
        if (!port.matches("\\d{1,5}") || host.isEmpty() || host.length() > HOST_BYTES_MAX) {
            return null;
        }
        int number = Integer.parseInt(port);
        return number < 1 || number > 0xffff ? null : new Target(host, number);
    }

    /** Whether it is that end of a connection; no name is looked up. */
    boolean isAt(Endpoint end) {
        return isAt(end.ip()) && port == end.port();
    }

    /** Whether the host is that address; no name is looked up. */
    boolean isAt(InetAddress ip) {
        try {
            return InetAddress.ofLiteral(host).equals(ip);
        } catch (IllegalArgumentException e) {
            return false; // It is a name.
        }
    }

    /** Whether the host is a full name, which a mail server may call itself by. */
    boolean isName() {
        return host.length() <= HOST_BYTES_MAX
                && host.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z][a-z0-9-]*");
    }

    /** As it is written: an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
