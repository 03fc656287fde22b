package org.honeyspam.proxy;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL as Squid takes it apart.
 *
 * @param scheme in lower case
 * @param user what stands before the host; empty if nothing does
 * @param path with the query
 */
record SquidUrl(String scheme, String user, String host, int port, String path) {
    static final int HTTPS_PORT = 443;
    private static final int HOST_BYTES_MAX = 255;
    private static final int URL_BYTES_MAX = 8_192;
    private static final Pattern PARTS =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)(.*)", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile("\\+?(\\d+).*", Pattern.DOTALL);
    private static final Map<String, Integer> PORTS =
            Map.of("http", 80, "https", HTTPS_PORT, "ftp", 21, "wais", 210, "whois", 43);
    private static final Set<String> OF_HTTP = Set.of("http", "https");

    /** Reads a URL; null if it is none. */
    static @Nullable SquidUrl of(String text) {
        Matcher parts = PARTS.matcher(text);
        if (text.length() >= URL_BYTES_MAX || !parts.matches()) {
            return null;
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String authority = parts.group(2);
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        String place = authority.substring(at + 1);
        String rest = parts.group(3);
        String path = rest.startsWith("/") ? rest : "/" + rest;
        return of(scheme, user, place, path);
    }

    private static @Nullable SquidUrl of(String scheme, String user, String place, String path) {
        int bracket = place.indexOf(']');
        int colon = place.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? place : place.substring(0, colon);
        int port = PORTS.getOrDefault(scheme, 0);
        if (colon >= 0) {
            port = number(place.substring(colon + 1));
        }
        String name = name(host);
        boolean possible = fits(name) && !name.startsWith(".") && !name.contains("..");
        boolean in = port > 0 && port <= 0xffff;
        return possible && in ? new SquidUrl(scheme, user, name, port, path) : null;
    }

    private static boolean fits(String name) {
        return !name.isEmpty() && name.length() <= HOST_BYTES_MAX;
    }

    /** Digits as far as there are any, as {@code atoi} reads them. */
    private static int number(String text) {
        Matcher digits = PORT.matcher(text);
        return digits.matches() && digits.group(1).length() < 9
                ? Integer.parseInt(digits.group(1))
                : 0;
    }

    private static String name(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            return name.substring(1, name.length() - 1);
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** What follows CONNECT; without a port it is that of HTTPS. */
    static @Nullable SquidUrl ofAuthority(String text) {
        int bracket = text.indexOf(']');
        int colon = text.indexOf(':', Math.max(bracket, 0));
        int port = HTTPS_PORT;
        if (colon >= 0) {
            String said = text.substring(colon + 1);
            port = said.startsWith("-") || PORT.matcher(said).matches() ? number(said) : port;
        }
        String name = name(colon < 0 ? text : text.substring(0, colon));
        boolean possible = fits(name) && port > 0 && port <= 0xffff;
        return possible ? new SquidUrl("", "", name, port, "") : null;
    }

    boolean isOfHttp() {
        return OF_HTTP.contains(scheme);
    }

    boolean isKnown() {
        return PORTS.containsKey(scheme);
    }

    Target target() {
        return new Target(host, port);
    }

    /** Host and port, without one that goes without saying. */
    String authority() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == PORTS.getOrDefault(scheme, 0) ? name : name + ":" + port;
    }

    String text() {
        return scheme + "://" + authority() + path;
    }
}
