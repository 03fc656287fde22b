package org.honeyspam.proxy;

import java.util.Map;
import java.util.Objects;
import org.honeyspam.http.HttpDates;
import org.honeyspam.proxy.Origin.Kind;

/**
 * The header fields of one server, in its order. Filled in are date, length, type, host, the number
 * that Cloudflare gives a request, and what the one who answers adds.
 */
record OriginHead(Template lines) {
    static final OriginHead CLOUDFLARE =
            of(
                    """
                    Date: %date%
                    Content-Type: %type%
                    Content-Length: %length%
                    CF-Cache-Status: DYNAMIC
                    Server: cloudflare
                    CF-RAY: %ray%
                    """);

    static final OriginHead NGINX =
            of(
                    """
                    Server: nginx
                    Date: %date%
                    Content-Type: %type%
                    Content-Length: %length%
                    """);

    static final OriginHead APACHE =
            of(
                    """
                    Date: %date%
                    Server: Apache
                    Content-Length: %length%
                    Content-Type: %type%
                    """);

    static OriginHead of(String lines) {
        return new OriginHead(new Template(lines));
    }

    Origin answer(Kind kind, Status status, Entity entity, Fetch fetch) {
        return answer(kind, status, entity, fetch, Map.of());
    }

    /**
     * @param more values for names that only this server has
     */
    Origin answer(Kind kind, Status status, Entity entity, Fetch fetch, Map<String, String> more) {
        var fields =
                lines.fields(
                        name ->
                                switch (name) {
                                    case "date" -> HttpDates.text(fetch.now());
                                    case "length" -> Integer.toString(entity.bytes().length);
                                    case "type" -> entity.type();
                                    case "host" -> Quoting.url(fetch.host());
                                    case "ray" -> ray(fetch);
                                    default -> Objects.requireNonNullElse(more.get(name), "");
                                });
        return new Origin(kind, status.code(), status.reason(), fields, entity.bytes(), null);
    }

    /** Another at every moment, as it is; it ends in the airport near to the visitor. */
    private static String ray(Fetch fetch) {
        long number = Drawn.dice("ray " + fetch.now().toEpochMilli(), fetch.path()).nextLong();
        return "%016x-%s".formatted(number, Whereabouts.of(fetch.outerAddress()).airport());
    }
}
