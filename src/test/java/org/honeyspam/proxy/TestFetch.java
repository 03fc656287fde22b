package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.honeyspam.TestInside;
import org.honeyspam.TestNode;

/** Requests as they reach the servers of the world through a proxy at 203.0.113.9. */
final class TestFetch {
    static final String OUTER = "203.0.113.9";
    static final int OUTER_PORT = 50_123;
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123400Z");
    static final Origins ORIGINS = new Origins(new TestInside());

    private TestFetch() {}

    /** The fields that a browser sends and a proxy that names itself and his address. */
    static List<Field> transparent(String host) {
        return List.of(
                new Field("Host", host),
                new Field("User-Agent", "checker/1.0"),
                new Field("Accept", "*/*"),
                new Field("Via", "1.1 cache (squid/5.7)"),
                new Field("X-Forwarded-For", "192.0.2.7"));
    }

    /** A GET with no more than a browser's fields. */
    static Fetch get(String host, String path) {
        return get(host, path, "checker/1.0");
    }

    static Fetch get(String host, String path, String agent) {
        return fetch(
                "GET",
                new Target(host, 80),
                path,
                List.of(new Field("Host", host), new Field("User-Agent", agent)));
    }

    static Fetch fetch(String method, Target target, String path, List<Field> fields) {
        return new Fetch(
                method,
                target,
                path,
                "1.1",
                fields,
                OUTER,
                OUTER_PORT,
                TestNode.peer("proxy", 3128),
                NOW);
    }

    static Origin answer(String host, String path) {
        return ORIGINS.answer(get(host, path));
    }

    static String body(Origin origin) {
        return new String(origin.body(), ISO_8859_1);
    }

    static String body(String host, String path) {
        return body(answer(host, path));
    }

    static String field(Origin origin, String name) {
        return origin.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .collect(Collectors.joining(", "));
    }

    static List<String> names(Origin origin) {
        return origin.fields().stream().map(Field::name).toList();
    }

    /** As a proxy would send it: the lines of the head, an empty one, the body. */
    static String whole(Origin origin) {
        List<String> lines = new ArrayList<>();
        lines.add("HTTP/1.1 %d %s".formatted(origin.status(), origin.reason()));
        origin.fields().forEach(field -> lines.add(field.name() + ": " + field.value()));
        return String.join("\r\n", lines) + "\r\n\r\n" + body(origin);
    }
}
