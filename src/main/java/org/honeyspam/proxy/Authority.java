package org.honeyspam.proxy;

import org.jspecify.annotations.Nullable;

/**
 * The target of a CONNECT (RFC 9112 section 3.2.3).
 *
 * @param host name or address, without brackets
 */
record Authority(String host, int port) {
    private static final int HOST_BYTES_MAX = 255;

    /** Reads {@code host:port}; null if it is none. */
    static @Nullable Authority of(String text) {
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
        return number < 1 || number > 0xffff ? null : new Authority(host, number);
    }

    /** Whether the host is a full name, which a mail server may call itself by. */
    boolean isName() {
        return host.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z][A-Za-z0-9-]*");
    }
}
