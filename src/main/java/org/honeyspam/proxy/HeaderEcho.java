package org.honeyspam.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.honeyspam.proxy.Origin.Kind;
import org.jspecify.annotations.Nullable;

/** The services that send a request back as JSON: httpbin and Postman Echo. */
final class HeaderEcho {
    private static final String JSON_UTF8 = "application/json; charset=utf-8";
    private static final int ARGUMENTS_MAX = 64;
    private static final int FIELDS_MAX = 100;
    private static final int NAMED_CHARS_MAX = 512;

    private static final OriginHead HTTPBIN =
            OriginHead.of(
                    """
                    Date: %date%
                    Content-Type: %type%
                    Content-Length: %length%
                    Server: gunicorn/19.9.0
                    Access-Control-Allow-Origin: *
                    Access-Control-Allow-Credentials: true
                    """);
    private static final OriginHead POSTMAN =
            OriginHead.of(
                    """
                    Date: %date%
                    Content-Type: %type%
                    Content-Length: %length%
                    Server: nginx
                    ETag: %etag%
                    Vary: Accept-Encoding
                    """);

    /** What httpbin takes for the work of its own front end, and shows only if asked to. */
    private static final Set<String> OF_FRONT_END =
            Set.of(
                    "via",
                    "connect-time",
                    "total-route-time",
                    "x-forwarded-for",
                    "x-forwarded-port",
                    "x-forwarded-proto",
                    "x-forwarded-protocol",
                    "x-forwarded-ssl",
                    "x-real-ip",
                    "x-request-id",
                    "x-request-start",
                    "x-varnish");

    private static final Set<String> POSTMANS = Set.of("postman-echo.com", "www.postman-echo.com");
    private static final Set<String> HTTPBINS =
            Set.of("httpbin.org", "www.httpbin.org", "eu.httpbin.org", "httpbingo.org");

    private final Fetch fetch;

    /** What is left of all that may be shown. */
    private int left = Quoting.ECHO_CHARS_MAX;

    private HeaderEcho(Fetch fetch) {
        this.fetch = fetch;
    }

    /** What such a service says; null if there is none at that host and path. */
    static @Nullable Origin answer(Fetch fetch) {
        var echo = new HeaderEcho(fetch);
        if (HTTPBINS.contains(fetch.host())) {
            return echo.httpbin();
        }
        return POSTMANS.contains(fetch.host()) ? echo.postman() : null;
    }

    private @Nullable Origin httpbin() {
        String json =
                switch (fetch.plainPath()) {
                    case "/ip" -> "{\n  \"origin\": " + origin() + "\n}\n";
                    case "/user-agent" -> "{\n  \"user-agent\": " + agent() + "\n}\n";
                    case "/headers" -> "{\n  \"headers\": " + fields(", \n", "  ") + "\n}\n";
                    case "/get" -> get("");
                    case "/anything" -> get("  \"method\": " + shown(fetch.method()) + ", \n");
                    case "/post" -> fetch.method().equals("POST") ? post() : "";
                    default -> "";
                };
        return json.isEmpty() ? null : said(HTTPBIN, Entity.JSON, json);
    }

    private String get(String method) {
        return "{\n  \"args\": "
                + arguments(", \n", "  ")
                + ", \n  \"headers\": "
                + fields(", \n", "  ")
                + ", \n"
                + method
                + "  \"origin\": "
                + origin()
                + ", \n  \"url\": "
                + url()
                + "\n}\n";
    }

    /** Without what was sent, which is not at hand: a form that came to nothing. */
    private String post() {
        return "{\n  \"args\": "
                + arguments(", \n", "  ")
                + ", \n  \"data\": \"\", \n  \"files\": {}, \n  \"form\": {}, \n  \"headers\": "
                + fields(", \n", "  ")
                + ", \n  \"json\": null, \n  \"origin\": "
                + origin()
                + ", \n  \"url\": "
                + url()
                + "\n}\n";
    }

    private @Nullable Origin postman() {
        String json =
                switch (fetch.plainPath()) {
                    case "/get" ->
                            "{\n  \"args\": "
                                    + arguments(",\n", "  ")
                                    + ",\n  \"headers\": "
                                    + fields(",\n", "  ")
                                    + ",\n  \"url\": "
                                    + url()
                                    + "\n}";
                    case "/headers" -> "{\n  \"headers\": " + fields(",\n", "  ") + "\n}";
                    case "/ip" -> "{\n  \"ip\": " + Quoting.json(fetch.outerAddress()) + "\n}";
                    default -> "";
                };
        return json.isEmpty() ? null : said(POSTMAN, JSON_UTF8, json);
    }

    /** Its front end adds the one who connected to those that the field already names. */
    private String addresses() {
        String named =
                fetch.fields().stream()
                        .filter(field -> field.name().equalsIgnoreCase("X-Forwarded-For"))
                        .map(field -> field.value() + ", ")
                        .collect(Collectors.joining());
        return Quoting.bounded(named, NAMED_CHARS_MAX) + fetch.outerAddress();
    }

    private String origin() {
        return shown(addresses());
    }

    private String agent() {
        return fetch.userAgent().isEmpty() ? "null" : shown(fetch.userAgent());
    }

    private String url() {
        return shown("http://" + fetch.authority() + fetch.path());
    }

    private String arguments(String between, String indent) {
        Map<String, String> arguments = new TreeMap<>();
        for (String pair : fetch.query().split("&", ARGUMENTS_MAX)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                arguments.putIfAbsent(name, equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return object(arguments, between, indent);
    }

    /**
     * Fields of one name are one member. Postman writes names small, httpbin in their usual way.
     */
    private String fields(String between, String indent) {
        boolean postman = POSTMANS.contains(fetch.host());
        boolean all = postman || fetch.query().contains("show_env");
        Map<String, String> members = postman ? new LinkedHashMap<>() : new TreeMap<>();
        for (Field field : fetch.fields().stream().limit(FIELDS_MAX).toList()) {
            String small = field.name().toLowerCase(Locale.ROOT);
            boolean hop = small.equals("connection") || small.equals("keep-alive");
            if (!hop && (all || !OF_FRONT_END.contains(small))) {
                String name = postman ? small : usual(small);
                members.merge(name, field.value(), (first, next) -> first + "," + next);
            }
        }
        ofFrontEnd(members, postman, all);
        return object(members, between, indent);
    }

    /** What stands before the program puts fields of its own into a request. */
    private void ofFrontEnd(Map<String, String> members, boolean postman, boolean all) {
        if (postman) {
            members.put("x-forwarded-proto", "http");
            return;
        }
        if (all) {
            members.put("X-Forwarded-For", addresses());
            members.put("X-Forwarded-Port", "80");
            members.put("X-Forwarded-Proto", "http");
        }
        var dice = Drawn.dice("trace " + fetch.now().toEpochMilli(), fetch.path());
        members.put(
                "X-Amzn-Trace-Id",
                "Root=1-%08x-%08x%016x"
                        .formatted(fetch.now().getEpochSecond(), dice.nextInt(), dice.nextLong()));
    }

    private static String usual(String small) {
        List<String> parts = new ArrayList<>();
        for (String part : small.split("-", -1)) {
            parts.add(
                    part.isEmpty()
                            ? part
                            : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return String.join("-", parts);
    }

    private String object(Map<String, String> members, String between, String indent) {
        if (members.isEmpty()) {
            return "{}";
        }
        return members.entrySet().stream()
                .map(one -> indent + "  " + shown(one.getKey()) + ": " + shown(one.getValue()))
                .collect(Collectors.joining(between, "{\n", "\n" + indent + "}"));
    }

    private String shown(String text) {
        String bounded = Quoting.bounded(text, left);
        left -= bounded.length();
        return Quoting.json(bounded);
    }

    private Origin said(OriginHead head, String type, String json) {
        Entity entity = Entity.bytes(type, json);
        String etag = "W/\"%x-%08x\"".formatted(json.length(), json.hashCode());
        return head.answer(Kind.ECHO, Status.OK, entity, fetch, Map.of("etag", etag));
    }
}
