package org.honeyspam.proxy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.proxy.Origin.Kind;
import org.jspecify.annotations.Nullable;

/** The services that also tell where an address is, and whose. */
final class IpLookup {
    private static final String JSON_UTF8 = "application/json; charset=utf-8";
    private static final int FIELDS_USUAL = 61_439;
    private static final int FIELDS_DIGITS_MAX = 9;
    private static final int FIELDS_CHARS_MAX = 512;

    private static final OriginHead IP_API =
            OriginHead.of(
                    """
                    Date: %date%
                    Content-Type: %type%
                    Content-Length: %length%
                    Access-Control-Allow-Origin: *
                    X-Ttl: 60
                    X-Rl: 44
                    """);
    private static final OriginHead IP_INFO =
            OriginHead.of(
                    """
                    access-control-allow-origin: *
                    Content-Length: %length%
                    content-type: %type%
                    date: %date%
                    referrer-policy: strict-origin-when-cross-origin
                    x-content-type-options: nosniff
                    x-frame-options: SAMEORIGIN
                    via: 1.1 google
                    """);

    /** The fields of ip-api.com in its order, with the bit by which they can be asked for. */
    private static final Map<String, Integer> BITS = bits();

    private IpLookup() {}

    private static Map<String, Integer> bits() {
        Map<String, Integer> bits = new LinkedHashMap<>();
        bits.put("status", 1 << 14);
        bits.put("country", 1);
        bits.put("countryCode", 1 << 1);
        bits.put("region", 1 << 2);
        bits.put("regionName", 1 << 3);
        bits.put("city", 1 << 4);
        bits.put("zip", 1 << 5);
        bits.put("lat", 1 << 6);
        bits.put("lon", 1 << 7);
        bits.put("timezone", 1 << 8);
        bits.put("isp", 1 << 9);
        bits.put("org", 1 << 10);
        bits.put("as", 1 << 11);
        bits.put("mobile", 1 << 16);
        bits.put("proxy", 1 << 17);
        bits.put("hosting", 1 << 24);
        bits.put("query", 1 << 13);
        return bits;
    }

    /** What such a service says; null if there is none at that host and path. */
    static @Nullable Origin answer(Fetch fetch) {
        String path = fetch.plainPath();
        return switch (fetch.host()) {
            case "ip-api.com", "www.ip-api.com", "edns.ip-api.com" -> ipApi(path, fetch);
            case "ipinfo.io", "www.ipinfo.io" ->
                    path.equals("/json") || path.equals("/geo") ? ipInfo(fetch) : null;
            case "ipapi.co" -> path.matches("/json/?") ? ipapiCo(fetch) : null;
            case "ifconfig.co" -> path.equals("/json") ? ifconfigCo(fetch) : null;
            case "wtfismyip.com", "ipv4.wtfismyip.com" ->
                    path.equals("/json") ? wtfIsMyIp(fetch) : null;
            case "api.myip.com" -> path.equals("/") ? myIp(fetch) : null;
            default -> null;
        };
    }

    private static @Nullable Origin ipApi(String path, Fetch fetch) {
        String[] parts = path.substring(1).split("/", -1);
        boolean json = parts[0].equals("json");
        if (!json && !parts[0].equals("line") && !parts[0].equals("csv")) {
            return null;
        }
        boolean other = parts.length > 1 && IpText.read(parts[1]) != null;
        Map<String, String> values = ipApiValues(other ? parts[1] : fetch.outerAddress());
        Set<String> asked = asked(fetch.parameter("fields"));
        values.keySet().retainAll(asked);
        if (json) {
            return said(IP_API, JSON_UTF8, object(values, "", ""), fetch);
        }
        boolean csv = parts[0].equals("csv");
        String text =
                values.values().stream()
                        .map(
                                value ->
                                        value.startsWith("\"")
                                                ? value.substring(1, value.length() - 1)
                                                : value)
                        .collect(Collectors.joining(csv ? "," : "\n", "", "\n"));
        String type = csv ? "text/csv; charset=utf-8" : "text/plain; charset=utf-8";
        return said(IP_API, type, text, fetch);
    }

    private static Map<String, String> ipApiValues(String address) {
        Whereabouts at = Whereabouts.of(address);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("status", quoted("success"));
        values.put("country", quoted(at.country()));
        values.put("countryCode", quoted(at.code()));
        values.put("region", quoted(at.region()));
        values.put("regionName", quoted(at.regionName()));
        values.put("city", quoted(at.city()));
        values.put("zip", quoted(at.zip()));
        values.put("lat", at.latitude());
        values.put("lon", at.longitude());
        values.put("timezone", quoted(at.timezone()));
        values.put("isp", quoted(at.carrier()));
        values.put("org", quoted(at.carrier()));
        values.put("as", quoted(at.system() + " " + at.carrier()));
        values.put("mobile", "false");
        values.put("proxy", "false");
        values.put("hosting", "true");
        values.put("query", quoted(address));
        return values;
    }

    /** By name or by number, as its manual says; the usual ones if none is known. */
    private static Set<String> asked(String fields) {
        String text = Quoting.bounded(fields, FIELDS_CHARS_MAX).replace("%2C", ",");
        boolean number = text.matches("\\d{1," + FIELDS_DIGITS_MAX + "}");
        int mask = number ? Integer.parseInt(text) : text.isEmpty() ? FIELDS_USUAL : 0;
        Set<String> asked = new LinkedHashSet<>(List.of(text.split(",", -1)));
        BITS.forEach(
                (name, bit) -> {
                    if ((mask & bit) != 0) {
                        asked.add(name);
                    }
                });
        return asked;
    }

    static Origin ipInfo(Fetch fetch) {
        Whereabouts at = Whereabouts.of(fetch.outerAddress());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("ip", quoted(fetch.outerAddress()));
        values.put("city", quoted(at.city()));
        values.put("region", quoted(at.regionName()));
        values.put("country", quoted(at.code()));
        values.put("loc", quoted(at.latitude() + "," + at.longitude()));
        values.put("org", quoted(at.system() + " " + at.carrier()));
        values.put("postal", quoted(at.zip()));
        values.put("timezone", quoted(at.timezone()));
        values.put("readme", quoted("https://ipinfo.io/missingauth"));
        return said(IP_INFO, JSON_UTF8, object(values, "  ", " "), fetch);
    }

    private static Origin ipapiCo(Fetch fetch) {
        Whereabouts at = Whereabouts.of(fetch.outerAddress());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("ip", quoted(fetch.outerAddress()));
        values.put("version", quoted(fetch.outerAddress().indexOf(':') < 0 ? "IPv4" : "IPv6"));
        values.put("city", quoted(at.city()));
        values.put("region", quoted(at.regionName()));
        values.put("region_code", quoted(at.region()));
        values.put("country", quoted(at.code()));
        values.put("country_name", quoted(at.country()));
        values.put("country_code", quoted(at.code()));
        values.put("postal", quoted(at.zip()));
        values.put("latitude", at.latitude());
        values.put("longitude", at.longitude());
        values.put("timezone", quoted(at.timezone()));
        values.put("asn", quoted(at.system()));
        values.put("org", quoted(at.carrier()));
        return said(OriginHead.CLOUDFLARE, Entity.JSON, object(values, "    ", " "), fetch);
    }

    private static Origin ifconfigCo(Fetch fetch) {
        Whereabouts at = Whereabouts.of(fetch.outerAddress());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("ip", quoted(fetch.outerAddress()));
        values.put("country", quoted(at.country()));
        values.put("country_iso", quoted(at.code()));
        values.put("region_name", quoted(at.regionName()));
        values.put("region_code", quoted(at.region()));
        values.put("zip_code", quoted(at.zip()));
        values.put("city", quoted(at.city()));
        values.put("latitude", at.latitude());
        values.put("longitude", at.longitude());
        values.put("time_zone", quoted(at.timezone()));
        values.put("asn", quoted(at.system()));
        values.put("asn_org", quoted(at.carrier()));
        return said(OriginHead.CLOUDFLARE, Entity.JSON, object(values, "  ", " "), fetch);
    }

    private static Origin wtfIsMyIp(Fetch fetch) {
        Whereabouts at = Whereabouts.of(fetch.outerAddress());
        String place = "%s, %s, %s".formatted(at.city(), at.region(), at.country());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("YourFuckingIPAddress", quoted(fetch.outerAddress()));
        values.put("YourFuckingLocation", quoted(place));
        values.put("YourFuckingHostname", quoted(fetch.outerAddress()));
        values.put("YourFuckingISP", quoted(at.carrier()));
        values.put("YourFuckingTorExit", "false");
        values.put("YourFuckingCity", quoted(at.city()));
        values.put("YourFuckingCountry", quoted(at.country()));
        values.put("YourFuckingCountryCode", quoted(at.code()));
        return said(OriginHead.NGINX, Entity.JSON, object(values, "    ", " ") + "\n", fetch);
    }

    private static Origin myIp(Fetch fetch) {
        Whereabouts at = Whereabouts.of(fetch.outerAddress());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("ip", quoted(fetch.outerAddress()));
        values.put("country", quoted(at.country()));
        values.put("cc", quoted(at.code()));
        return said(OriginHead.CLOUDFLARE, Entity.HTML, object(values, "", ""), fetch);
    }

    private static Origin said(OriginHead head, String type, String text, Fetch fetch) {
        return head.answer(Kind.ECHO, Status.OK, Entity.text(type, text), fetch);
    }

    /** These services write UTF-8; nothing here is a stranger's. */
    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /** One object: on one line without an indent, else a line for each member. */
    private static String object(Map<String, String> values, String indent, String space) {
        String line = indent.isEmpty() ? "" : "\n";
        return values.entrySet().stream()
                .map(one -> "%s\"%s\":%s%s".formatted(indent, one.getKey(), space, one.getValue()))
                .collect(Collectors.joining("," + line, "{" + line, line + "}"));
    }
}
