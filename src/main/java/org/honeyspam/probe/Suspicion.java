package org.honeyspam.probe;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How surely a message is a probe, and why: the sum over its signs. */
record Suspicion(int score, List<String> signs, String form) {
    /** Shorter ones, as {@code 123}, stand in any message. */
    private static final int CREDENTIAL_CHARS_MIN = 5;

    // What the known tools write; from public descriptions of them.
    private static final List<Pattern> TESTERS =
            List.of(
                    tester("t_Smtp\\.LocalIP"),
                    tester("^Subject: *BC_[0-9.]+"),
                    tester("\\bopen[ -]?relay\\b.{0,40}\\b(?:test|check|found|scan)"),
                    tester("\\brelay(?:ing)?[ _-]?(?:test|check|probe|scan)"),
                    tester("\\btest(?:ing)? (?:of |the |your |an? )?(?:open )?relay"),
                    tester("\\bsmtp[ _-]?(?:server )?(?:test|check|scan|crack|valid|works?\\b)"),
                    tester("\\b(?:check|test|scan)(?:ed|er|ing)? (?:the )?smtp\\b"));
    private static final Set<String> TEST_SUBJECTS =
            Set.of("", "test", "testing", "test message", "test mail", "test email", "hi", "hello");

    /** Why it may be one. */
    enum Sign {
        FIRST(1),
        TEST_SUBJECT(1),
        TESTER_FORM(3),
        NAMES_HOST(3),
        NAMES_ADDRESS(4),
        NAMES_CREDENTIALS(4),
        KNOWN_BOX(5);

        final int weight;

        Sign(int weight) {
            this.weight = weight;
        }
    }

    /**
     * What is known beside the message.
     *
     * @param first whether nothing came from the network before
     * @param host name of the relay, as it gives it
     * @param addresses of ours, by which the sender may know it
     * @param credentials what the session tried to log in with
     */
    record Clues(
            boolean first, String host, List<InetAddress> addresses, List<String> credentials) {}

    static Suspicion of(Letter letter, Clues clues, boolean knownBox) {
        String text = letter.text();
        String lower = text.toLowerCase(Locale.ROOT);
        List<Sign> signs = new ArrayList<>();
        note(signs, Sign.FIRST, clues.first());
        note(signs, Sign.KNOWN_BOX, knownBox);
        note(
                signs,
                Sign.NAMES_ADDRESS,
                clues.addresses().stream().anyMatch(ip -> Spellings.of(ip).matcher(text).find()));
        note(signs, Sign.NAMES_HOST, lower.contains(clues.host().toLowerCase(Locale.ROOT)));
        note(
                signs,
                Sign.NAMES_CREDENTIALS,
                clues.credentials().stream()
                        .filter(secret -> secret.length() >= CREDENTIAL_CHARS_MIN)
                        .anyMatch(secret -> lower.contains(secret.toLowerCase(Locale.ROOT))));
        note(signs, Sign.TESTER_FORM, TESTERS.stream().anyMatch(form -> form.matcher(text).find()));
        String subject = letter.subject().toLowerCase(Locale.ROOT).strip();
        note(signs, Sign.TEST_SUBJECT, TEST_SUBJECTS.contains(subject));
        return new Suspicion(
                signs.stream().mapToInt(sign -> sign.weight).sum(),
                signs.stream().map(sign -> sign.name().toLowerCase(Locale.ROOT)).toList(),
                letter.form());
    }

    private static void note(List<Sign> signs, Sign sign, boolean seen) {
        if (seen) {
            signs.add(sign);
        }
    }

    private static Pattern tester(String form) {
        return Pattern.compile(form, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }
}
