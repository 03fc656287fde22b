package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sendmail's answers to HELP: each line of the file is a topic, a tab, and a line of text. */
final class SendmailHelp {
    private static final String FILE = "sendmail-help.txt";
    private static final int TOPIC_BYTES_SHOWN = 10;

    private static final List<String> LINES = read();

    private SendmailHelp() {}

    private static List<String> read() {
        try (InputStream in = SendmailHelp.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the program");
            }
            return new String(in.readAllBytes(), ISO_8859_1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All topics that begin as the argument does, in the order of the file. */
    static Reply about(String argument) {
        String topic = argument.isEmpty() ? "smtp" : argument.toLowerCase(Locale.ROOT);
        var lines = new ArrayList<String>();
        for (String line : LINES) {
            if (line.startsWith(topic)) {
                lines.add("2.0.0 " + line.substring(line.indexOf('\t') + 1));
            }
        }
        if (lines.isEmpty()) {
            String shown = topic.substring(0, Math.min(topic.length(), TOPIC_BYTES_SHOWN));
            return Reply.of(504, "5.3.0 HELP topic \"" + SendmailText.shown(shown) + "\" unknown");
        }
        lines.add("2.0.0 End of HELP info");
        return Reply.of(214, lines.toArray(String[]::new));
    }
}
