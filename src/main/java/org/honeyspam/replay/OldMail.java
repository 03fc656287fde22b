package org.honeyspam.replay;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.honeyspam.content.Dates;
import org.honeyspam.content.Hop;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.journal.PeerText;
import org.jspecify.annotations.Nullable;

/**
 * What a message from a mailbox tells of how it came, by the word of the servers that wrote the
 * upper trace fields.
 *
 * @param text as it was sent to the outermost of them
 * @param trace the fields that they wrote
 */
record OldMail(
        Instant time,
        String ip,
        String helo,
        String sender,
        List<String> recipients,
        String queueId,
        @Nullable String messageId,
        @Nullable String subject,
        String trace,
        String text) {
    private static final int VALUE_BYTES_MAX = 998;
    private static final int RECIPIENTS_MAX = 1_000;
    private static final Instant OLDEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final String HEADER_END = "\r\n\r\n";
    private static final Pattern FROM_LINE = Pattern.compile("From (\\S{0,500}) .*");
    private static final Pattern FROM_DATE =
            Pattern.compile(
                    "(\\w{3}) {1,3}(\\d{1,2}) {1,3}(\\d{1,2}:\\d{2}(?::\\d{2})?)(?: {1,3}([+-]\\d{4}|[A-Z]{3,5}))?"
                            + " {1,3}(\\d{4})(?: {1,3}([+-]\\d{4}))?");
    private static final Pattern ID = Pattern.compile("(?i)\\sid\\s+<?([A-Za-z0-9._-]{1,100})");

    /**
     * Knows how to read them.
     *
     * @param received how many trace fields at the top are of our own servers
     * @param to whose the mailbox is; empty if the headers are to say
     */
    record Terms(int received, List<String> to, Instant now) {}

    /** A message that tells too little, or nothing that can be. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String why) {
            super(why);
        }
    }

    /** Reads a message; null if it is none, but a note that a mail program left. */
    static @Nullable OldMail of(Found found, Terms terms) throws Unfit {
        if (found.wrong() != null) {
            throw new Unfit(found.wrong());
        }
        int end = found.text().indexOf(HEADER_END);
        int headerEnd = end < 0 ? found.text().length() : end + 2;
        OldHeader header = OldHeader.of(found.text().substring(0, headerEnd), terms.received());
        if (header.isOfTheMailbox()) {
            return null;
        }
        List<String> received = header.own("received");
        if (received.size() < terms.received()) {
            throw new Unfit(
                    "of the %d trace fields that say how it came, there are %d"
                            .formatted(terms.received(), received.size()));
        }
        Hop border = Hop.read(received.getLast());
        Instant time = time(border, found.from(), header, terms.now());
        String text = header.sentText() + found.text().substring(headerEnd);
        return new OldMail(
                time,
                ip(border),
                PeerText.bounded(border.from() == null ? "" : border.from()),
                sender(header, found.from()),
                recipients(header, received, terms.to()),
                queueId(received.getLast()),
                bounded(header.sent("message-id")),
                bounded(header.sent("subject")),
                header.trace(),
                text);
    }

    private static String ip(Hop border) throws Unfit {
        String ip = border.ip();
        try {
            if (ip != null) {
                return IpText.of(InetAddress.ofLiteral(ip));
            }
        } catch (IllegalArgumentException e) {
            // It is none after all.
        }
        throw new Unfit("its trace field does not say from which address it came");
    }

    /** By the trace field, which says its zone; else by the mailbox, or the sender. */
    private static Instant time(Hop border, String fromLine, OldHeader header, Instant now)
            throws Unfit {
        String date = header.sent("date");
        Instant time =
                Stream.of(
                                border.time(),
                                ofFromLine(fromLine),
                                date == null ? null : Dates.read(date))
                        .filter(one -> one != null && !one.isBefore(OLDEST))
                        .filter(one -> !one.isAfter(now.plus(Duration.ofHours(1))))
                        .findFirst()
                        .orElse(null);
        if (time == null) {
            throw new Unfit("nothing says when it came");
        }
        return time;
    }

    /** Without a zone it is taken for UTC. */
    static @Nullable Instant ofFromLine(String line) {
        Matcher date = FROM_DATE.matcher(line);
        Instant last = null;
        while (date.find()) {
            String zone = date.group(4) == null ? date.group(6) : date.group(4);
            last =
                    Dates.read(
                            "%s %s %s %s %s"
                                    .formatted(
                                            date.group(2),
                                            date.group(1),
                                            date.group(5),
                                            date.group(3),
                                            zone == null ? "+0000" : zone));
        }
        return last;
    }

    private static String sender(OldHeader header, String fromLine) {
        List<String> path = header.own("return-path");
        Matcher from = FROM_LINE.matcher(fromLine);
        String sender = path.isEmpty() ? from.matches() ? from.group(1) : "" : path.getFirst();
        String plain = unbracketed(sender);
        return plain.equalsIgnoreCase("MAILER-DAEMON") || plain.equals("-") ? "" : plain;
    }

    /** As the servers were told; what they made of it later only if they do not say. */
    private static List<String> recipients(
            OldHeader header, List<String> received, List<String> to) {
        List<String> forClauses =
                received.stream()
                        .map(field -> Hop.read(field).recipient())
                        .filter(one -> one != null && one.indexOf('@') >= 0)
                        .limit(1)
                        .toList();
        List<String> all =
                Stream.of(
                                to,
                                header.own("x-original-to"),
                                header.own("envelope-to"),
                                header.own("delivered-to"),
                                forClauses)
                        .filter(list -> !list.isEmpty())
                        .findFirst()
                        .orElse(List.of());
        List<String> plain = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (String one : all) {
            for (String address : one.split(",", RECIPIENTS_MAX)) {
                String said = unbracketed(address);
                String lower = said.toLowerCase(Locale.ROOT);
                if (!said.isEmpty() && !seen.contains(lower) && seen.size() < RECIPIENTS_MAX) {
                    seen.add(lower);
                    plain.add(said);
                }
            }
        }
        return plain;
    }

    private static String unbracketed(String address) {
        return PeerText.bounded(address.strip().replaceAll("^<|>$", "").strip());
    }

    private static String queueId(String received) {
        Matcher id = ID.matcher(received);
        return id.find() ? id.group(1) : "";
    }

    private static @Nullable String bounded(@Nullable String value) {
        return value == null ? null : value.substring(0, Math.min(value.length(), VALUE_BYTES_MAX));
    }
}
