package org.honeyspam.smtp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.honeyspam.dialogue.Peer;

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
    static String queueId(Peer peer, Instant sessionStart, int envelope) {
        ZonedDateTime time = sessionStart.atZone(ZoneOffset.UTC);
        int seed = peer.session().hashCode();
        int sequence = Math.floorMod(Math.floorMod(seed >> 5, SEQUENCES) + envelope, SEQUENCES);
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
}
