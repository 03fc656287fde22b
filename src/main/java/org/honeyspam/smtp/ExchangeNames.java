package org.honeyspam.smtp;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Pattern;
import org.honeyspam.dialogue.Tls;

/** How Exchange writes dates and names messages, in the time zone UTC. */
final class ExchangeNames {
    /** Exchange 2019 CU14 with the updates of November 2024. */
    private static final String VERSION = "15.2.1544.14";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** The queue database keeps each hour's messages together, and counts the hours from then. */
    private static final Instant INSTALLED = Instant.parse("2024-11-28T00:00:00Z");

    private static final long HOUR_SECONDS = 3_600;
    private static final int ROWS_A_SECOND = 4;

    /** What the server's own fields add to a message before it is counted. */
    private static final int FIELDS_BYTES = 1_312;

    private static final int STORE_MILLIS_MIN = 60;
    private static final int STORE_MILLIS_MAX = 240;
    private static final int LINE_MAX = 78;
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-~]{1,300}>");

    private ExchangeNames() {}

    static String date(Instant time) {
        return DATE.format(time);
    }

    /** The hour of the queue above, the row in it below. */
    static String internalId(SmtpSession session, Instant now) {
        long seconds = Math.max(0, Duration.between(INSTALLED, now).toSeconds());
        long row = seconds % HOUR_SECONDS * ROWS_A_SECOND + 1 + session.envelopes();
        return String.valueOf((seconds / HOUR_SECONDS << 32) + row);
    }

    /** The answer waits as long as it says the store took. */
    static Reply messageTaken(SmtpSession session, String host) {
        SplittableRandom dice = dice(session, "message " + session.envelopes());
        Duration store = Duration.ofMillis(dice.nextInt(STORE_MILLIS_MIN, STORE_MILLIS_MAX));
        Duration took = Duration.between(session.begun(), session.ended()).plus(store);
        long bytes = session.messageBytes() + FIELDS_BYTES;
        String id = session.messageId();
        boolean named = id != null && MESSAGE_ID.matcher(id).matches();
        String name = named ? id : "<" + guid(dice) + "@" + host + ">";
        double seconds = took.toMillis() / 1_000.0;
        String counted =
                "%d bytes in %.3f, %.3f KB/sec"
                        .formatted(bytes, seconds, bytes / 1_024.0 / seconds);
        return Reply.of(
                        250,
                        "2.6.0 %s [InternalId=%s, Hostname=%s] %s Queued mail for delivery"
                                .formatted(name, session.queueId(), host, counted))
                .after(store);
    }

    private static UUID guid(SplittableRandom dice) {
        return new UUID(
                dice.nextLong() & ~0xf000L | 0x4000L, dice.nextLong() & ~0L >>> 2 | 1L << 63);
    }

    static NtlmChallenge challenge(SmtpSession session, Instant now, String host) {
        String seed = "challenge " + session.count("challenges");
        return new NtlmChallenge(host, now, dice(session, seed).nextLong());
    }

    private static SplittableRandom dice(SmtpSession session, String more) {
        return new SplittableRandom((session.peer().session() + more).hashCode());
    }

    static String received(SmtpSession session, Instant now, String host) {
        String from = session.helo().isEmpty() ? "unknown" : session.helo();
        Tls tls = session.peer().tls();
        String secured =
                tls == null
                        ? ""
                        : "(version=TLS%s, cipher=%s) "
                                .formatted(tls.version().replace('.', '_'), tls.cipher());
        return folded(
                ("Received: from %s (%s) by %s (%s) with Microsoft SMTP Server %sid %s"
                                + " via Frontend Transport; %s")
                        .formatted(
                                from,
                                session.peer().source().ipText(),
                                host,
                                session.peer().local().ipText(),
                                secured,
                                VERSION,
                                date(now)));
    }

    private static String folded(String field) {
        var lines = new StringBuilder();
        int width = 0;
        for (String word : field.split(" ", -1)) {
            if (width > 0 && width + 1 + word.length() > LINE_MAX) {
                lines.append("\r\n");
                width = 0;
            }
            lines.append(lines.isEmpty() ? "" : " ").append(word);
            width += 1 + word.length();
        }
        return lines.toString();
    }
}
