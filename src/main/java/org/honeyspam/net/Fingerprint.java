package org.honeyspam.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names the make of a client by its ClientHello, as others name it: JA3 and JA4. */
final class Fingerprint {
    private static final int JA4_HASH_DIGITS = 12;
    private static final int COUNT_MAX = 99;
    private static final String NOTHING = "0".repeat(JA4_HASH_DIGITS);

    private Fingerprint() {}

    /** MD5 of version, ciphers, extensions, groups and point formats, each as it was sent. */
    static String ja3(ClientHello hello) {
        return digest("MD5", ja3Text(hello));
    }

    static String ja3Text(ClientHello hello) {
        return "%d,%s,%s,%s,%s"
                .formatted(
                        hello.version(),
                        decimal(hello.ciphers()),
                        decimal(hello.extensions()),
                        decimal(hello.groups()),
                        decimal(hello.pointFormats()));
    }

    /** As in {@code t13d1516h2_8daaf6152771_b186095e22b6}: readable, ciphers, extensions. */
    static String ja4(ClientHello hello) {
        List<Integer> ciphers = greaseless(hello.ciphers());
        List<Integer> extensions = greaseless(hello.extensions());
        String start =
                "t%s%s%02d%02d%s"
                        .formatted(
                                version(hello),
                                extensions.contains(ClientHello.SERVER_NAME) ? "d" : "i",
                                Math.min(ciphers.size(), COUNT_MAX),
                                Math.min(extensions.size(), COUNT_MAX),
                                ends(hello.protocol()));
        List<Integer> hashed =
                extensions.stream()
                        .filter(type -> type != ClientHello.SERVER_NAME && type != ClientHello.ALPN)
                        .sorted()
                        .toList();
        String signatures = hex(greaseless(hello.signatures()));
        String rest = hex(hashed) + (signatures.isEmpty() ? "" : "_" + signatures);
        return "%s_%s_%s"
                .formatted(
                        start,
                        ciphers.isEmpty()
                                ? NOTHING
                                : shortHash(hex(ciphers.stream().sorted().toList())),
                        extensions.isEmpty() ? NOTHING : shortHash(rest));
    }

    private static String version(ClientHello hello) {
        int highest =
                greaseless(hello.versions()).stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(hello.version());
        return switch (highest) {
            case 0x0304 -> "13";
            case 0x0303 -> "12";
            case 0x0302 -> "11";
            case 0x0301 -> "10";
            case 0x0300 -> "s3";
            case 0x0002 -> "s2";
            default -> "00";
        };
    }

    /** The first and the last character; of what is no letter or digit, the hexadecimal ones. */
    private static String ends(@Nullable String protocol) {
        if (protocol == null || protocol.isEmpty()) {
            return "00";
        }
        char first = protocol.charAt(0);
        char last = protocol.charAt(protocol.length() - 1);
        if (alphanumeric(first) && alphanumeric(last)) {
            return "" + first + last;
        }
        String hex = HexFormat.of().formatHex(protocol.getBytes(ISO_8859_1));
        return "" + hex.charAt(0) + hex.charAt(hex.length() - 1);
    }

    private static boolean alphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    /** RFC 8701: values that mean nothing, drawn anew each time: 0x0a0a, 0x1a1a, ... */
    private static List<Integer> greaseless(List<Integer> values) {
        return values.stream()
                .filter(value -> (value & 0x0f0f) != 0x0a0a || value >> 8 != (value & 0xff))
                .toList();
    }

    private static String decimal(List<Integer> values) {
        return greaseless(values).stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    private static String hex(List<Integer> values) {
        return values.stream().map("%04x"::formatted).collect(Collectors.joining(","));
    }

    private static String shortHash(String text) {
        return digest("SHA-256", text).substring(0, JA4_HASH_DIGITS);
    }

    private static String digest(String algorithm, String text) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(text.getBytes(ISO_8859_1));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has " + algorithm, e);
        }
    }
}
