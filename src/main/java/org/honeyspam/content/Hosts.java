package org.honeyspam.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names and addresses of hosts, also as those write them who want to hide them. */
final class Hosts {
    private static final Pattern FOUR =
            Pattern.compile("(?:0|[1-9]\\d{0,2})(?:\\.(?:0|[1-9]\\d{0,2})){3}");
    private static final Pattern SIX =
            Pattern.compile(
                    "[0-9a-f:]{2,39}(?:\\d{1,3}(?:\\.\\d{1,3}){3})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{0,8}|\\d{1,12}");
    private static final Pattern NAME =
            Pattern.compile("(?:[\\p{L}\\p{M}\\p{N}_-]{1,63}\\.){1,20}[\\p{L}\\p{M}\\p{N}-]{2,63}");
    private static final Pattern DOTS =
            Pattern.compile(
                    "(?i)\\s?(?:\\[\\.\\]|\\(\\.\\)|\\{\\.\\}|\\[dot\\]|\\(dot\\)|\\{dot\\}|[\\u3002\\uff0e\\uff61])\\s?");

    /** Second levels under which countries register names. */
    private static final Set<String> SECOND_LEVELS =
            Set.of(
                    "com", "co", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "ltd", "plc",
                    "gob", "nom", "web", "info", "biz", "mil", "sch", "firm", "idv");

    private Hosts() {}

    /** The domain that somebody registered, by the rules of most registries, not by a list. */
    static String domain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (isIp(lower)) {
            return lower;
        }
        String[] labels = lower.split("\\.", -1);
        int n = labels.length;
        if (n <= 2) {
            return lower;
        }
        boolean second = labels[n - 1].length() == 2 && SECOND_LEVELS.contains(labels[n - 2]);
        String two = labels[n - 2] + "." + labels[n - 1];
        return second ? labels[n - 3] + "." + two : two;
    }

    static boolean isIp(String text) {
        if (FOUR.matcher(text).matches()) {
            for (String part : text.split("\\.", -1)) {
                if (Integer.parseInt(part) > 255) {
                    return false;
                }
            }
            return true;
        }
        return text.indexOf(':') >= 0 && SIX.matcher(text).matches() && sixFits(text);
    }

    private static boolean sixFits(String text) {
        int groups = 0;
        for (String group : text.split(":", -1)) {
            if (group.length() > 4 && !group.contains(".")) {
                return false;
            }
            groups += group.isEmpty() ? 0 : 1;
        }
        boolean shortened = text.contains("::");
        return shortened
                ? text.indexOf("::") == text.lastIndexOf("::")
                        && groups <= 7
                        && !text.contains(":::")
                : groups == 8;
    }

    static boolean isName(String text) {
        return text.length() <= 253 && NAME.matcher(text).matches();
    }

    /** Whether it may be met on the Internet: neither private nor reserved (RFC 6890). */
    static boolean isPublic(String ip) {
        if (ip.indexOf(':') >= 0) {
            String lower = ip.toLowerCase(Locale.ROOT);
            return lower.matches("[23][0-9a-f]{3}:.*") && !lower.startsWith("2001:db8:");
        }
        String[] parts = ip.split("\\.", -1);
        int a = Integer.parseInt(parts[0]);
        int b = Integer.parseInt(parts[1]);
        boolean reserved =
                switch (a) {
                    case 0, 10, 127 -> true;
                    case 100 -> b >= 64 && b < 128;
                    case 169 -> b == 254;
                    case 172 -> b >= 16 && b < 32;
                    case 192 ->
                            b == 168 || b == 0 && (parts[2].equals("0") || parts[2].equals("2"));
                    case 198 -> b == 18 || b == 19 || b == 51 && parts[2].equals("100");
                    case 203 -> b == 0 && parts[2].equals("113");
                    default -> a >= 224;
                };
        return !reserved;
    }

    /** {@code evil[.]example} as the host that it means. */
    static String fanged(String text) {
        return DOTS.matcher(text).replaceAll(".");
    }

    /**
     * An address of one to four numbers, decimal, octal or hex, as browsers read it; null if none.
     */
    static @Nullable String numeric(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > 4) {
            return null;
        }
        long value = 0;
        for (int i = 0; i < parts.length; i++) {
            if (!NUMBER.matcher(parts[i]).matches()) {
                return null;
            }
            long part = number(parts[i]);
            int bits = i == parts.length - 1 ? Byte.SIZE * (5 - parts.length) : Byte.SIZE;
            if (part < 0 || part >>> bits != 0) {
                return null;
            }
            value = value << bits | part;
        }
        return "%d.%d.%d.%d"
                .formatted(value >>> 24, value >>> 16 & 255, value >>> 8 & 255, value & 255);
    }

    private static long number(String text) {
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        String digits = hex ? text.substring(2) : text;
        boolean octal = !hex && digits.length() > 1 && digits.startsWith("0");
        if (octal && !digits.matches("[0-7]+")) {
            return -1;
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, hex ? 16 : octal ? 8 : 10);
    }

    /** Escapes undone, in lower case, punycode as it is shown (RFC 3492). */
    static String plain(String written) {
        String text = written;
        if (text.indexOf('%') >= 0) {
            text = new String(EncodedWords.escaped(text, '%'), UTF_8);
        }
        text = Normalizer.normalize(fanged(text), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (text.contains("xn--")) {
            text = IDN.toUnicode(text, IDN.ALLOW_UNASSIGNED);
        }
        while (text.endsWith(".")) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }
}
