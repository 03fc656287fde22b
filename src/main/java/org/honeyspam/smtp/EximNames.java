package org.honeyspam.smtp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.honeyspam.dialogue.Tls;
import org.jspecify.annotations.Nullable;

/** How Exim 4.96 writes dates and names messages, in the time zone UTC. */
final class EximNames {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss '+0000'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** A part of a second that the last two digits of a queue id count. */
    private static final int MICROS = 500;

    private static final int PIDS_MIN = 1_000;
    private static final int PIDS_SPREAD = 20_000;
    private static final int PIDS_MAX = 4_194_304;

    private EximNames() {}

    static String date(Instant now) {
        return DATE.format(now);
    }

    /** The second, the process, and the part of the second. */
    static String queueId(SmtpSession session, Instant now, String host) {
        return base62(now.getEpochSecond(), 6)
                + "-"
                + base62(processId(session, host), 6)
                + "-"
                + base62(now.get(ChronoField.MICRO_OF_SECOND) / MICROS, 2);
    }

    private static String base62(long number, int digits) {
        var text = new StringBuilder();
        long rest = number;
        for (int i = 0; i < digits; i++) {
            text.append(DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return text.reverse().toString();
    }

    /** One a session, and each greater than those before it, as the numbers of processes are. */
    private static int processId(SmtpSession session, String host) {
        String id = session.peer().session();
        String count = id.substring(id.lastIndexOf('-') + 1);
        int sessions = count.matches("[0-9]{1,9}") ? Integer.parseInt(count) : id.hashCode();
        int first = PIDS_MIN + Math.floorMod(host.hashCode(), PIDS_SPREAD);
        return first + Math.floorMod(2 * sessions, PIDS_MAX - first);
    }

    static String challenge(SmtpSession session, Instant now, String host) {
        return "<%d.%d@%s>".formatted(processId(session, host), now.getEpochSecond(), host);
    }

    static String received(SmtpSession session, Envelope envelope, String host) {
        String helo = session.helo();
        String ip = "[" + session.peer().source().ipText() + "]";
        String client = helo.isEmpty() || helo.equals(ip) ? ip : ip + " (helo=" + helo + ")";
        String sender = envelope.senderAddress();
        return "Received: from %s\r\n\tby %s with %s%s(Exim 4.96)\r\n\t%sid %s%s;\r\n\t%s"
                .formatted(
                        client,
                        host,
                        protocol(session),
                        security(session.peer().tls()),
                        sender.isEmpty() ? "" : "(envelope-from <" + sender + ">)\r\n\t",
                        session.queueId(),
                        recipient(session, envelope),
                        date(session.begun()));
    }

    private static String recipient(SmtpSession session, Envelope envelope) {
        return EximRecipients.taken(session) == 1
                ? "\r\n\tfor " + envelope.addresses().getFirst()
                : "";
    }

    /** RFC 3848. */
    private static String protocol(SmtpSession session) {
        String base = session.extended() ? "esmtp" : "smtp";
        String secured = session.secured() ? "s" : "";
        return base + secured + (session.extended() && session.user() != null ? "a" : "");
    }

    /** GnuTLS names a suite of TLS 1.3 after the key exchange, as those before it are named. */
    private static String security(@Nullable Tls tls) {
        if (tls == null) {
            return " ";
        }
        String cipher = tls.cipher().replaceFirst("^TLS_(AES|CHACHA20)_", "TLS_ECDHE_RSA_WITH_$1_");
        return "  (TLS%s) tls %s\r\n\t".formatted(tls.version(), cipher);
    }
}
