package org.honeyspam.proxy;

import java.util.Map;
import org.honeyspam.proxy.Origin.Kind;
import org.jspecify.annotations.Nullable;

/** The addresses by which operating systems and browsers find out whether they are online. */
final class Beacon {
    private static final OriginHead NO_CONTENT =
            OriginHead.of(
                    """
                    Content-Length: 0
                    Cross-Origin-Resource-Policy: cross-origin
                    Date: %date%
                    """);
    private static final OriginHead MICROSOFT =
            OriginHead.of(
                    """
                    Date: %date%
                    Content-Type: %type%
                    Content-Length: %length%
                    Cache-Control: max-age=30, must-revalidate
                    """);
    private static final OriginHead APPLE =
            OriginHead.of(
                    """
                    Date: %date%
                    Content-Type: %type%
                    Content-Length: %length%
                    Server: ATS/8.1.4
                    Cache-Control: max-age=300
                    """);
    private static final OriginHead UBUNTU =
            OriginHead.of(
                    """
                    Server: nginx/1.14.0 (Ubuntu)
                    Date: %date%
                    X-NetworkManager-Status: online
                    """);

    private static final String APPLES =
            "<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>\n";
    private static final String GNOMES = "NetworkManager is online\n";
    private static final String FIREFOX =
            """
            <meta http-equiv="refresh" content="0;url=https://support.mozilla.org/kb/captive-portal"/>\
            """;

    private record Lamp(OriginHead head, String type, String text) {}

    private static final Map<String, Lamp> LAMPS =
            Map.ofEntries(
                    Map.entry(
                            "detectportal.firefox.com/success.txt",
                            new Lamp(OriginHead.NGINX, "text/plain", "success\n")),
                    Map.entry(
                            "detectportal.firefox.com/canonical.html",
                            new Lamp(OriginHead.NGINX, "text/html", FIREFOX)),
                    Map.entry(
                            "www.msftconnecttest.com/connecttest.txt",
                            new Lamp(MICROSOFT, "text/plain", "Microsoft Connect Test")),
                    Map.entry(
                            "www.msftncsi.com/ncsi.txt",
                            new Lamp(MICROSOFT, "text/plain", "Microsoft NCSI")),
                    Map.entry("captive.apple.com/", new Lamp(APPLE, "text/html", APPLES)),
                    Map.entry(
                            "captive.apple.com/hotspot-detect.html",
                            new Lamp(APPLE, "text/html", APPLES)),
                    Map.entry(
                            "www.apple.com/library/test/success.html",
                            new Lamp(APPLE, "text/html", APPLES)),
                    Map.entry(
                            "nmcheck.gnome.org/check_network_status.txt",
                            new Lamp(OriginHead.APACHE, "text/plain", GNOMES)),
                    Map.entry(
                            "network-test.debian.org/nm",
                            new Lamp(OriginHead.APACHE, "text/plain", GNOMES)));

    private Beacon() {}

    /** What lies there; null if nothing does. */
    static @Nullable Origin answer(Fetch fetch) {
        String path = fetch.plainPath();
        if (path.equals("/generate_204") || path.equals("/gen_204")) {
            return NO_CONTENT.answer(Kind.FRONT, Status.NO_CONTENT, Entity.NONE, fetch);
        }
        if (fetch.host().equals("connectivity-check.ubuntu.com")) {
            return UBUNTU.answer(Kind.FRONT, Status.NO_CONTENT, Entity.NONE, fetch);
        }
        Lamp lamp = LAMPS.get(fetch.host() + path);
        return lamp == null
                ? null
                : lamp.head.answer(Kind.FRONT, Status.OK, Entity.text(lamp.type, lamp.text), fetch);
    }
}
