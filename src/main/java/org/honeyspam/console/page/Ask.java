package org.honeyspam.console.page;

import java.net.InetAddress;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.honeyspam.config.Network;
import org.honeyspam.console.access.Caller;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param path what of the address names the thing: {@code ip} of {@code /ips/{ip}}
 * @param query behind the question mark, or in the form that was sent
 */
public record Ask(Caller caller, Instant now, Map<String, String> path, Map<String, String> query) {
    private static final int LIMIT_MAX = 1_000;
    private static final int LIMIT = 50;

    /** What is asked for cannot be: the caller is told why. */
    public static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;

        private Wrong(int status, String why) {
            super(why);
            this.status = status;
        }

        public int status() {
            return status;
        }

        public static Wrong request(String why) {
            return new Wrong(400, why);
        }

        public static Wrong nothing(String what) {
            return new Wrong(404, what);
        }

        public static Wrong forbidden(String why) {
            return new Wrong(403, why);
        }
    }

    /** What names the thing. */
    public String named(String name) {
        return path.getOrDefault(name, "");
    }

    /** A field that may be left out, or empty. */
    public String text(String name) {
        return query.getOrDefault(name, "").strip();
    }

    public @Nullable String textOrNull(String name) {
        String text = text(name);
        return text.isEmpty() ? null : text;
    }

    /** How many rows a page has. */
    public int limit() throws Wrong {
        String text = text("limit");
        if (text.isEmpty()) {
            return LIMIT;
        }
        int limit = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > LIMIT_MAX) {
            throw Wrong.request("limit is from 1 to " + LIMIT_MAX);
        }
        return limit;
    }

    public @Nullable Instant time(String name) throws Wrong {
        String text = text(name);
        if (text.isEmpty()) {
            return null;
        }
        // A date, or what a browser's field for a time gives: both are meant as UTC.
        String whole = text.matches("\\d{4}-\\d\\d-\\d\\d") ? text + "T00:00:00Z" : text;
        whole = whole.matches(".*T\\d\\d:\\d\\d") ? whole + ":00Z" : whole;
        try {
            return Instant.parse(whole.endsWith("Z") ? whole : whole + "Z");
        } catch (DateTimeParseException e) {
            throw Wrong.request(
                    "%s: a time such as 2026-11-26 or 2026-11-26T12:00Z".formatted(name));
        }
    }

    /** An address, or a network such as {@code 192.0.2.0/24}; null if it was left out. */
    public @Nullable Network network(String name) throws Wrong {
        String text = text(name);
        return text.isEmpty() ? null : network(name, text);
    }

    public static Network network(String name, String text) throws Wrong {
        Network network = Network.read(text);
        if (network != null) {
            return network;
        }
        throw Wrong.request(name + ": an address, or a network such as 192.0.2.0/24");
    }

    /** The address that the path names. */
    public String ip() throws Wrong {
        InetAddress ip = IpText.read(named("ip"));
        if (ip == null) {
            throw Wrong.nothing("that is no address");
        }
        return IpText.of(ip);
    }
}
