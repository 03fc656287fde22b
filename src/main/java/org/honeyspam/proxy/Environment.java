package org.honeyspam.proxy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The variables that a server sets for a program (RFC 3875 section 4.1), in the order in which the
 * program finds them.
 */
final class Environment {
    /** Others are passed by no server, since they could be taken for one with a hyphen. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");

    private static final int MICROS_OF_TENTH = 100;
    private static final int ADDRESS_FIRST = 24;
    private static final int ADDRESS_RANGE = 100;
    private static final int BYTE = 256;

    private final Fetch fetch;

    Environment(Fetch fetch) {
        this.fetch = fetch;
    }

    /** As PHP inside of Apache has it. */
    Map<String, String> ofApache() {
        Map<String, String> all = fields(true);
        all.putAll(server());
        all.put("REMOTE_ADDR", fetch.outerAddress());
        all.put("DOCUMENT_ROOT", root());
        all.put("REQUEST_SCHEME", "http");
        all.put("CONTEXT_PREFIX", "");
        all.put("CONTEXT_DOCUMENT_ROOT", root());
        all.put("SERVER_ADMIN", "webmaster@" + fetch.host());
        all.put("SCRIPT_FILENAME", root() + fetch.plainPath());
        all.put("REMOTE_PORT", Integer.toString(fetch.outerPort()));
        all.put("GATEWAY_INTERFACE", "CGI/1.1");
        all.put("SERVER_PROTOCOL", fetch.protocol());
        all.put("REQUEST_METHOD", fetch.method());
        all.put("QUERY_STRING", fetch.query());
        all.put("REQUEST_URI", fetch.path());
        all.put("SCRIPT_NAME", fetch.plainPath());
        return all;
    }

    /** As PHP-FPM behind nginx has it: the last that nginx sends comes first. */
    Map<String, String> ofFpm() {
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("REQUEST_METHOD", fetch.method());
        sent.put("SCRIPT_NAME", fetch.plainPath());
        sent.put("REQUEST_URI", fetch.path());
        sent.put("SERVER_PROTOCOL", fetch.protocol());
        sent.put("REQUEST_SCHEME", "http");
        sent.put("REMOTE_ADDR", fetch.outerAddress());
        sent.put("REMOTE_PORT", Integer.toString(fetch.outerPort()));
        sent.putAll(fields(false));
        List<Map.Entry<String, String>> entries = new ArrayList<>(sent.entrySet());
        Collections.reverse(entries);
        Map<String, String> all = new LinkedHashMap<>();
        entries.forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    /** PHP adds when the request came; with as many digits as it writes a number with. */
    Map<String, String> withTime(Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        Instant now = fetch.now();
        long seconds = now.getEpochSecond();
        int parts = now.getNano() / 1_000 / MICROS_OF_TENTH;
        String fraction = ".%04d".formatted(parts).replaceAll("\\.?0+$", "");
        all.put("REQUEST_TIME_FLOAT", seconds + fraction);
        all.put("REQUEST_TIME", Long.toString(seconds));
        return all;
    }

    /** As a program finds it that sorts them: that of Apache, and the search path. */
    Map<String, String> sorted() {
        Map<String, String> all = new TreeMap<>(ofApache());
        all.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        return all;
    }

    private Map<String, String> server() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("SERVER_SIGNATURE", "");
        all.put("SERVER_SOFTWARE", "Apache");
        all.put("SERVER_NAME", fetch.host());
        all.put("SERVER_ADDR", address());
        all.put("SERVER_PORT", Integer.toString(fetch.target().port()));
        return all;
    }

    /** Fields of one name become one variable; Apache keeps passwords to itself. */
    private Map<String, String> fields(boolean apache) {
        Map<String, String> all = new LinkedHashMap<>();
        for (Field field : fetch.fields()) {
            String name = field.name().toUpperCase(Locale.ROOT).replace('-', '_');
            boolean kept = apache && (name.equals("AUTHORIZATION") || name.equals("PROXY"));
            if (NAME.matcher(field.name()).matches() && !kept) {
                boolean body = apache && name.startsWith("CONTENT_");
                String key = body && name.matches("CONTENT_(TYPE|LENGTH)") ? name : "HTTP_" + name;
                all.merge(key, field.value(), (first, next) -> first + ", " + next);
            }
        }
        return all;
    }

    private String root() {
        String host = fetch.host();
        return "/var/www/" + (host.startsWith("www.") ? host.substring(4) : host);
    }

    /** That of the server: its name if it is one, else one that follows from the name. */
    private String address() {
        String host = fetch.host();
        if (host.matches("[0-9.]+") || host.indexOf(':') >= 0) {
            return host;
        }
        var dice = Drawn.dice("address", host);
        return "%d.%d.%d.%d"
                .formatted(
                        ADDRESS_FIRST + dice.nextInt(ADDRESS_RANGE),
                        dice.nextInt(BYTE),
                        dice.nextInt(BYTE),
                        1 + dice.nextInt(BYTE - 2));
    }
}
