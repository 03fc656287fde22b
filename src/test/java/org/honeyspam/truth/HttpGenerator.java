package org.honeyspam.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes requests by chance: right and wrong, with fields that bear on each other, several on a
 * connection. The same seed gives the same for ever.
 */
final class HttpGenerator {
    private static final int REQUESTS_MAX = 4;
    private static final int FIELDS_MAX = 4;

    private final SplittableRandom dice;
    private final DocumentRoot root;

    private HttpGenerator(long seed, DocumentRoot root) {
        this.dice = new SplittableRandom(seed);
        this.root = root;
    }

    static Script script(int seed, DocumentRoot root) {
        var generator = new HttpGenerator(seed, root);
        List<Send> sends = new ArrayList<>();
        for (int left = 1 + generator.dice.nextInt(REQUESTS_MAX); left > 0; left--) {
            sends.add(new Send(generator.request(), 1, Send.Kind.ALWAYS));
        }
        return new Script("generated: " + seed, false, true, sends);
    }

    private String request() {
        String version = one("1.1", "1.1", "1.1", "1.1", "1.1", "1.0", "1.2", "2.0");
        var text = new StringBuilder(method()).append(' ').append(target());
        text.append(" HTTP/").append(version).append("~");
        if (dice.nextInt(20) > 0) {
            text.append(one("@host@", "@host@", "@host@", "@host@", "Host: other.example:8080~"));
        }
        for (int left = dice.nextInt(FIELDS_MAX + 1); left > 0; left--) {
            text.append(field()).append("~");
        }
        text.append(body());
        return filled(text.toString());
    }

    private String filled(String text) {
        String bytes = root.fill(text).replace("\\r\\n", "\r\n");
        return new String(bytes.getBytes(ISO_8859_1), ISO_8859_1);
    }

    private String method() {
        return one(
                "GET",
                "GET",
                "GET",
                "GET",
                "GET",
                "HEAD",
                "HEAD",
                "POST",
                "POST",
                "OPTIONS",
                "TRACE",
                "PUT",
                "DELETE",
                "PATCH",
                "PROPFIND",
                "BREW");
    }

    private String target() {
        return switch (dice.nextInt(10)) {
            case 0 -> scramble();
            case 1 -> "http://" + one("www.one.example", "other.example:81", "") + path();
            case 2 -> one("*", "@page@?q=" + scramble(), "/?", "@folder@/", "@folder@?x");
            default -> path();
        };
    }

    private String path() {
        return one(
                "/",
                "/",
                "/index.html",
                "/robots.txt",
                "@page@",
                "@page@",
                "@deep@",
                "@deep@",
                "@folder@",
                "@folder@/",
                "/nope",
                "/nope/",
                "@page@/",
                "/.htaccess",
                "/icons/");
    }

    /** What means something in a path, in no order at all. */
    private String scramble() {
        var text = new StringBuilder("/");
        for (int left = 1 + dice.nextInt(6); left > 0; left--) {
            text.append(
                    one(
                            "a",
                            "/",
                            "/",
                            ".",
                            "..",
                            "/../",
                            "/./",
                            "//",
                            "%2e",
                            "%2E",
                            "%2f",
                            "%41",
                            "%zz",
                            "%",
                            "%00",
                            "?",
                            "&",
                            "=",
                            ";",
                            ":",
                            "\\",
                            "\u00e9",
                            "+",
                            "%20",
                            "%25",
                            "<",
                            "\"",
                            "'",
                            "[",
                            "]",
                            "{",
                            "|",
                            "^",
                            "@folder@"));
        }
        return text.toString();
    }

    private String field() {
        return switch (dice.nextInt(13)) {
            case 0 -> "Connection: " + one("close", "keep-alive", "Keep-Alive, x", "x", "upgrade");
            case 1, 2 -> "Range: " + range();
            case 3 -> "If-Range: " + one(tag(), tag(), date());
            case 4 -> "If-None-Match: " + one("*", tag(), tag() + ", " + tag(), "");
            case 5 -> "If-Match: " + one("*", tag(), tag() + "," + tag());
            case 6 -> "If-Modified-Since: " + date();
            case 7 -> "If-Unmodified-Since: " + date();
            case 8, 9 ->
                    "Accept-Encoding: "
                            + one(
                                    "gzip",
                                    "gzip, deflate, br",
                                    "deflate",
                                    "gzip;q=0",
                                    "*",
                                    "identity");
            case 10 -> "Expect: " + one("100-continue", "x");
            case 11 ->
                    one("X-A: b", "Accept: */*", "Referer: http://a/", "X-A: b~ c", "Via: 1.1 x");
            default -> one("X", "X : a", ": a", "X\u0001: a", "X: a\u00e9", "X_Y: z");
        };
    }

    private String tag() {
        return one("@apache-tag@", "@nginx-tag@", "W/@apache-tag@", "W/@nginx-tag@", "\"x\"");
    }

    private String date() {
        return one(
                "@modified@",
                "@modified@",
                "@before@",
                "@after@",
                "Fri, 01 Jan 2038 00:00:00 GMT",
                "yesterday");
    }

    private String range() {
        var text = new StringBuilder("bytes=");
        for (int left = 1 + dice.nextInt(3); left > 0; left--) {
            text.append(
                    one(
                            "0-9",
                            "5-14",
                            "20-29",
                            "10-19",
                            "100-",
                            "-5",
                            "-0",
                            "99999-",
                            "0-99999",
                            "9-3",
                            "x",
                            " 3-4",
                            "@length@-",
                            "@last@-",
                            "0-"));
            text.append(left > 1 ? one(",", ",", ", ") : "");
        }
        return text.toString();
    }

    /** The end of the head, and a body where one was announced or not. */
    private String body() {
        return switch (dice.nextInt(12)) {
            case 0 -> "Content-Length: 5~~hello";
            case 1 -> "Content-Length: 0~~";
            case 2 -> "Transfer-Encoding: chunked~~5~hello~0~~";
            case 3 -> "Transfer-Encoding: chunked~~0~T: v~~";
            case 4 ->
                    one(
                            "Transfer-Encoding: chunked~~x~~",
                            "Content-Length: x~~",
                            "Content-Length: 5~Transfer-Encoding: chunked~~0~~",
                            "Content-Length: 5~Content-Length: 6~~hello",
                            "Transfer-Encoding: gzip~~");
            default -> "~";
        };
    }

    private String one(String... alternatives) {
        return alternatives[dice.nextInt(alternatives.length)];
    }
}
