package org.honeyspam.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.console.access.Secrets;

/** The files that pages are made with: scripts, styles. All are in the program. */
final class Assets {
    private static final List<String> FILES =
            List.of(
                    "assets/console.css",
                    "assets/console.js",
                    "assets/icon.svg",
                    "vendor/htmx.min.js",
                    "vendor/htmx-sse.min.js",
                    "vendor/uPlot.iife.min.js",
                    "vendor/uPlot.min.css");
    private static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");

    private final Map<String, Asset> byName = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
    private record Asset(byte[] bytes, String type, String tag) {}

    Assets() throws IOException {
        for (String file : FILES) {
            try (InputStream in = Assets.class.getResourceAsStream("/console/" + file)) {
                if (in == null) {
                    throw new IOException("the program lacks its file " + file);
                }
                byte[] bytes = in.readAllBytes();
                String type = TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "");
                String tag = Secrets.ofToken(new String(bytes, UTF_8)).replace("$", "");
                byName.put(
                        file.substring(file.indexOf('/') + 1),
                        new Asset(bytes, type, "\"" + tag + "\""));
            }
        }
    }

    void send(ServerRequest request, ServerResponse response) {
        Asset asset = byName.get(request.path().pathParameters().get("name"));
        if (asset == null) {
            response.status(Status.NOT_FOUND_404).send();
            return;
        }
        response.headers().set(HeaderNames.CACHE_CONTROL, "max-age=300");
        response.header(HeaderNames.ETAG, asset.tag());
        if (request.headers().first(HeaderNames.IF_NONE_MATCH).orElse("").equals(asset.tag())) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, asset.type());
        response.send(asset.bytes());
    }
}
