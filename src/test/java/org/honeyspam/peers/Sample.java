package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A message to send.
 *
 * @param text a character a byte, lines ended by CRLF
 */
record Sample(String name, String text) {
    private static final Path CORPUS = Path.of("src/test/resources/corpus/spamassassin.zip");
    private static final int LINE_LENGTH_MAX = 998; // RFC 5321 section 4.5.3.1.6, without CRLF.

    /** Messages that a careless server or client damages. */
    static List<Sample> awkward() {
        String longest = "abcdefghij".repeat(100).substring(0, LINE_LENGTH_MAX);
        return List.of(
                of("plain", "Hello,\n\nthis is all.\n"),
                of("eight-bit", eightBit()),
                of("dots", ".\n..\n...\n.leading\n .\n. \nin.side\n\n.\n"),
                of("dot-at-both-ends", ".\nbetween\n."),
                of("long-lines", longest + "\n." + longest.substring(1) + "\n" + longest + "\n"),
                of("empty-body", ""),
                of("empty-lines", "\n\n\n"),
                of("no-final-newline", "cut off here"),
                of("blanks", " \n\t\n trailing  \t \n\f\n"),
                of("looks-like-smtp", "QUIT\nRCPT TO:<a@b.example>\nDATA\nFrom me\n>From you\n"));
    }

    /** Real messages. */
    static List<Sample> corpus() throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (var archive = new ZipFile(CORPUS.toFile())) {
            for (ZipEntry entry : Collections.list(archive.entries())) {
                byte[] bytes = archive.getInputStream(entry).readAllBytes();
                String text = new String(bytes, ISO_8859_1);
                // A mailbox begins each message with a line of its own.
                String message = text.startsWith("From ") ? text.replaceFirst(".*\n", "") : text;
                samples.add(new Sample(entry.getName().replace('/', '-'), crlf(message)));
            }
        }
        return samples;
    }

    /** The awkward ones, and all real ones. */
    static List<Sample> all() throws IOException {
        return each(1);
    }

    /** The awkward ones, and one of so many real ones. */
    static List<Sample> each(int every) throws IOException {
        List<Sample> samples = new ArrayList<>(awkward());
        List<Sample> corpus = corpus();
        for (int i = 0; i < corpus.size(); i += every) {
            samples.add(corpus.get(i));
        }
        return samples;
    }

    /** What stands for it on the wire: the end of a message is the end of a line there. */
    String onTheWire() {
        return text.endsWith("\r\n") ? text : text + "\r\n";
    }

    Path writeTo(Path folder) throws IOException {
        return Files.writeString(folder.resolve(name), text, ISO_8859_1);
    }

    /** Writes each to a file in a folder that is not there yet; gives their names. */
    static List<String> write(List<Sample> samples, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> files = new ArrayList<>();
        for (Sample sample : samples) {
            files.add(sample.writeTo(folder).toString());
        }
        return files;
    }

    /** With the Message-ID {@code name@pharmacy.example}. */
    static Sample of(String name, String body) {
        String head =
                """
                From: "Best Pills" <offers@pharmacy.example>
                To: somebody@victim.example
                Subject: %s
                 folded
                Date: Mon, 23 Nov 2026 10:00:00 +0000
                Message-ID: <%s@pharmacy.example>

                """
                        .formatted(name, name);
        return new Sample(name, crlf(head + body));
    }

    private static String eightBit() {
        var text = new StringBuilder("Gr\u00fc\u00dfe\n");
        for (char c = 0x80; c <= 0xff; c++) {
            text.append(c).append(c % 16 == 15 ? "\n" : "");
        }
        return text.toString();
    }

    private static String crlf(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }
}
