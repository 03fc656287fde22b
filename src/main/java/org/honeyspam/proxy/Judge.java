package org.honeyspam.proxy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.honeyspam.proxy.Origin.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Proxy judges: programs that show a tester all that a server hears of him, so that he sees whether
 * the proxy names him or itself. Each form is what checkers look for in it.
 */
final class Judge {
    private static final int PATH_CHARS_MAX = 256;
    private static final Pattern AZENV =
            Pattern.compile("/(azenv|az|env|engy|judge|proxy_?judge2?)\\.php|/fastenv(\\.php)?");
    private static final Pattern AZENV_PERL = Pattern.compile("/azenv\\.(pl|cgi)");
    private static final Pattern PERL =
            Pattern.compile(
                    "/((text)?env|printenv|proxy|proxyck|pj|jud|judge|ip)\\.(cgi|pl)"
                            + "|/printenv|/test-cgi");
    private static final Pattern JAPANESE = Pattern.compile("/prxjdg\\.(cgi|php|pl)");
    private static final Set<String> MY_PROXY = Set.of("/proxyjudge.php");

    /** Hosts whose first page is a judge. */
    private static final Set<String> HOSTS =
            Set.of(
                    "azenv.net",
                    "httpheader.net",
                    "judge.uribl.com",
                    "proxyjudge.biz",
                    "proxyjudge.info",
                    "proxyjudge.us");

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F][.:]+[0-9a-fA-F]");

    /** Fields by which a proxy tells of itself. */
    private static final Set<String> OF_PROXIES =
            Set.of(
                    "via",
                    "forwarded",
                    "x-forwarded-for",
                    "client-ip",
                    "proxy-connection",
                    "x-proxy-id");

    /** Fields in which it tells of the one behind it. */
    private static final Set<String> OF_CLIENTS =
            Set.of("forwarded", "x-forwarded-for", "client-ip", "x-real-ip");

    private Judge() {}

    /** What a judge says; null if there is none at that path. */
    static @Nullable Origin answer(Fetch fetch) {
        String plain = fetch.plainPath();
        if (plain.length() > PATH_CHARS_MAX) {
            return null;
        }
        String host = fetch.host();
        String bare = host.startsWith("www.") ? host.substring(4) : host;
        String name = plain.substring(Math.max(0, plain.lastIndexOf('/'))).toLowerCase(Locale.ROOT);
        if (MY_PROXY.contains(name)) {
            return php(fetch, JudgeForms.myProxy(environment(fetch)));
        }
        if (AZENV.matcher(name).matches() || HOSTS.contains(bare) && plain.equals("/")) {
            return php(fetch, JudgeForms.azenv(environment(fetch)));
        }
        if (AZENV_PERL.matcher(name).matches()) {
            return perl(fetch, JudgeForms.azenv(new Environment(fetch).sorted()));
        }
        if (JAPANESE.matcher(name).matches()) {
            var sorted = new Environment(fetch).sorted();
            return perl(fetch, JudgeForms.japanese(sorted, level(fetch)));
        }
        return PERL.matcher(name).matches()
                ? perl(fetch, JudgeForms.env(new Environment(fetch).sorted()))
                : null;
    }

    private static Origin php(Fetch fetch, String html) {
        Entity entity = Entity.bytes(Entity.HTML, html);
        return product(fetch).made(Kind.JUDGE, Status.OK, entity, fetch);
    }

    private static Origin perl(Fetch fetch, String html) {
        return OriginHead.APACHE.answer(
                Kind.JUDGE, Status.OK, Entity.bytes("text/html", html), fetch);
    }

    /** PHP runs in Apache or behind nginx. */
    private static WebProduct product(Fetch fetch) {
        return Drawn.pick(List.of(WebProduct.APACHE, WebProduct.NGINX), "judge", fetch.host());
    }

    private static Map<String, String> environment(Fetch fetch) {
        var all = new Environment(fetch);
        return all.withTime(product(fetch) == WebProduct.APACHE ? all.ofApache() : all.ofFpm());
    }

    /** 1 if nothing tells of a proxy, 2 if something does, 3 if it tells of the one behind it. */
    static int level(Fetch fetch) {
        int level = 1;
        for (Field field : fetch.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            boolean tells = ADDRESS.matcher(field.value()).find();
            if (OF_CLIENTS.contains(name) && tells) {
                return 3;
            }
            level = OF_PROXIES.contains(name) || OF_CLIENTS.contains(name) ? 2 : level;
        }
        return level;
    }
}
