package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.honeyspam.http.HttpDates;

/** The error pages of Squid 5.7, by its own templates; for clients that name no language. */
final class SquidPages {
    private static final String OF_REQUESTS = "UuIEHzMPR";
    private static final String STYLE = text("style.css");
    private static final String[] NAMES = {
        "ACCESS_DENIED",
        "CACHE_ACCESS_DENIED",
        "CONNECT_FAIL",
        "DNS_FAIL",
        "INVALID_REQ",
        "INVALID_URL",
        "ONLY_IF_CACHED_MISS",
        "PROTOCOL_UNKNOWN",
        "TOO_BIG",
        "UNSUP_HTTPVERSION",
        "UNSUP_REQ"
    };
    private static final Map<String, String> TEMPLATES = templates();

    private SquidPages() {}

    private static Map<String, String> templates() {
        Map<String, String> all = new HashMap<>();
        for (String name : NAMES) {
            all.put(name, text("ERR_" + name));
        }
        return all;
    }

    private static String text(String name) {
        try (InputStream in = SquidPages.class.getResourceAsStream("squid/" + name)) {
            if (in == null) {
                throw new IllegalStateException("squid/" + name + " is missing in the program");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A page.
     *
     * @param said what stands for the letters of the template that are a matter of the request
     */
    static byte[] page(String name, String host, Instant now, Map<Character, String> said) {
        String template = TEMPLATES.getOrDefault(name, "");
        var page = new StringBuilder(4_096);
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c != '%' || i + 1 == template.length()) {
                page.append(c);
                continue;
            }
            char letter = template.charAt(++i);
            switch (letter) {
                case 'c' -> page.append("ERR_").append(name);
                case 'h' -> page.append(host);
                case 'l' -> page.append(STYLE);
                case 's' -> page.append(Squid.VERSION);
                case 'T' -> page.append(HttpDates.text(now));
                case 'w' -> page.append("webmaster");
                case 'W' -> {} // Nothing is known of the request when the page is made.
                case '%' -> page.append('%');
                default -> page.append(filled(letter, said));
            }
        }
        return page.toString().getBytes(ISO_8859_1);
    }

    private static String filled(char letter, Map<Character, String> said) {
        return OF_REQUESTS.indexOf(letter) < 0
                ? "%" + letter
                : escaped(said.getOrDefault(letter, ""));
    }

    private static String escaped(String text) {
        var safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '&' -> safe.append("&amp;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0x7f;
                    safe.append(control ? "&#" + (int) c + ";" : "" + c);
                }
            }
        }
        return safe.toString();
    }
}
