package org.honeyspam.content;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.content.Link.Kind;
import org.honeyspam.content.Link.Trick;
import org.jspecify.annotations.Nullable;

/** Reads a URL as those read it who follow it, whatever was done to it. */
final class LinkText {
    private static final Pattern SCHEME =
            Pattern.compile("(?i)(h(?:tt|xx|\\*\\*)ps?|ftp|fxp)(?::|\\[:\\])[/\\\\]{1,10}");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cf}]");
    private static final Pattern CARRIED =
            Pattern.compile("(?i)https?(?::|%3a)(?:/|%2f){2}[^\\s<>\"']++");

    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private LinkText() {}

    /** Null if it leads to no host. */
    static @Nullable Link read(String written, Kind kind, Notes notes) {
        String text = notes.within(Limit.LINK_CHARS, written.strip());
        Set<Trick> tricks = EnumSet.noneOf(Trick.class);
        String clean = SPACES.matcher(text).replaceAll("");
        Matcher scheme = SCHEME.matcher(clean);
        String name = "http";
        String rest = clean;
        if (scheme.lookingAt()) {
            name = scheme.group(1).toLowerCase(Locale.ROOT);
            rest = clean.substring(scheme.end());
        } else if (clean.startsWith("//") || clean.startsWith("\\\\")) {
            rest = clean.substring(2);
        }
        if (name.contains("x")
                || name.contains("*")
                || scheme.reset().lookingAt() && scheme.group().contains("[")) {
            tricks.add(Trick.DEFANGED);
            name = name.startsWith("f") ? "ftp" : name.endsWith("s") ? "https" : "http";
        }
        int end = authorityEnd(rest);
        String host = host(rest.substring(0, end), tricks);
        if (host == null) {
            return null;
        }
        String path = rest.substring(end);
        if (CARRIED.matcher(path).find()) {
            tricks.add(Trick.CARRIES_ANOTHER);
        }
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String url = name + "://" + shown + port(rest.substring(0, end)) + path;
        return new Link(url, kind, host, Hosts.domain(host), tricks);
    }

    /** The link within the query of another, unescaped; null if there is none. */
    static @Nullable String carried(Link link) {
        int path = link.url().indexOf('/', link.url().indexOf("://") + 3);
        Matcher carried = CARRIED.matcher(path < 0 ? "" : link.url().substring(path));
        if (!carried.find()) {
            return null;
        }
        String text = carried.group();
        boolean escaped = text.matches("(?i)https?%3a.*|https?:%2f.*");
        int end = escaped ? text.indexOf('&') : -1;
        text = end < 0 ? text : text.substring(0, end);
        return escaped
                ? new String(
                        EncodedWords.escaped(text, '%'), java.nio.charset.StandardCharsets.UTF_8)
                : text;
    }

    private static int authorityEnd(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            if ("/\\?#".indexOf(rest.charAt(i)) >= 0) {
                return i;
            }
        }
        return rest.length();
    }

    private static @Nullable String host(String authority, Set<Trick> tricks) {
        String host = authority;
        int at = host.lastIndexOf('@');
        if (at >= 0) {
            tricks.add(Trick.USER_INFO);
            host = host.substring(at + 1);
        }
        if (host.startsWith("[") && host.indexOf(']') > 0 && host.indexOf(':') > 0) {
            String six = host.substring(1, host.indexOf(']')).toLowerCase(Locale.ROOT);
            return Hosts.isIp(six) ? six : null;
        }
        int colon = host.indexOf(':');
        host = colon < 0 ? host : host.substring(0, colon);
        String plain = Hosts.plain(host);
        if (!Hosts.fanged(host).equals(host)) {
            tricks.add(Trick.DEFANGED);
        } else if (host.indexOf('%') >= 0) {
            tricks.add(Trick.ESCAPED_HOST);
        }
        if (host.toLowerCase(Locale.ROOT).contains("xn--")) {
            tricks.add(Trick.PUNYCODE);
        }
        if (Hosts.isIp(plain)) {
            return plain;
        }
        String numeric = Hosts.numeric(plain);
        if (numeric != null) {
            tricks.add(Trick.NUMERIC_HOST);
            return numeric;
        }
        return Hosts.isName(plain) ? plain : null;
    }

    private static String port(String authority) {
        Matcher port = PORT.matcher(authority);
        boolean six = authority.endsWith("]");
        return !six && port.find() ? port.group() : "";
    }
}
