package org.honeyspam.probe;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.honeyspam.dialogue.IpText;

/** The ways in which the tools of spammers write the address of a relay into their tests. */
final class Spellings {
    private static final HexFormat HEX = HexFormat.of();

    private Spellings() {}

    /** All of an address, none of them part of a longer number, whatever comes before or after. */
    static Pattern of(InetAddress ip) {
        List<String> quoted = texts(ip).stream().map(Pattern::quote).toList();
        return Pattern.compile(
                "(?<![0-9a-z])(?<![0-9]\\.)(?:%s)(?![0-9a-z])(?!\\.[0-9])"
                        .formatted(String.join("|", quoted)),
                Pattern.CASE_INSENSITIVE);
    }

    static Set<String> texts(InetAddress ip) {
        return ip instanceof Inet4Address ? v4(ip.getAddress()) : v6(ip);
    }

    private static Set<String> v4(byte[] bytes) {
        Set<String> texts = new LinkedHashSet<>();
        byte[] backwards = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            backwards[i] = bytes[bytes.length - 1 - i];
        }
        for (byte[] order : List.of(bytes, backwards)) {
            List<String> decimal = new ArrayList<>();
            List<String> padded = new ArrayList<>();
            List<String> octal = new ArrayList<>();
            List<String> hex = new ArrayList<>();
            for (byte octet : order) {
                int value = Byte.toUnsignedInt(octet);
                decimal.add("" + value);
                padded.add("%03d".formatted(value));
                octal.add("0%o".formatted(value));
                hex.add("%02x".formatted(value));
            }
            for (String between : List.of(".", "-", "_")) {
                texts.add(String.join(between, decimal));
                texts.add(String.join(between, padded));
                texts.add(String.join(between, hex));
            }
            texts.add(String.join(".", octal));
            String plain = HEX.formatHex(order); // D9808AFD, as in D9808AFD:8080.
            texts.add(plain);
            texts.add("0x" + plain);
            texts.add(Long.toString(Long.parseLong(plain, 16)));
        }
        return texts;
    }

    private static Set<String> v6(InetAddress ip) {
        Set<String> texts = new LinkedHashSet<>();
        String plain = HEX.formatHex(ip.getAddress());
        texts.add(IpText.of(ip));
        texts.add(ip.getHostAddress().replaceAll("%.*", ""));
        texts.add(plain.replaceAll("(.{4})(?!$)", "$1:"));
        texts.add(plain);
        List<String> nibbles = new ArrayList<>(List.of(plain.split("")));
        Collections.reverse(nibbles);
        texts.add(String.join(".", nibbles)); // As below ip6.arpa.
        return texts;
    }
}
