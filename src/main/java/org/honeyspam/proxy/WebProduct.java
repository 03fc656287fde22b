package org.honeyspam.proxy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.honeyspam.http.HttpDates;
import org.honeyspam.proxy.Origin.Kind;

/** The web servers of the world, and what each puts before a file and before a program's page. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are made here and never change.
enum WebProduct {
    APACHE(
            List.of(
                    "Apache",
                    "Apache/2.4.41 (Ubuntu)",
                    "Apache/2.4.52 (Ubuntu)",
                    "Apache/2.4.62 (Debian)",
                    "Apache/2.4.6 (CentOS) OpenSSL/1.0.2k-fips"),
            """
            Date: %date%
            Server: %server%
            Last-Modified: %modified%
            ETag: %etag%
            Accept-Ranges: bytes
            Content-Length: %length%
            Content-Type: %type%
            """,
            """
            Date: %date%
            Server: %server%
            X-Powered-By: %program%
            Location: %location%
            Content-Length: %length%
            Content-Type: %type%
            """),
    NGINX(
            List.of("nginx", "nginx/1.18.0 (Ubuntu)", "nginx/1.24.0", "nginx/1.22.1"),
            """
            Server: %server%
            Date: %date%
            Content-Type: %type%
            Content-Length: %length%
            Last-Modified: %modified%
            ETag: %etag%
            Accept-Ranges: bytes
            """,
            """
            Server: %server%
            Date: %date%
            Content-Type: %type%
            Content-Length: %length%
            X-Powered-By: %program%
            Location: %location%
            """),
    IIS(
            List.of("Microsoft-IIS/10.0", "Microsoft-IIS/8.5"),
            """
            Content-Type: %type%
            Last-Modified: %modified%
            Accept-Ranges: bytes
            ETag: %etag%
            Server: %server%
            X-Powered-By: ASP.NET
            Date: %date%
            Content-Length: %length%
            """,
            """
            Cache-Control: private
            Content-Type: %type%
            Location: %location%
            Server: %server%
            X-AspNet-Version: 4.0.30319
            X-Powered-By: ASP.NET
            Date: %date%
            Content-Length: %length%
            """),
    LITESPEED(
            List.of("LiteSpeed"),
            """
            etag: %etag%
            last-modified: %modified%
            content-type: %type%
            content-length: %length%
            accept-ranges: bytes
            date: %date%
            server: %server%
            """,
            """
            x-powered-by: %program%
            content-type: %type%
            location: %location%
            content-length: %length%
            date: %date%
            server: %server%
            """),
    CLOUDFLARE(
            List.of("cloudflare"),
            """
            Date: %date%
            Content-Type: %type%
            Content-Length: %length%
            Last-Modified: %modified%
            CF-Cache-Status: DYNAMIC
            Server: %server%
            CF-RAY: %ray%
            """,
            """
            Date: %date%
            Content-Type: %type%
            Content-Length: %length%
            X-Powered-By: %program%
            Location: %location%
            CF-Cache-Status: DYNAMIC
            Server: %server%
            CF-RAY: %ray%
            """);

    private static final List<WebProduct> SHARES =
            List.of(
                    APACHE,
                    APACHE,
                    APACHE,
                    NGINX,
                    NGINX,
                    NGINX,
                    NGINX,
                    CLOUDFLARE,
                    CLOUDFLARE,
                    LITESPEED,
                    IIS);
    private static final List<String> PROGRAMS =
            List.of("", "", "PHP/7.4.33", "PHP/8.1.27", "PHP/8.2.15", "PHP/5.6.40");

    private final List<String> names;
    private final OriginHead file;
    private final OriginHead made;

    WebProduct(List<String> names, String file, String made) {
        this.names = List.copyOf(names);
        this.file = OriginHead.of(file);
        this.made = OriginHead.of(made);
    }

    /** What runs on a host, whatever the port. */
    static WebProduct of(String host) {
        return Drawn.pick(SHARES, "product", host);
    }

    /** What it calls itself on that host. */
    String server(String host) {
        return Drawn.pick(names, "version", host);
    }

    /** A file, of which is known when it was changed. */
    Origin file(Kind kind, Entity entity, Instant modified, Fetch fetch) {
        String etag = etag(entity.bytes().length, modified, fetch);
        return answer(
                file,
                new Reply(kind, Status.OK, entity),
                fetch,
                Map.of("modified", HttpDates.text(modified), "etag", etag));
    }

    /** What a program made for this request. */
    Origin made(Kind kind, Status status, Entity entity, Fetch fetch) {
        return made(kind, status, entity, fetch, "");
    }

    /**
     * @param location where the browser is sent to; empty if it stays
     */
    Origin made(Kind kind, Status status, Entity entity, Fetch fetch, String location) {
        String program = Drawn.pick(PROGRAMS, "program", fetch.host());
        return answer(
                made,
                new Reply(kind, status, entity),
                fetch,
                Map.of("program", program, "location", location));
    }

    private record Reply(Kind kind, Status status, Entity entity) {}

    private Origin answer(OriginHead head, Reply reply, Fetch fetch, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("server", server(fetch.host()));
        Origin origin = head.answer(reply.kind, reply.status, reply.entity, fetch, all);
        List<Field> fields = new ArrayList<>(origin.fields());
        fields.removeIf(field -> field.value().isEmpty());
        if (this == IIS && fetch.method().equals("HEAD")) {
            fields.addFirst(fields.removeLast()); // IIS itself says the length, not the driver.
        }
        return new Origin(
                origin.kind(), origin.status(), origin.reason(), fields, origin.body(), null);
    }

    private String etag(int length, Instant modified, Fetch fetch) {
        long seconds = modified.getEpochSecond();
        SplittableRandom dice = Drawn.dice("etag", fetch.host() + fetch.path());
        String form =
                switch (this) {
                    case APACHE ->
                            "\"%x-%x\""
                                    .formatted(
                                            length, seconds * 1_000_000 + dice.nextInt(1_000_000));
                    case IIS -> "\"%016x:0\"".formatted(seconds * 10_000_000 + 0x19db1ded53e8000L);
                    case LITESPEED ->
                            "\"%x-%x-%x;;;\"".formatted(length, seconds, dice.nextInt() & 0xfffff);
                    default -> "\"%x-%x\"".formatted(seconds, length);
                };
        return form.toLowerCase(Locale.ROOT);
    }
}
