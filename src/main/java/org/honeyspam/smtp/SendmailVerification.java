package org.honeyspam.smtp;

import static org.honeyspam.smtp.SendmailText.sevenBit;
import static org.honeyspam.smtp.SendmailText.shown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What Sendmail answers to VRFY and EXPN: all that was asked for, by host, the last first. */
final class SendmailVerification {
    private static final String STATUS = "5.1.3";

    private final SendmailPath path;
    private final String host;
    private final boolean expand;
    private final List<Found> found = new ArrayList<>();
    private int code = 250;

    /** A line of the answer; what is here has no host. */
    private record Found(String host, String text) {}

    private SendmailVerification(SendmailPath path, String host, boolean expand) {
        this.path = path;
        this.host = host;
        this.expand = expand;
    }

    /** Whether a comma, a bracket or a comment says that blanks do not part addresses. */
    static boolean isList(String argument) {
        return argument.matches("(?s).*[,;<(].*");
    }

    static Reply of(SendmailPath path, String host, Command command, boolean list) {
        String verb = SendmailCommands.verb(command);
        String rest = command.argument();
        if (rest.isEmpty()) {
            return Reply.of(501, "5.5.2 Argument required");
        }
        var scans = new ArrayList<SendmailScan>();
        while (!rest.isEmpty()) {
            SendmailScan scan = SendmailScan.of(rest, list ? ',' : ' ');
            Reply fault = isAtSign(scan) ? null : path.fault(scan, STATUS);
            if (fault != null) {
                return fault;
            }
            scans.addFirst(scan);
            // All that ends an address, or it would be looked at for ever.
            rest = scan.rest().replaceFirst("^[,\\s]+", "");
        }
        var verification = new SendmailVerification(path, host, verb.equals("EXPN"));
        for (SendmailScan scan : scans) {
            Reply refusal = verification.look(scan);
            if (refusal != null) {
                return refusal;
            }
        }
        return verification.found.isEmpty()
                ? Reply.of(554, "5.5.2 Nothing to " + verb)
                : verification.reply();
    }

    private Reply reply() {
        String[] lines =
                found.stream()
                        .sorted(Comparator.comparing(Found::host))
                        .map(Found::text)
                        .distinct()
                        .toArray(String[]::new);
        return Reply.of(code, lines);
    }

    /** A sign of its own to Sendmail, which then looks for a user of that name. */
    private static boolean isAtSign(SendmailScan scan) {
        return scan.tokens().equals(List.of("@"));
    }

    private @Nullable Reply look(SendmailScan scan) {
        SendmailAddress address = SendmailAddress.of(scan.tokens(), path.own());
        if (isAtSign(scan)) {
            return unknown(scan);
        }
        if (address.target() != null) {
            return path.notForMail(new Path.Good(scan.typed(), "", ""));
        }
        if (!address.isLocal()) {
            code = expand ? code : 252;
            String host = address.domain().toLowerCase(Locale.ROOT);
            found.add(new Found(host, "2.1.5 <" + sevenBit(address.text()) + ">"));
        } else if (SendmailAccounts.isAccount(address.user())) {
            String who = SendmailAccounts.shown(address.user(), expand, host);
            found.add(new Found("", "2.1.5 " + who));
        } else if (!scan.tokens().isEmpty()) {
            return unknown(scan);
        }
        return null;
    }

    private static Reply unknown(SendmailScan scan) {
        return Reply.of(550, "5.1.1 " + shown(scan.typed()) + "... User unknown");
    }
}
