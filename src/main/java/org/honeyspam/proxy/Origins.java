package org.honeyspam.proxy;

import java.util.List;
import java.util.function.Function;
import org.honeyspam.proxy.Origin.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The servers of the world, as they are behind a proxy that fetches nothing: known services answer
 * as they do, and every other host has a site that follows from its name.
 */
final class Origins {
    private static final String NOT_ALLOWED =
            """
            <html>
            <head><title>405 Not Allowed</title></head>
            <body>
            <center><h1>405 Not Allowed</h1></center>
            </body>
            </html>
            """;

    /** Those that know some hosts or paths; the first that does answers. */
    private static final List<Function<Fetch, @Nullable Origin>> KNOWN =
            List.of(
                    Beacon::answer,
                    HeaderEcho::answer,
                    IpLookup::answer,
                    IpEcho::answer,
                    Judge::answer,
                    FrontPage::answer);

    private final Inside inside;

    Origins(Inside inside) {
        this.inside = inside;
    }

    /** What a request is answered that brings nothing. */
    Origin answer(Fetch fetch) {
        Origin known = known(fetch);
        if (known != null) {
            return known;
        }
        return switch (fetch.method()) {
            case "GET", "HEAD", "POST" -> SitePage.answer(inside, fetch);
            case "OPTIONS" ->
                    WebProduct.of(fetch.host()).made(Kind.PAGE, Status.OK, Entity.NONE, fetch);
            default ->
                    WebProduct.of(fetch.host())
                            .made(
                                    Kind.PAGE,
                                    Status.NOT_ALLOWED,
                                    Entity.text("text/html", NOT_ALLOWED),
                                    fetch);
        };
    }

    /** What a POST is answered, whatever was sent. */
    Origin posted(Fetch fetch, String contentType) {
        Origin known = known(fetch);
        return known == null ? new Posted(fetch).answer(contentType) : known;
    }

    private static @Nullable Origin known(Fetch fetch) {
        for (Function<Fetch, @Nullable Origin> one : KNOWN) {
            Origin origin = one.apply(fetch);
            if (origin != null) {
                return origin;
            }
        }
        return null;
    }
}
