package org.honeyspam.proxy;

import java.time.Instant;
import java.util.List;
import org.honeyspam.dialogue.Peer;

/**
 * A request as an origin server hears it from the proxy.
 *
 * @param path with the query
 * @param fields as the proxy forwards them
 * @param outerAddress where the server sees the connection come from
 */
record Fetch(
        String method,
        Target target,
        String path,
        String version,
        List<Field> fields,
        String outerAddress,
        int outerPort,
        Peer caller,
        Instant now) {
    private static final int HTTP_PORT = 80;

    Fetch {
        fields = List.copyOf(fields);
    }

    /** The name of the server, without the dot of the root. */
    String host() {
        String host = target.host();
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** The host as a URL has it: with the port, unless it is that of HTTP. */
    String authority() {
        String text = target.toString();
        return target.port() == HTTP_PORT ? text.substring(0, text.lastIndexOf(':')) : text;
    }

    /** The path without the query; a slash if there is none. */
    String plainPath() {
        int query = path.indexOf('?');
        String plain = query < 0 ? path : path.substring(0, query);
        return plain.isEmpty() ? "/" : plain;
    }

    String query() {
        int query = path.indexOf('?');
        return query < 0 ? "" : path.substring(query + 1);
    }

    /** The value of a parameter of the query as it was sent; empty if it is not there. */
    String parameter(String name) {
        for (String pair : query().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    /** The value of the first field of that name; empty if there is none. */
    String field(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.value();
            }
        }
        return "";
    }

    String userAgent() {
        return field("User-Agent");
    }

    /** As in the environment of a CGI program: {@code HTTP/1.1}. */
    String protocol() {
        return version.startsWith("HTTP/") ? version : "HTTP/" + version;
    }
}
