package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.honeyspam.dialogue.Sha256;
import org.honeyspam.journal.JournalEvent;

/**
 * How a client speaks, whatever it says: order and spelling of its commands up to the end of the
 * first message, the kind of its name, its line ends, whether it waits. Programs of one family
 * speak alike, and unlike others.
 */
final class Dialect {
    private static final int WORDS_MAX = 24;
    private static final int WORD_BYTES_MAX = 40;
    private static final int ID_DIGITS = 12;

    private List<String> words = List.of(); // One that can be written to once it is.
    private boolean complete;
    private boolean bareLineFeeds;
    private boolean impatient;
    private boolean early;
    private boolean quit;

    /** The client spoke before the banner. */
    void early() {
        early = true;
    }

    void command(Command command, boolean bareLineFeed, boolean moreWaits) {
        bareLineFeeds |= bareLineFeed;
        impatient |= moreWaits;
        quit = command.word().equalsIgnoreCase("QUIT");
        if (!complete && words.size() < WORDS_MAX) {
            add(spelling(command));
        }
    }

    void endOfText() {
        if (!complete) {
            add(".");
        }
        complete = true;
    }

    private void add(String word) {
        if (words.isEmpty() || !words.getLast().equals(word)) {
            words = words.isEmpty() ? new ArrayList<>() : words;
            words.add(word);
        }
    }

    private static String spelling(Command command) {
        String word = cut(command.word());
        return switch (command.verb()) {
            case HELO, EHLO -> word + "=" + kind(command.argument());
            case MAIL, RCPT -> word + " " + path(command.argument());
            case AUTH -> word + " " + cut(command.argument().replaceFirst("(?s) .*", ""));
            default -> word;
        };
    }

    /** {@code FROM:<> SIZE}: all but the address and the values. */
    private static String path(String argument) {
        int open = argument.indexOf('<');
        int close = argument.indexOf('>', open);
        if (open < 0 || close < 0) {
            int colon = argument.indexOf(':');
            return cut(argument.substring(0, colon + 1)) + "?";
        }
        String behind = argument.substring(close + 1).replaceAll("=[^ ]*", "=");
        return cut(argument.substring(0, open + 1)) + ">" + cut(behind);
    }

    private static String kind(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            return "literal";
        }
        if (lower.matches("[0-9.]+")) {
            return "ip";
        }
        if (lower.startsWith("localhost")) {
            return "localhost";
        }
        return lower.isEmpty() ? "none" : lower.contains(".") ? "name" : "word";
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), WORD_BYTES_MAX));
    }

    boolean empty() {
        return words.isEmpty();
    }

    JournalEvent event() {
        String text =
                "%s|%s|%s|%s"
                        .formatted(
                                String.join(",", words),
                                bareLineFeeds ? "lf" : "crlf",
                                early ? "early" : impatient ? "pipelines" : "waits",
                                quit ? "quits" : "drops");
        String id = Sha256.hex(text.getBytes(ISO_8859_1)).substring(0, ID_DIGITS);
        return new JournalEvent.SmtpDialect(id, text);
    }
}
