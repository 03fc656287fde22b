package org.honeyspam.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.honeyspam.config.Kind.Wrong;
import org.honeyspam.dialogue.Endpoint;

/** Kinds of values that say where something is spoken to, or from. */
final class HostKind {
    private static final int PORT_MAX = 65_535;

    private HostKind() {}

    /** A name server: an address, with a port or without. */
    static Kind server(int usualPort) {
        return new Kind(
                "an address with or without a port, such as \"192.0.2.53\", \"192.0.2.53:5353\" or"
                        + " \"[2001:db8::53]:53\"",
                raw -> {
                    String text = Kind.string(raw);
                    boolean bare = text.indexOf(':') >= 0 && text.indexOf('.') < 0;
                    if (bare && !text.startsWith("[")) {
                        return new Endpoint(Kind.literal(text), usualPort);
                    }
                    int colon = text.lastIndexOf(':');
                    boolean ported = colon > text.lastIndexOf(']');
                    int port = ported ? port(text, colon) : usualPort;
                    String host = ported ? text.substring(0, colon) : text;
                    return new Endpoint(Kind.literal(unbracketed(host)), port);
                });
    }

    /** An address of this machine and a port, 0 for a free one; or nothing. */
    static Kind endpointOrNone() {
        return new Kind(
                "\"\" for none, or an address and a port such as \"127.0.0.1:8480\" or"
                        + " \"[::1]:8480\"",
                raw -> {
                    String text = Kind.string(raw);
                    if (text.isEmpty()) {
                        return text;
                    }
                    int colon = text.lastIndexOf(':');
                    String host = unbracketed(text.substring(0, Math.max(colon, 0)));
                    boolean free = colon >= 0 && text.endsWith(":0");
                    return new Endpoint(Kind.literal(host), free ? 0 : port(text, colon));
                });
    }

    /** {@code host:port}, or nothing. */
    static Kind smartHost() {
        return new Kind(
                "\"\" for none, or a host and a port such as \"smtp.example.org:587\" or"
                        + " \"192.0.2.25:25\"",
                raw -> {
                    String text = Kind.string(raw).toLowerCase(Locale.ROOT);
                    if (text.isEmpty()) {
                        return text;
                    }
                    int colon = text.lastIndexOf(':');
                    int port = port(text, colon);
                    String host = unbracketed(text.substring(0, Math.max(colon, 0)));
                    boolean literal = host.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*");
                    String known =
                            literal ? Kind.literal(host).getHostAddress() : Kind.hostName(host);
                    return (known.indexOf(':') < 0 ? known : "[" + known + "]") + ":" + port;
                });
    }

    /** Where a request is posted to, or nothing. */
    static Kind webhook() {
        return new Kind(
                "\"\" for none, or such as \"https://chat.example.org/hooks/7f3a\"",
                raw -> {
                    String text = Kind.string(raw);
                    URI url = text.isEmpty() ? null : uri(text);
                    if (url != null && !List.of("http", "https").contains(url.getScheme())) {
                        throw new Wrong(Kind.quoted(text) + " is none of http or https");
                    }
                    return text;
                });
    }

    /** Where syslog goes, or nothing. */
    static Kind syslog() {
        return new Kind(
                "\"\" for none, or such as \"udp://192.0.2.9:514\", \"tcp://log.example.org:601\""
                        + " or \"tls://log.example.org:6514\"",
                raw -> {
                    String text = Kind.string(raw);
                    URI at = text.isEmpty() ? null : uri(text);
                    if (at != null && !text.equals(at.getScheme() + "://" + at.getAuthority())) {
                        throw new Wrong(Kind.quoted(text) + " says more than a server");
                    }
                    if (at != null && !List.of("udp", "tcp", "tls").contains(at.getScheme())) {
                        throw new Wrong(Kind.quoted(text) + " is none of udp, tcp or tls");
                    }
                    if (at != null && at.getPort() < 1) {
                        throw new Wrong(Kind.quoted(text) + " has no port");
                    }
                    return text;
                });
    }

    private static URI uri(String text) throws Wrong {
        try {
            var uri = new URI(text);
            if (uri.getHost() != null
                    && uri.getScheme() != null
                    && uri.getUserInfo() == null
                    && uri.getPort() <= PORT_MAX) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new Wrong(Kind.quoted(text) + " is no URL: " + e.getReason());
        }
        throw new Wrong(Kind.quoted(text) + " is no URL with a host and without a user");
    }

    /** An address, or nobody. */
    static Kind emailOrNone() {
        return new Kind(
                Kind.email().right() + ", or \"\" for none",
                raw -> Kind.string(raw).isEmpty() ? raw : Kind.email().reading().read(raw));
    }

    /** One of two words, or an address of ours. */
    static Kind localAddress() {
        return new Kind(
                "\"auto\", \"any\", or an IP address of this machine",
                raw -> {
                    String text = Kind.string(raw);
                    boolean word = text.equals("auto") || text.equals("any");
                    return word ? text : Kind.literal(text).getHostAddress();
                });
    }

    /** A domain that stands for all below it; a top-level one as well. */
    static Kind domain() {
        return new Kind(
                "a domain such as \"example.org\" or \"gov\"",
                raw -> {
                    String text = Kind.string(raw);
                    boolean top = text.matches("[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]");
                    return top ? text.toLowerCase(Locale.ROOT) : Kind.hostName(text);
                });
    }

    /** An address that somebody has. */
    static Kind address() {
        return new Kind(
                "an IP address such as \"192.0.2.7\" or \"2001:db8::7\"",
                raw -> {
                    InetAddress ip = Kind.literal(Kind.string(raw));
                    if (ip.isAnyLocalAddress() || ip.isMulticastAddress()) {
                        throw new Wrong(Kind.quoted(Kind.string(raw)) + " is nobody's address");
                    }
                    return ip.getHostAddress();
                });
    }

    private static int port(String text, int colon) throws Wrong {
        String digits = text.substring(colon + 1);
        boolean number = colon >= 0 && digits.matches("\\d{1,5}");
        int port = number ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > PORT_MAX) {
            throw new Wrong(Kind.quoted(text) + " has no port from 1 to " + PORT_MAX);
        }
        return port;
    }

    static String unbracketed(String host) {
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        return brackets ? host.substring(1, host.length() - 1) : host;
    }
}
