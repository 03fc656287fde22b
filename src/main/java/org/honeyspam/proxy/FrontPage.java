package org.honeyspam.proxy;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.honeyspam.proxy.Origin.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The sites whose first pages testers of proxies ask for, with the marks that they look for. The
 * texts are our own.
 */
final class FrontPage {
    private static final OriginHead GWS =
            OriginHead.of(
                    """
                    Date: %date%
                    Expires: -1
                    Cache-Control: private, max-age=0
                    Content-Type: %type%
                    Server: gws
                    Content-Length: %length%
                    X-XSS-Protection: 0
                    X-Frame-Options: SAMEORIGIN
                    """);
    private static final OriginHead WIKIPEDIA =
            OriginHead.of(
                    """
                    date: %date%
                    server: ATS/9.2.11
                    cache-control: s-maxage=86400, must-revalidate, max-age=3600
                    content-type: %type%
                    content-length: %length%
                    vary: Accept-Encoding
                    x-cache: cp3066 hit, cp3066 hit/19422
                    x-cache-status: hit-front
                    report-to: { "group": "wm_nel", "max_age": 604800, "endpoints": [{ "url": "https://intake-logging.wikimedia.org/v1/events?stream=w3c.reportingapi.network_error&schema_uri=/w3c/reportingapi/network_error/1.0.0" }] }
                    nel: { "report_to": "wm_nel", "max_age": 604800, "failure_fraction": 0.05, "success_fraction": 0.0}
                    accept-ranges: bytes
                    """);
    private static final OriginHead BING =
            OriginHead.of(
                    """
                    Cache-Control: private
                    Content-Length: %length%
                    Content-Type: %type%
                    P3P: CP="NON UNI COM NAV STA LOC CURa DEVa PSAa PSDa OUR IND"
                    X-Cache: CONFIG_NOCACHE
                    Date: %date%
                    """);
    private static final OriginHead EXAMPLE =
            OriginHead.of(
                    """
                    Content-Type: %type%
                    ETag: "84238dfc8092e5d9c0dac8ef93371a07:1736799080.121134"
                    Last-Modified: Mon, 13 Jan 2025 20:11:20 GMT
                    Server: AkamaiNetStorage
                    Cache-Control: max-age=1024
                    Date: %date%
                    Content-Length: %length%
                    """);
    private static final OriginHead YAHOO =
            OriginHead.of(
                    """
                    Date: %date%
                    Server: ATS
                    Cache-Control: no-store
                    Content-Type: %type%
                    Content-Length: %length%
                    """);
    private static final OriginHead BAIDU =
            OriginHead.of(
                    """
                    Cache-Control: private, no-cache, no-store, proxy-revalidate, no-transform
                    Content-Length: %length%
                    Content-Type: %type%
                    Date: %date%
                    P3p: CP=" OTI DSP COR IVA OUR IND COM "
                    Pragma: no-cache
                    Server: BWS/1.1
                    """);

    /** Big sites that do no more over HTTP than to send a browser to HTTPS. */
    private static final Map<String, String> SECURED =
            Map.ofEntries(
                    Map.entry("www.amazon.com", "Server"),
                    Map.entry("www.apple.com", "AkamaiGHost"),
                    Map.entry("www.craigslist.org", "Apache"),
                    Map.entry("www.ebay.com", "ebay-proxy-server"),
                    Map.entry("github.com", "github.com"),
                    Map.entry("www.facebook.com", "proxygen-bolt"),
                    Map.entry("www.instagram.com", "proxygen-bolt"),
                    Map.entry("www.linkedin.com", "Play"),
                    Map.entry("www.netflix.com", "envoy"),
                    Map.entry("www.paypal.com", "Varnish"),
                    Map.entry("www.reddit.com", "snooserv"),
                    Map.entry("x.com", "cloudflare"),
                    Map.entry("twitter.com", "cloudflare"),
                    Map.entry("www.youtube.com", "ESF"));

    private static final OriginHead TO_HTTPS =
            OriginHead.of(
                    """
                    Date: %date%
                    Server: %server%
                    Location: %location%
                    Content-Type: %type%
                    Content-Length: %length%
                    """);
    private static final OriginHead TO_WWW =
            OriginHead.of(
                    """
                    Location: %location%
                    Content-Type: %type%
                    Date: %date%
                    Cache-Control: public, max-age=2592000
                    Server: gws
                    Content-Length: %length%
                    X-XSS-Protection: 0
                    X-Frame-Options: SAMEORIGIN
                    """);

    private static final Pattern GOOGLES =
            Pattern.compile("(www\\.)?google(\\.com?)?\\.[a-z]{2,3}");

    /** Names that only send on to the one with www. */
    private static final Set<String> BARE =
            Set.of("bing.com", "computerhistory.org", "msn.com", "wikipedia.org", "yahoo.com");

    private FrontPage() {}

    /** The first page of a site that testers know; null if it is none. */
    static @Nullable Origin answer(Fetch fetch) {
        String path = fetch.plainPath();
        String host = fetch.host();
        if (SECURED.containsKey(host)) {
            String to = "https://" + host + Quoting.url(Quoting.bounded(fetch.path(), 2_048));
            String server = SECURED.getOrDefault(host, "");
            return moved(fetch, server, to);
        }
        boolean first = path.equals("/") || path.equals("/index.html");
        return first ? first(host, fetch) : null;
    }

    /** The head that all pages of a known site have; null if the site is not known. */
    static @Nullable OriginHead head(String host) {
        if (GOOGLES.matcher(host).matches()) {
            return GWS;
        }
        return switch (host) {
            case "www.wikipedia.org", "en.wikipedia.org" -> WIKIPEDIA;
            case "www.bing.com", "cn.bing.com", "www.msn.com" -> BING;
            case "www.yahoo.com", "search.yahoo.com" -> YAHOO;
            case "www.baidu.com", "baidu.com" -> BAIDU;
            case "example.com", "example.org", "example.net", "www.example.com" -> EXAMPLE;
            default -> null;
        };
    }

    private static @Nullable Origin first(String host, Fetch fetch) {
        OriginHead head = head(host);
        if (GWS.equals(head)) {
            return host.startsWith("www.") ? page(GWS, FrontTexts.GOOGLE, fetch) : toWww(fetch);
        }
        if (BARE.contains(host)) {
            return moved(fetch, "http://www." + host + "/");
        }
        if (host.equals("www.computerhistory.org")) {
            return page(OriginHead.NGINX, FrontTexts.MUSEUM, fetch);
        }
        if (host.equals("yandex.ru") || host.equals("www.yandex.ru") || host.equals("ya.ru")) {
            return page(OriginHead.NGINX, FrontTexts.YANDEX, fetch);
        }
        if (head == null) {
            return null;
        }
        String text =
                switch (host.replaceFirst("^(www|cn|en|search)\\.", "")) {
                    case "wikipedia.org" -> FrontTexts.WIKIPEDIA;
                    case "bing.com" -> FrontTexts.BING;
                    case "msn.com" -> FrontTexts.MSN;
                    case "yahoo.com" -> FrontTexts.YAHOO;
                    case "baidu.com" -> FrontTexts.BAIDU;
                    default -> FrontTexts.EXAMPLE;
                };
        return page(head, text, fetch);
    }

    private static Origin page(OriginHead head, String text, Fetch fetch) {
        return head.answer(Kind.FRONT, Status.OK, Entity.text(Entity.HTML, text), fetch);
    }

    private static Origin toWww(Fetch fetch) {
        String to = "http://www." + fetch.host() + "/";
        String page =
                """
                <HTML><HEAD><meta http-equiv="content-type" content="text/html;charset=utf-8">
                <TITLE>301 Moved</TITLE></HEAD><BODY>
                <H1>301 Moved</H1>
                The document has moved
                <A HREF="%s">here</A>.\r
                </BODY></HTML>\r
                """
                        .formatted(to);
        Entity entity = Entity.text(Entity.HTML, page);
        return TO_WWW.answer(Kind.FRONT, Status.MOVED, entity, fetch, Map.of("location", to));
    }

    private static Origin moved(Fetch fetch, String to) {
        return moved(fetch, fetch.host().startsWith("yahoo") ? "ATS" : "nginx", to);
    }

    private static Origin moved(Fetch fetch, String server, String to) {
        return TO_HTTPS.answer(
                Kind.FRONT,
                Status.MOVED,
                Entity.NONE,
                fetch,
                Map.of("server", server, "location", to));
    }
}
