package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;

/**
 * A request of SOCKS, as far as it came before it was clear what to say to it.
 *
 * @param protocol as in events: {@code socks4}, {@code socks4a}, {@code socks5}
 * @param addressType as in SOCKS 5; 0 if it did not come
 * @param address its bytes; those of a name without its length
 * @param target null if it did not come
 * @param asked the target as it was written; empty if it did not come
 * @param user whom SOCKS 4 names; null if nobody
 * @param raw all of it
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
record SocksRequest(
        String protocol,
        int command,
        int addressType,
        byte[] address,
        @Nullable Target target,
        String asked,
        @Nullable String user,
        byte[] raw) {
    static final int CONNECT = 1;
    static final int BIND = 2;
    static final int UDP_ASSOCIATE = 3;

    /**
     * A label has 63 bytes at the most (RFC 1035 section 2.3.4); a number at the end is no name.
     */
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9_-]{1,63}\\.)*(?!\\d+\\.?$)[a-z0-9_-]{1,63}\\.?");

    /** Reads what came; it need not be whole. */
    static SocksRequest of(byte[] raw) {
        return raw[0] == SocksGrammar.VERSION_4 ? version4(raw) : version5(raw);
    }

    private static SocksRequest version4(byte[] raw) {
        int command = raw.length > 1 ? SocksGrammar.unsigned(raw[1]) : 0;
        if (raw.length <= SocksGrammar.USER_AT) {
            return new SocksRequest("socks4", command, 0, new byte[0], null, "", null, raw);
        }
        boolean named = SocksGrammar.isNamed(raw);
        int userEnd = SocksGrammar.end(raw, SocksGrammar.USER_AT);
        String said = text(raw, SocksGrammar.USER_AT, userEnd);
        byte[] ip = Arrays.copyOfRange(raw, 4, SocksGrammar.USER_AT);
        int hostEnd = SocksGrammar.end(raw, Math.min(raw.length, userEnd + 1));
        String host = named ? text(raw, Math.min(hostEnd, userEnd + 1), hostEnd) : literal(ip);
        int port = port(raw, 2);
        return new SocksRequest(
                named ? "socks4a" : "socks4",
                command,
                named ? SocksGrammar.NAME : SocksGrammar.IPV4,
                ip,
                new Target(host, port),
                asked(host, port),
                said.isEmpty() ? null : said,
                raw);
    }

    private static SocksRequest version5(byte[] raw) {
        int command = raw.length > 1 ? SocksGrammar.unsigned(raw[1]) : 0;
        int type = raw.length > 3 ? SocksGrammar.unsigned(raw[3]) : 0;
        boolean known =
                type == SocksGrammar.IPV4 || type == SocksGrammar.NAME || type == SocksGrammar.IPV6;
        if (!known || raw.length < SocksGrammar.requestBytes(raw, raw.length)) {
            return new SocksRequest("socks5", command, type, new byte[0], null, "", null, raw);
        }
        boolean named = type == SocksGrammar.NAME;
        int from = SocksGrammar.ADDRESS_AT + (named ? 1 : 0);
        byte[] address = Arrays.copyOfRange(raw, from, raw.length - 2);
        // To a program in C a name ends with its first zero.
        byte[] name = Arrays.copyOf(address, SocksGrammar.end(address, 0));
        String host = named ? new String(name, ISO_8859_1) : literal(address);
        int port = port(raw, raw.length - 2);
        return new SocksRequest(
                "socks5",
                command,
                type,
                named ? name : address,
                new Target(host, port),
                asked(host, port),
                null,
                raw);
    }

    boolean isVersion4() {
        return raw[0] == SocksGrammar.VERSION_4;
    }

    /** Whether it is a command that the proxy knows and nobody may give. */
    boolean isBarred() {
        return command == BIND || command == UDP_ASSOCIATE;
    }

    /** As in events. */
    String method() {
        return switch (command) {
            case CONNECT -> "CONNECT";
            case BIND -> "BIND";
            case UDP_ASSOCIATE -> "UDP ASSOCIATE";
            default -> Integer.toString(command);
        };
    }

    /** Whether the host is an address, or a name that may be one's; nobody is asked. */
    boolean resolves() {
        if (target == null) {
            return false;
        }
        String host = target.host();
        boolean address = !host.startsWith("[") && IpText.read(host) != null;
        return address || NAME.matcher(host).matches();
    }

    /** Whether it is 0.0.0.0 or ::, or port 0: nowhere. */
    boolean leadsNowhere() {
        InetAddress ip = target == null ? null : IpText.read(target.host());
        return target == null || target.port() == 0 || (ip != null && ip.isAnyLocalAddress());
    }

    /** As {@link Target} writes it, but for the case of letters. */
    private static String asked(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static int port(byte[] raw, int at) {
        return SocksGrammar.unsigned(raw[at]) << 8 | SocksGrammar.unsigned(raw[at + 1]);
    }

    private static String text(byte[] raw, int from, int to) {
        return new String(raw, from, to - from, ISO_8859_1);
    }

    private static String literal(byte[] ip) {
        try {
            return IpText.of(InetAddress.getByAddress(ip));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // The grammar has four bytes or sixteen.
        }
    }
}
