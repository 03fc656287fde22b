package org.honeyspam.smtp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** How Postfix 3.7 writes dates and names messages, in the time zone UTC. */
final class PostfixNames {
    /** How often a name of a client was greeted with EHLO; HELO does not take that back. */
    static final String EXTENDED = "ehlo";

    static final String RECIPIENTS = "recipients";

    private static final int INODES = 1 << 20;
    private static final int INODES_NEAR = 64;
    private static final int CHALLENGE_SECONDS_MAX = 0xff_ffff;
    private static final String SPECIALS = "()<>@,;:\\\"[]";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z '(UTC)'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private PostfixNames() {}

    /**
     * The microseconds of the clock, then the number of the file's inode; the files of a queue lie
     * near each other.
     */
    static String queueId(SmtpSession session, Instant now, String host) {
        int seed = session.peer().session().hashCode() + session.envelopes();
        int inode = INODES + Math.floorMod(host.hashCode(), INODES);
        int near = Math.floorMod(seed, INODES_NEAR);
        return "%05X%X".formatted(now.get(ChronoField.MICRO_OF_SECOND), inode + near);
    }

    /** As Cyrus SASL makes it: a random number, the time, the host (RFC 2195 section 2). */
    static String challenge(SmtpSession session, Instant now, String host) {
        String seed = session.peer().session() + now + session.count("challenges");
        long random = Integer.toUnsignedLong(seed.hashCode());
        long seconds = now.getEpochSecond() % CHALLENGE_SECONDS_MAX;
        return "<%d.%d@%s>".formatted(random, seconds, host);
    }

    static String received(SmtpSession session, Envelope envelope, String host) {
        String helo = session.greeted() ? PostfixText.neutered(session.helo()) : "unknown";
        String ip = session.peer().source().ipText();
        String address = ip.indexOf(':') < 0 ? ip : "IPv6:" + ip;
        boolean single = session.counted(RECIPIENTS) == 1;
        String date = DATE.format(session.begun());
        String end = single ? "\r\n\tfor <%s>; ".formatted(quoted(only(envelope))) : ";\r\n\t";
        return "Received: from %s (unknown [%s])\r\n\tby %s (Postfix) with %s id %s%s%s"
                .formatted(
                        helo,
                        address,
                        host,
                        protocol(session, envelope),
                        session.queueId(),
                        end,
                        date);
    }

    /** The only recipient, as the client wrote it. */
    private static String only(Envelope envelope) {
        String address = envelope.addresses().getFirst();
        Path.Good typed = envelope.first(new Path.Good("", address, ""));
        return typed == null ? address : PostfixPath.shown(typed);
    }

    /** RFC 3848, and RFC 6531 section 4.3. */
    private static String protocol(SmtpSession session, Envelope envelope) {
        boolean extended = session.counted(EXTENDED) > 0;
        boolean unicode = envelope.sender().has("SMTPUTF8");
        String base = unicode ? "UTF8SMTP" : extended ? "ESMTP" : "SMTP";
        String secured = extended && session.secured() ? "S" : "";
        return base + secured + (extended && session.user() != null ? "A" : "");
    }

    /** Puts a mailbox name in quotes that is not one without. */
    private static String quoted(String address) {
        int at = address.lastIndexOf('@');
        String local = at < 0 ? address : address.substring(0, at);
        boolean plain = !local.isEmpty() && !local.startsWith(".") && !local.endsWith(".");
        plain &= !local.contains("..") && local.chars().allMatch(PostfixNames::isPlain);
        if (plain) {
            return address;
        }
        String escaped = local.replaceAll("[\\\\\"\\r\\n]", "\\\\$0");
        return "\"" + escaped + "\"" + (at < 0 ? "" : address.substring(at));
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c != 0x7f && SPECIALS.indexOf(c) < 0;
    }
}
