package org.honeyspam.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mailboxes of one file, taken apart. */
final class MboxReaderTest {
    private static final String FROM = "From a@b.example Fri Jan  2 03:04:05 2026";

    static List<Found> read(String mailbox, int pieceBytes, int bytesMax) throws IOException {
        var in = new ByteArrayInputStream(mailbox.getBytes(ISO_8859_1));
        var reader = new MboxReader("m", new LinePieces(in, pieceBytes), bytesMax);
        List<Found> all = new ArrayList<>();
        for (Found found = reader.next(); found != null; found = reader.next()) {
            all.add(found);
        }
        return all;
    }

    private static List<Found> read(String mailbox) throws IOException {
        return read(mailbox, 1 << 16, 1 << 20);
    }

    /** As mail programs write it: mboxrd, an empty line behind each message. */
    private static String mailbox(List<String> messages) {
        var text = new StringBuilder();
        for (String message : messages) {
            text.append(FROM).append('\n');
            for (String line : message.lines().toList()) {
                text.append(line.matches(">*From .*") ? ">" : "").append(line).append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String message(Random random) {
        List<String> lines =
                List.of(
                        "",
                        "",
                        "From the sea",
                        ">From there",
                        FROM,
                        ">>" + FROM,
                        "x".repeat(200),
                        "\u00e9\u0000\u00ff",
                        "From",
                        "Subject: a");
        var text = new StringBuilder("Subject: b\r\n");
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append(lines.get(random.nextInt(lines.size()))).append("\r\n");
        }
        return text.toString();
    }

    @ParameterizedTest(name = "seed={0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatWasWrittenIsReadAsItWas(int seed) throws IOException {
        var random = new Random(seed);
        List<String> messages = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            messages.add(message(random));
        }
        List<Found> found = read(mailbox(messages));
        assertThat(found).extracting(Found::text).isEqualTo(messages);
        assertThat(found).allMatch(one -> one.from().equals(FROM) && !one.torn());
        assertThat(read(mailbox(messages).replace("\n", "\r\n")))
                .extracting(Found::text)
                .isEqualTo(messages);
    }

    @ParameterizedTest(name = "seed={0}")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void cutAnywhereItHasTheWholeOnesAndPerhapsATornOne(int seed) throws IOException {
        var random = new Random(seed);
        List<String> messages = List.of(message(random), message(random), message(random));
        String whole = mailbox(messages);
        for (int end = 0; end <= whole.length(); end++) {
            String cut = whole.substring(0, end);
            List<Found> found = read(cut);
            assertThat(found).hasSizeLessThanOrEqualTo(3);
            for (int i = 0; i < found.size() - 1; i++) {
                assertThat(found.get(i).text()).isEqualTo(messages.get(i));
                assertThat(found.get(i).torn()).isFalse();
            }
            if (end > 0 && !cut.endsWith("\n")) {
                assertThat(found)
                        .satisfiesAnyOf(
                                none -> assertThat(none).isEmpty(),
                                some -> assertThat(some.getLast().torn()).isTrue(),
                                // In the middle of the line before the next.
                                next -> assertThat(cut).containsPattern("\nF[^\n]*$"));
            }
        }
    }

    @Test
    void eachMessageKnowsItsLine() throws IOException {
        List<Found> found = read(mailbox(List.of("A: 1\r\n\r\na\r\n", "B: 2\r\n")));
        assertThat(found).extracting(Found::line).containsExactly(1L, 6L);
    }

    @Test
    void aMessageThatIsTooLongIsToldAndTheNextOneIsRead() throws IOException {
        String text = mailbox(List.of("A: 1\r\n" + "y\r\n".repeat(3_000), "B: 2\r\n"));
        List<Found> found = read(text, 64, 4_096);
        assertThat(found.getFirst().wrong()).contains("smtp.message_size_max");
        assertThat(found.getLast().text()).isEqualTo("B: 2\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From a@b.example Fri Jan  2 03:04:05 2026",
                "From a@b.example  Fri Jan 02 03:04 2026",
                "From a@b.example Fri Jan  2 03:04:05 CET 2026",
                "From a@b.example Fri Jan  2 03:04:05 2026 +0100",
                "From - Fri Jan  2 03:04:05 2026",
                "From MAILER-DAEMON Fri Jan  2 03:04:05 2026",
                "From \"a b\"@c.example Fri, Jan  2 03:04:05 2026 remote from x"
            })
    void linesOfAllMailProgramsBeginAMessage(String line) {
        assertThat(MboxReader.isSeparator(line)).isTrue();
        assertThat(OldMail.ofFromLine(line)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From here on Friday",
                "From:",
                "from a Fri Jan  2 03:04:05 2026",
                "Fromage"
            })
    void linesOfPeopleDoNot(String line) {
        assertThat(MboxReader.isSeparator(line)).isFalse();
    }
}
