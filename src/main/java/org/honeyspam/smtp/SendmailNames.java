package org.honeyspam.smtp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.honeyspam.dialogue.Tls;

/** How Sendmail 8.17 writes dates and names messages, in the time zone UTC. */
final class SendmailNames {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwx";
    private static final int SEQUENCES = 60 * 60;
    private static final int PROCESS_IDS = 32_000;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private SendmailNames() {}

    static String date(Instant time) {
        return DATE.format(time);
    }

    /**
     * {@code Y M D h m s S S pppppp}: the time of the session in base 60, a sequence that begins
     * anywhere and counts the envelopes of the session, and the process id.
     */
    static String queueId(SmtpSession session) {
        ZonedDateTime time = session.opened().atZone(ZoneOffset.UTC);
        int seed = session.peer().session().hashCode();
        int begin = Math.floorMod(seed >> 5, SEQUENCES);
        int sequence = Math.floorMod(begin + session.envelopes(), SEQUENCES);
        int process = 1_000 + Math.floorMod(seed, PROCESS_IDS);
        int[] values = {
            (time.getYear() - 1900) % 60,
            time.getMonthValue() - 1,
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond(),
            sequence / 60,
            sequence % 60
        };
        var id = new StringBuilder();
        for (int value : values) {
            id.append(DIGITS.charAt(value));
        }
        return id + "%06d".formatted(process);
    }

    /** As Cyrus SASL makes it: a random number, the time, the host (RFC 2195 section 2). */
    static String challenge(SmtpSession session, Instant now, String host) {
        String seed = session.peer().session() + now + session.count("challenges");
        long random = Integer.toUnsignedLong(seed.hashCode());
        return "<%d.%d@%s>".formatted(random, now.getEpochSecond(), host);
    }

    static String received(SmtpSession session, Envelope envelope, Instant now, String host) {
        var text = new StringBuilder("Received: from ").append(session.helo());
        text.append(" (").append(Sendmail.client(session.peer())).append(")\r\n\tby ");
        text.append(host).append(" (").append(Sendmail.VERSION).append(") with ");
        text.append(protocol(session)).append(" id ").append(session.queueId());
        Tls tls = session.peer().tls();
        if (tls != null) {
            text.append("\r\n\t(version=TLSv").append(tls.version());
            text.append(" cipher=").append(tls.cipher());
            text.append(" bits=").append(tls.cipher().contains("256") ? 256 : 128);
            text.append(" verify=NO)");
        }
        if (envelope.recipients().size() == 1) {
            String only = envelope.recipients().getFirst().address();
            text.append("\r\n\tfor <").append(only).append(">; ");
        } else {
            text.append(";\r\n\t");
        }
        return text.append(date(now)).toString();
    }

    /** RFC 3848. */
    private static String protocol(SmtpSession session) {
        if (!session.extended()) {
            return "SMTP";
        }
        String secured = session.secured() ? "S" : "";
        return "ESMTP" + secured + (session.user() == null ? "" : "A");
    }
}
