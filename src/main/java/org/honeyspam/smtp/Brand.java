package org.honeyspam.smtp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says otherwise than the product that it is built on. In its texts {@code {host}}
 * stands for the name it calls itself by, {@code {peer}} for the address of who calls, {@code {id}}
 * for a number of the session or the message, {@code {date}} and {@code {seconds}} for the time.
 *
 * @param host that it calls itself by; null for the one that was asked for
 * @param banner behind the code
 * @param hello first line of the answer to EHLO; null for the product's own
 * @param extensions of the product that it has as well, in its order
 * @param taken behind the code, when it takes a message; null for the product's own
 */
record Brand(
        @Nullable String host,
        String banner,
        @Nullable String hello,
        List<String> extensions,
        @Nullable String taken) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    Reply banner(SmtpSession session, String asked, Instant now) {
        return Reply.of(220, filled(banner, session, asked, now));
    }

    /** The product's answer to EHLO, in the provider's words. */
    Reply hello(Reply reply, SmtpSession session, String asked, Instant now) {
        if (hello == null || reply.code() != 250 || reply.lines().size() < 2) {
            return reply;
        }
        List<String> own = reply.lines().subList(1, reply.lines().size());
        List<String> lines = new ArrayList<>();
        lines.add(filled(hello, session, asked, now));
        for (String extension : extensions) {
            own.stream()
                    .filter(line -> line.split(" ", 2)[0].equals(extension))
                    .forEach(lines::add);
        }
        return new Reply(
                reply.code(), lines, reply.pause(), reply.eachLine(), reply.close(), reply.next());
    }

    Reply taken(Reply reply, SmtpSession session, String asked, Instant now) {
        if (taken == null || !reply.positive()) {
            return reply;
        }
        return Reply.of(reply.code(), filled(taken, session, asked, now));
    }

    private String filled(String text, SmtpSession session, String asked, Instant now) {
        return text.replace("{host}", host == null ? asked : host)
                .replace("{peer}", session.peer().source().ipText())
                .replace("{id}", id(session))
                .replace("{seconds}", Long.toString(now.getEpochSecond()))
                .replace("{date}", DATE.format(now));
    }

    /** A number as large installations write them. */
    private static String id(SmtpSession session) {
        long drawn = (session.peer().session() + session.queueId()).hashCode() * 0x9e37_79b9_7f4aL;
        String hex = "%014x".formatted(drawn & 0xff_ffff_ffff_ffffL);
        return "%s-%ssi%d".formatted(hex.substring(0, 13), hex.substring(1, 14), drawn >>> 44);
    }
}
