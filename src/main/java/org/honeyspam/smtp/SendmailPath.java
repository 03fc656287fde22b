package org.honeyspam.smtp;

import static org.honeyspam.smtp.SendmailText.shown;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the argument of MAIL and RCPT as Sendmail 8.17 does: quirks, order of checks and texts were
 * taken from the running program.
 *
 * @param own what the server takes for its own name
 */
record SendmailPath(Set<String> own) {
    private static final int ADDRESS_BYTES_MAX = 255;
    private static final int SENDER_LABELS_MAX = 45;
    private static final int RECIPIENT_LABELS_MAX = 48;

    private static final Pattern CONTROLS = Pattern.compile("[\\x80-\\x9f]");

    private static final Set<String> LOOPBACK =
            Set.of("localhost", "localhost.uucp", "[127.0.0.1]", "[ipv6:::1]");

    /** Shown for a sender who is written in such a way that nothing is left. */
    private static final String NOBODY = "MAILER-DAEMON";

    static SendmailPath of(String host, SmtpSession session) {
        String ip = "[" + session.peer().local().ipText() + "]";
        return new SendmailPath(Set.of(host.toLowerCase(Locale.ROOT), "localhost", ip));
    }

    Path sender(String argument, long messageBytesMax) {
        Read read = read("FROM", "5.1.7", argument);
        if (read.error != null) {
            return new Path.Bad(read.error);
        }
        Reply wrong = null;
        if (read.address.target() != null) {
            wrong = about(read.typed, "5.1.7 Invalid sender address");
        }
        if (wrong == null) {
            wrong = SendmailParameters.checkMail(read.parameters, messageBytesMax);
        }
        return wrong == null ? read.good() : new Path.Bad(wrong);
    }

    Path recipient(String argument) {
        Read read = read("TO", "5.1.3", argument);
        if (read.error != null) {
            return new Path.Bad(read.error);
        }
        if (read.typed.equals(NOBODY)) {
            return new Path.Bad(Reply.of(501, "5.0.0 Missing recipient"));
        }
        Reply wrong = SendmailParameters.checkRcpt(read.parameters);
        if (wrong == null && isNothing(read.typed)) {
            wrong = about(read.typed, "5.0.0 User address required");
        }
        return wrong == null ? read.good() : new Path.Bad(wrong);
    }

    private static boolean isNothing(String typed) {
        return SendmailScan.of(typed, ' ').tokens().equals(List.of("<", ">"));
    }

    private SendmailAddress address(Path.Good read) {
        return SendmailAddress.of(SendmailScan.of(read.typed(), ' ').tokens(), own);
    }

    /** Whether a stranger's address may be his: none is at the very machine he talks to. */
    boolean isReal(Path.Good sender) {
        String domain = address(sender).domain().toLowerCase(Locale.ROOT);
        return !LOOPBACK.contains(domain);
    }

    /** Whether a domain has more names than Sendmail looks up in its access table. */
    boolean areTooDeep(Path.Good sender, Path.Good recipient) {
        return address(sender).labels() > SENDER_LABELS_MAX
                || address(recipient).labels() > RECIPIENT_LABELS_MAX;
    }

    /** Whether it is at this server, and nobody's. */
    boolean isNobody(Path.Good recipient) {
        SendmailAddress address = address(recipient);
        return address.isLocal() && !SendmailAccounts.isAccount(address.user());
    }

    /** What no mail is taken for, whoever sends it: programs and files; else null. */
    @Nullable Reply notForMail(Path.Good recipient) {
        String target = address(recipient).target();
        return target == null
                ? null
                : Reply.of(
                        550,
                        "5.7.1 "
                                + shown(recipient.typed())
                                + "... Cannot mail directly to "
                                + target);
    }

    /** An address cut out of its command, or the answer to what is not one. */
    private record Read(
            String typed, SendmailAddress address, String parameters, @Nullable Reply error) {

        static Read wrong(Reply reply) {
            return new Read("", new SendmailAddress("", "", true, null), "", reply);
        }

        Path.Good good() {
            return new Path.Good(typed, address.text(), parameters);
        }
    }

    private Read read(String keyword, String status, String argument) {
        String text = argument.stripLeading();
        int end = 0;
        while (end < text.length()
                && text.charAt(end) != ':'
                && !SendmailScan.isBlank(text.charAt(end))) {
            end++;
        }
        String word = text.substring(0, end);
        int colon = end;
        while (colon < text.length() && SendmailScan.isBlank(text.charAt(colon))) {
            colon++;
        }
        boolean named = colon < text.length() && text.charAt(colon) == ':';
        String rest = named ? text.substring(colon + 1).stripLeading() : "";
        if (!named || rest.isEmpty() || !word.equalsIgnoreCase(keyword)) {
            return Read.wrong(
                    Reply.of(
                            501,
                            "5.5.2 Syntax error in parameters scanning \"" + shown(word) + "\""));
        }
        return address(rest, status);
    }

    private Read address(String text, String status) {
        SendmailScan scan = SendmailScan.of(text, ' ');
        Reply wrong = fault(scan, status);
        if (wrong != null) {
            return Read.wrong(wrong);
        }
        SendmailAddress address = SendmailAddress.of(scan.tokens(), own);
        String typed = scan.tokens().isEmpty() ? NOBODY : scan.typed();
        return new Read(typed, address, scan.rest().strip(), null);
    }

    /**
     * What is wrong with an address, in the order in which the product finds it; else null.
     *
     * @param status of characters that it does not take
     */
    @Nullable Reply fault(SendmailScan scan, String status) {
        String fault = scan.fault();
        if (fault != null) {
            return about(scan.typed() + scan.rest(), fault);
        }
        String typed = scan.typed();
        String marked = CONTROLS.matcher(typed).replaceAll("?");
        if (typed.length() > ADDRESS_BYTES_MAX) {
            String cut = marked.substring(0, ADDRESS_BYTES_MAX);
            return about(cut, "5.1.0 Address \"" + cut + "\" too long (255 bytes max)");
        }
        if (!marked.equals(typed)) {
            String text = " 8-bit character in mailbox address \"" + marked + "\"";
            return Reply.of(501, status + SendmailText.sevenBit(text));
        }
        SendmailAddress address = SendmailAddress.of(scan.tokens(), own);
        String wrong = address.fault();
        if (wrong == null) {
            return unprintable(address.text(), status);
        }
        return wrong.equals(SendmailAddress.ENDLESS) ? Reply.of(554, wrong) : about(typed, wrong);
    }

    private static @Nullable Reply unprintable(String address, String status) {
        var marked = new StringBuilder();
        boolean quoted = false;
        boolean escaped = false;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            boolean odd = !quoted && !escaped && (c < ' ' || c == 0x7f || c == 0xff);
            marked.append(odd ? '?' : c);
            quoted ^= c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
        }
        if (marked.toString().equals(address)) {
            return null;
        }
        String text =
                " Syntax error in mailbox address \"" + marked + "\" (non-printable character)";
        return Reply.of(501, status + SendmailText.sevenBit(text));
    }

    private static Reply about(String typed, String fault) {
        int blank = fault.indexOf(' ');
        String status = fault.substring(0, blank);
        String text = fault.substring(blank);
        return Reply.of(553, status + " " + shown(typed) + "..." + SendmailText.sevenBit(text));
    }
}
