package org.honeyspam.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Shows what is in packed bodies: the servers' zlib has less memory than the JDK's, so that now and
 * then it finds another way to pack the same, a byte longer or shorter.
 */
final class Unzipped {
    private static final Pattern PACKED =
            Pattern.compile(
                    "(?s)(HTTP/1.1 (\\d+) (?:(?!\r\n\r\n).)*\r\nContent-Encoding: gzip(?=\r\n)"
                            + "(?:(?!\r\n\r\n).)*\r\n\r\n)(.*?)(?=HTTP/1.1 \\d{3} |\\z)");

    private Unzipped() {}

    static String of(String answers) {
        return PACKED.matcher(answers).replaceAll(Unzipped::shown);
    }

    private static String shown(MatchResult answer) {
        String head =
                answer.group(1)
                        .replaceAll("(Content-Length: )\\d+", "$1{packed}")
                        .replaceAll("(Content-Range: bytes )\\d+-\\d+/\\d+", "$1{packed}");
        String body = answer.group(3);
        boolean whole = answer.group(2).equals("206") || body.isEmpty();
        return Matcher.quoteReplacement(head + (whole ? "{packed}" : unpacked(body)));
    }

    private static String unpacked(String body) {
        int start = body.indexOf("\u001f\u008b");
        byte[] bytes = body.substring(Math.max(0, start)).getBytes(ISO_8859_1);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            String frame = start > 0 ? "{chunk}" : "";
            return frame + new String(in.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            return "{broken: %s}%s".formatted(e.getMessage(), body);
        }
    }
}
