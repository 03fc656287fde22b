package org.honeyspam.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.dialogue.IpText;
import org.tomlj.TomlArray;

/**
 * What values a key may have: turns what stands in the file into what the program uses, or says why
 * not.
 *
 * @param right what would be right, with an example
 * @param isPath whether values name a file or folder of this machine
 */
record Kind(String right, Reading reading, boolean isPath) {
    private static final Map<String, Long> SIZE_UNITS =
            Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
    private static final Map<String, Duration> TIME_UNITS =
            Map.of(
                    "ms", Duration.ofMillis(1),
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1));
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]*)");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int NAME_BYTES_MAX = 253;

    Kind(String right, Reading reading) {
        this(right, reading, false);
    }

    /** Reads a value. */
    interface Reading {
        /** What the program uses, from what the TOML parser gives. */
        Object read(Object raw) throws Wrong;
    }

    /** A value is not what its key wants. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String what) {
            super(what);
        }
    }

    static Kind text(String right, String pattern) {
        return new Kind(
                right,
                raw -> {
                    String text = string(raw);
                    if (!text.matches(pattern)) {
                        throw new Wrong(quoted(text) + " will not do");
                    }
                    return text;
                });
    }

    static Kind path() {
        return new Kind(
                "a path, from the folder of this file on or absolute",
                raw -> path(string(raw)),
                true);
    }

    static Kind pathOrNone() {
        return new Kind(
                path().right + ", or \"\" for none",
                raw -> string(raw).isEmpty() ? raw : path(string(raw)),
                true);
    }

    private static String path(String text) throws Wrong {
        if (!text.matches(".{1,1000}") || !isPath(text)) {
            throw new Wrong(quoted(text) + " is no path");
        }
        return text;
    }

    /** The file system has the last word: no NUL, and only letters that the locale can write. */
    private static boolean isPath(String text) {
        try {
            return !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    static Kind number(long min, long max) {
        return new Kind(
                "a whole number from %d to %d".formatted(min, max),
                raw -> within(whole(raw), min, max));
    }

    static Kind truth() {
        return new Kind(
                "true or false",
                raw -> {
                    if (raw instanceof Boolean truth) {
                        return truth;
                    }
                    throw wrongType(raw);
                });
    }

    /** Bytes, as a number or with a unit. */
    static Kind size(long min, long max) {
        return new Kind(
                "a size such as 512, \"64KiB\", \"10MiB\" or \"2GiB\", from %s to %s"
                        .formatted(sizeText(min), sizeText(max)),
                raw -> {
                    if (raw instanceof Long bytes) {
                        return within(bytes, min, max);
                    }
                    Matcher amount = AMOUNT.matcher(string(raw));
                    Long unit = amount.matches() ? SIZE_UNITS.get(amount.group(2)) : null;
                    if (unit == null) {
                        throw new Wrong(quoted(string(raw)) + " is no size");
                    }
                    long count = Long.parseLong(amount.group(1));
                    if (count > max / unit || count * unit < min) {
                        throw new Wrong(quoted(string(raw)) + " is out of range");
                    }
                    return count * unit;
                });
    }

    static Kind time(Duration min, Duration max) {
        return new Kind(
                "a time such as \"500ms\", \"30s\", \"5m\", \"2h\" or \"14d\", from %s to %s"
                        .formatted(timeText(min), timeText(max)),
                raw -> {
                    Matcher amount = AMOUNT.matcher(string(raw));
                    Duration unit = amount.matches() ? TIME_UNITS.get(amount.group(2)) : null;
                    if (unit == null) {
                        throw new Wrong(quoted(string(raw)) + " is no time");
                    }
                    long count = Long.parseLong(amount.group(1));
                    boolean fits = count <= max.toMillis() / unit.toMillis();
                    Duration time =
                            fits ? Duration.ofMillis(unit.toMillis() * count) : max.plusMillis(1);
                    if (time.compareTo(min) < 0 || time.compareTo(max) > 0) {
                        throw new Wrong(quoted(string(raw)) + " is out of range");
                    }
                    return time;
                });
    }

    /** The other kind, or what is settled elsewhere. */
    static Kind orAuto(Kind kind) {
        return new Kind(
                kind.right + ", or \"auto\"",
                raw -> "auto".equals(raw) ? raw : kind.reading.read(raw));
    }

    static Kind choice(List<String> choices) {
        return new Kind(
                "one of " + String.join(", ", choices.stream().map(Kind::quoted).toList()),
                raw -> {
                    String text = string(raw);
                    if (!choices.contains(text)) {
                        throw new Wrong(quoted(text) + " is none of the choices");
                    }
                    return text;
                });
    }

    static Kind hostName() {
        return new Kind("a host name such as \"mx.example.org\"", raw -> hostName(string(raw)));
    }

    static Kind email() {
        return new Kind(
                "an address such as \"trap@example.org\"",
                raw -> {
                    String text = string(raw);
                    int at = text.lastIndexOf('@');
                    if (at < 1 || text.indexOf(' ') >= 0) {
                        throw new Wrong(quoted(text) + " is no e-mail address");
                    }
                    String local = text.substring(0, at).toLowerCase(Locale.ROOT);
                    return local + "@" + hostName(text.substring(at + 1));
                });
    }

    /** A literal address, or {@code *} for all. */
    static Kind ip() {
        return new Kind(
                "an IP address such as \"192.0.2.7\" or \"2001:db8::7\", or \"*\" for all",
                raw -> {
                    String text = string(raw);
                    return text.equals("*") ? text : literal(text).getHostAddress();
                });
    }

    static Kind ipOrNone() {
        return new Kind(
                "an IP address such as \"192.0.2.7\" or \"2001:db8::7\", or \"\" for none",
                raw -> {
                    String text = string(raw);
                    return text.isEmpty() ? text : IpText.of(literal(text));
                });
    }

    static Kind network() {
        return new Kind(
                "a network such as \"192.0.2.0/24\" or \"2001:db8::/32\", or an address",
                raw -> {
                    String text = string(raw);
                    int slash = text.indexOf('/');
                    InetAddress ip = literal(slash < 0 ? text : text.substring(0, slash));
                    int bits = ip.getAddress().length * Byte.SIZE;
                    String length = slash < 0 ? "" + bits : text.substring(slash + 1);
                    if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits) {
                        throw new Wrong(quoted(text) + " has no prefix length up to " + bits);
                    }
                    return ip.getHostAddress() + "/" + length;
                });
    }

    /** A network that is written by its first address, so that nobody wonders what is meant. */
    static Kind prefix() {
        return new Kind(
                "a network such as \"192.0.2.0/24\" or \"2001:db8::/64\", or an address",
                raw -> {
                    String text = (String) network().reading.read(raw);
                    Network named = Network.of(text);
                    InetAddress first = named.first();
                    if (named.bits() < (first instanceof Inet4Address ? 8 : 16)) {
                        throw new Wrong(quoted(text) + " is more than anybody has");
                    }
                    if (!first.equals(named.prefix())) {
                        String right = new Network(first, named.bits()).text();
                        throw new Wrong("%s begins at %s".formatted(quoted(text), right));
                    }
                    return text;
                });
    }

    static Kind listOf(Kind one) {
        return new Kind(
                "a list in brackets, each " + one.right,
                raw -> {
                    if (!(raw instanceof TomlArray) && !(raw instanceof List)) {
                        throw wrongType(raw);
                    }
                    List<?> items = raw instanceof TomlArray array ? array.toList() : (List<?>) raw;
                    List<Object> read = new ArrayList<>();
                    for (Object item : items) {
                        read.add(one.reading.read(item));
                    }
                    return List.copyOf(read);
                },
                one.isPath);
    }

    static String hostName(String text) throws Wrong {
        String name = text.toLowerCase(Locale.ROOT);
        boolean labels = name.length() <= NAME_BYTES_MAX && name.indexOf('.') > 0;
        for (String label : name.split("\\.", -1)) {
            labels &= LABEL.matcher(label).matches();
        }
        if (!labels) {
            throw new Wrong(quoted(text) + " is no full host name");
        }
        return name;
    }

    static InetAddress literal(String text) throws Wrong {
        InetAddress ip = IpText.read(text);
        if (ip == null) {
            throw new Wrong(quoted(text) + " is no IP address");
        }
        return ip;
    }

    private static long within(long value, long min, long max) throws Wrong {
        if (value < min || value > max) {
            throw new Wrong(value + " is out of range");
        }
        return value;
    }

    static String string(Object raw) throws Wrong {
        if (raw instanceof String text) {
            return text;
        }
        throw wrongType(raw);
    }

    private static long whole(Object raw) throws Wrong {
        if (raw instanceof Long number) {
            return number;
        }
        throw wrongType(raw);
    }

    private static Wrong wrongType(Object raw) {
        String type =
                switch (raw) {
                    case String text -> "a string";
                    case Long number -> "a whole number";
                    case Double number -> "a number with a fraction";
                    case Boolean truth -> "true or false";
                    case TomlArray array -> "a list";
                    default -> "a value of another kind";
                };
        return new Wrong("this is " + type);
    }

    static String quoted(String text) {
        var safe = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), 80); i++) {
            char c = text.charAt(i);
            safe.append(Character.isISOControl(c) ? "\\u%04x".formatted((int) c) : "" + c);
        }
        return safe.append(text.length() > 80 ? "...\"" : "\"").toString();
    }

    private static String sizeText(long bytes) {
        if (bytes >= 1 << 30 && bytes % (1 << 30) == 0) {
            return (bytes >> 30) + "GiB";
        }
        if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
            return (bytes >> 20) + "MiB";
        }
        return bytes >= 1 << 10 && bytes % (1 << 10) == 0 ? (bytes >> 10) + "KiB" : "" + bytes;
    }

    private static String timeText(Duration time) {
        for (String unit : List.of("d", "h", "m", "s")) {
            long millis = TIME_UNITS.getOrDefault(unit, Duration.ZERO).toMillis();
            if (time.toMillis() >= millis && time.toMillis() % millis == 0) {
                return time.toMillis() / millis + unit;
            }
        }
        return time.toMillis() + "ms";
    }
}
