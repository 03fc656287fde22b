package org.honeyspam.proxy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.honeyspam.proxy.Origin.Kind;
import org.jspecify.annotations.Nullable;

/** The services that tell a caller his address: what each sends, to the last byte. */
final class IpEcho {
    private static final String PLAIN = "text/plain";
    private static final String PLAIN_UTF8 = "text/plain; charset=utf-8";
    private static final String IP = "%ip%";
    private static final String IP_LINE = "%ip%\n";
    private static final String JSON_IP = "{\"ip\":\"%ip%\"}";
    private static final int AGENT_CHARS_MAX = 512;
    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int CALLBACK_CHARS_MAX = 64;

    /** Programs that want the address and no page around it. */
    private static final Pattern TERSE =
            Pattern.compile("(?i)^$|curl|wget|httpie|fetch|python|go-http|libwww|okhttp|java/");

    private static final OriginHead GOOGLE =
            OriginHead.of(
                    """
                    Content-Length: %length%
                    access-control-allow-origin: *
                    content-type: %type%
                    date: %date%
                    via: 1.1 google
                    """);
    private static final OriginHead IPIFY =
            OriginHead.of(
                    """
                    Date: %date%
                    Content-Type: %type%
                    Content-Length: %length%
                    Vary: Origin
                    CF-Cache-Status: DYNAMIC
                    Server: cloudflare
                    CF-RAY: %ray%
                    """);
    private static final OriginHead ICANHAZIP =
            OriginHead.of(
                    """
                    Date: %date%
                    Content-Type: %type%
                    Content-Length: %length%
                    Access-Control-Allow-Origin: *
                    Access-Control-Allow-Methods: GET
                    Server: cloudflare
                    CF-RAY: %ray%
                    """);
    private static final OriginHead OPEN_NGINX =
            OriginHead.of(
                    """
                    Server: nginx
                    Date: %date%
                    Content-Type: %type%
                    Content-Length: %length%
                    Access-Control-Allow-Origin: *
                    """);
    private static final OriginHead AMAZON =
            OriginHead.of(
                    """
                    Date: %date%
                    Content-Type: %type%
                    Content-Length: %length%
                    Server: nginx
                    Vary: Origin
                    Vary: Access-Control-Request-Method
                    Vary: Access-Control-Request-Headers
                    """);
    private static final OriginHead DYNDNS =
            OriginHead.of(
                    """
                    Content-Type: %type%
                    Server: DynDNS-CheckIP/1.0.1
                    Date: %date%
                    Cache-Control: no-cache
                    Pragma: no-cache
                    Content-Length: %length%
                    """);
    private static final OriginHead AKAMAI =
            OriginHead.of(
                    """
                    Server: AkamaiGHost
                    Mime-Version: 1.0
                    Content-Type: %type%
                    Content-Length: %length%
                    Expires: %date%
                    Cache-Control: max-age=0, no-cache, no-store
                    Pragma: no-cache
                    Date: %date%
                    """);
    private static final OriginHead MY_EXTERNAL_IP =
            OriginHead.of(
                    """
                    Access-Control-Allow-Origin: *
                    Content-Type: %type%
                    My-External-Ip: %ip%
                    Date: %date%
                    Content-Length: %length%
                    Via: 1.1 google
                    """);
    private static final OriginHead CLOUDFLARE_TRACE =
            OriginHead.of(
                    """
                    Date: %date%
                    Content-Type: %type%
                    Content-Length: %length%
                    Access-Control-Allow-Origin: *
                    Server: cloudflare
                    CF-RAY: %ray%
                    X-Frame-Options: DENY
                    X-Content-Type-Options: nosniff
                    Expires: Thu, 01 Jan 1970 00:00:01 GMT
                    Cache-Control: no-cache
                    """);

    private static final String IPIFY_HOSTS = "api.ipify.org api4.ipify.org api64.ipify.org";

    /** The first that fits answers. */
    private static final List<Echo> ECHOES =
            List.of(
                    Echo.of(
                                    IPIFY_HOSTS,
                                    "/",
                                    IPIFY,
                                    "application/javascript",
                                    "%callback%(" + JSON_IP + ");")
                            .asked("format=jsonp"),
                    Echo.of(IPIFY_HOSTS, "/", IPIFY, Entity.JSON, JSON_IP).asked("format=json"),
                    Echo.of(IPIFY_HOSTS, "/", IPIFY, PLAIN, IP),
                    Echo.of(
                            "icanhazip.com www.icanhazip.com ipv4.icanhazip.com",
                            "/",
                            ICANHAZIP,
                            PLAIN,
                            IP_LINE),
                    Echo.of("ifconfig.me www.ifconfig.me", "/ip", GOOGLE, PLAIN, IP),
                    Echo.of("ifconfig.co", "/ip", OriginHead.CLOUDFLARE, PLAIN_UTF8, IP_LINE),
                    Echo.of("ifconfig.io", "/ip", OriginHead.CLOUDFLARE, PLAIN_UTF8, IP_LINE),
                    Echo.of("ident.me v4.ident.me tnedi.me", "/", OPEN_NGINX, PLAIN, IP),
                    Echo.of(
                            "ident.me v4.ident.me",
                            "/.json /json",
                            OPEN_NGINX,
                            Entity.JSON,
                            JSON_IP),
                    Echo.of("ipinfo.io", "/ip", GOOGLE, PLAIN_UTF8, IP),
                    Echo.of(
                            "checkip.amazonaws.com",
                            "/",
                            AMAZON,
                            "text/plain;charset=UTF-8",
                            IP_LINE),
                    Echo.of(
                            "checkip.dyndns.org checkip.dyndns.com",
                            "/ /index.html",
                            DYNDNS,
                            "text/html",
                            "<html><head><title>Current IP Check</title></head><body>"
                                    + "Current IP Address: %ip%</body></html>\r\n"),
                    Echo.of(
                            "whatismyip.akamai.com ipv4.whatismyip.akamai.com",
                            "/",
                            AKAMAI,
                            "text/html",
                            IP),
                    Echo.of("myexternalip.com", "/raw", MY_EXTERNAL_IP, PLAIN_UTF8, IP),
                    Echo.of("myexternalip.com", "/json", MY_EXTERNAL_IP, Entity.JSON, JSON_IP),
                    Echo.of(
                            "wtfismyip.com ipv4.wtfismyip.com",
                            "/text",
                            OPEN_NGINX,
                            PLAIN_UTF8,
                            IP_LINE),
                    Echo.of("ipecho.net", "/plain", OriginHead.NGINX, PLAIN_UTF8, IP),
                    Echo.of("ip.42.pl", "/raw", OriginHead.APACHE, "text/html", IP),
                    Echo.of("myip.dnsomatic.com", "/", OriginHead.CLOUDFLARE, PLAIN, IP),
                    Echo.of(
                            "api.ip.sb ipv4.ip.sb api-ipv4.ip.sb",
                            "/ip /",
                            OriginHead.CLOUDFLARE,
                            PLAIN,
                            IP_LINE),
                    Echo.of("ipapi.co", "/ip /ip/", OriginHead.CLOUDFLARE, PLAIN_UTF8, IP),
                    Echo.of("eth0.me", "/", OriginHead.NGINX, PLAIN, IP_LINE),
                    Echo.of("jsonip.com ipv4.jsonip.com", "/", OPEN_NGINX, Entity.JSON, JSON_IP),
                    Echo.of(
                            "*",
                            "/cdn-cgi/trace",
                            CLOUDFLARE_TRACE,
                            PLAIN,
                            """
                            fl=%fl%
                            h=%host%
                            ip=%ip%
                            ts=%time%
                            visit_scheme=http
                            uag=%agent%
                            colo=%airport%
                            sliver=none
                            http=http/1.1
                            loc=%code%
                            tls=off
                            sni=off
                            warp=off
                            gateway=off
                            rbi=off
                            kex=none
                            """));

    /** Those whose first page depends on who asks. */
    private static final Map<String, OriginHead> FOR_ALL =
            Map.of(
                    "ifconfig.me",
                    GOOGLE,
                    "ipinfo.io",
                    GOOGLE,
                    "ifconfig.co",
                    OriginHead.CLOUDFLARE,
                    "ifconfig.io",
                    OriginHead.CLOUDFLARE);

    private IpEcho() {}

    /** What such a service says; null if there is none at that host and path. */
    static @Nullable Origin answer(Fetch fetch) {
        for (Echo echo : ECHOES) {
            if (echo.answers(fetch)) {
                return said(echo.head(), echo.type(), echo.body(), fetch);
            }
        }
        OriginHead head = FOR_ALL.get(fetch.host());
        return head != null && fetch.plainPath().equals("/") ? home(head, fetch) : null;
    }

    private static Origin said(OriginHead head, String type, Template body, Fetch fetch) {
        Entity entity = Entity.bytes(type, body.filled(name -> value(name, fetch)));
        return head.answer(Kind.ECHO, Status.OK, entity, fetch, Map.of("ip", fetch.outerAddress()));
    }

    private static String value(String name, Fetch fetch) {
        return switch (name) {
            case "ip" -> fetch.outerAddress();
            case "host" -> Quoting.url(fetch.host());
            case "callback" -> callback(fetch.parameter("callback"));
            case "agent" -> Quoting.line(Quoting.bounded(fetch.userAgent(), AGENT_CHARS_MAX));
            case "airport" -> Whereabouts.of(fetch.outerAddress()).airport();
            case "code" -> Whereabouts.of(fetch.outerAddress()).code();
            case "fl" -> Drawn.dice("fl", fetch.outerAddress()).nextInt(1, 999) + "f21";
            case "time" -> time(fetch.now());
            default -> "";
        };
    }

    private static String time(Instant now) {
        return "%d.%03d".formatted(now.getEpochSecond(), now.getNano() / NANOS_OF_MILLI);
    }

    private static String callback(String asked) {
        boolean usable =
                asked.length() <= CALLBACK_CHARS_MAX && asked.matches("[A-Za-z_$][\\w.$]*");
        return usable ? asked : "callback";
    }

    /** A line for programs, a page for people. */
    private static Origin home(OriginHead head, Fetch fetch) {
        if (TERSE.matcher(Quoting.bounded(fetch.userAgent(), AGENT_CHARS_MAX)).find()) {
            boolean json = fetch.host().equals("ipinfo.io");
            boolean line = head.equals(OriginHead.CLOUDFLARE);
            return json
                    ? IpLookup.ipInfo(fetch)
                    : said(head, PLAIN_UTF8, new Template(line ? IP_LINE : IP), fetch);
        }
        String page =
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>%1$s - what is your IP address?</title>
                </head>
                <body>
                <h1>%1$s</h1>
                <table>
                <tr><td>IP address</td><td id="ip_address"><strong>%%ip%%</strong></td></tr>
                <tr><td>User agent</td><td>%2$s</td></tr>
                <tr><td>Port</td><td>%3$d</td></tr>
                </table>
                </body>
                </html>
                """
                        .formatted(
                                fetch.host().toLowerCase(Locale.ROOT),
                                Quoting.element(value("agent", fetch)).replace("%", "&#37;"),
                                fetch.outerPort());
        return said(head, "text/html; charset=utf-8", new Template(page), fetch);
    }
}
