package org.honeyspam.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;

/**
 * A line of a journal that another program wrote, or says so. What gets into our record must be as
 * we could have written it: all that is made of the record rests on that.
 */
public final class ForeignLine {
    /** No event of ours comes near. */
    public static final int CHARACTERS_MAX = 1 << 20;

    private static final int NAME_CHARACTERS_MAX = 500;
    private static final int PORT_MAX = 65_535;
    private static final Instant OLDEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Duration CLOCKS_DIFFER_MAX = Duration.ofHours(1);
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9.]{1,40}");
    private static final Pattern SERVICE = Pattern.compile("[a-z_]{1,20}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> ACTIONS =
            Arrays.stream(JournalEvent.class.getAnnotation(JsonSubTypes.class).value())
                    .map(JsonSubTypes.Type::name)
                    .collect(Collectors.toUnmodifiableSet());

    private ForeignLine() {}

    /** What is to be thought of a line. */
    public sealed interface Verdict {
        /** It is an event. */
        record Sound(Recorded event) implements Verdict {}

        /** It is none, or not one that can be taken. */
        record Unsound(String why) implements Verdict {}
    }

    /** Reads a line. */
    public static Verdict read(String line, Instant now) {
        Recorded event = line.length() > CHARACTERS_MAX ? null : Lines.read(line);
        String why = event == null ? whyNone(line) : complaint(event, now);
        return event == null || why != null
                ? new Verdict.Unsound(Objects.requireNonNull(why))
                : new Verdict.Sound(event);
    }

    private static String whyNone(String line) {
        if (line.length() > CHARACTERS_MAX) {
            return "it is longer than any line of a journal";
        }
        String action = Lines.action(line);
        return action == null || ACTIONS.contains(action)
                ? "it is no event of a journal"
                : "it is an event of a type that this version does not know";
    }

    private static @Nullable String complaint(Recorded event, Instant now) {
        Lines.Id id = Lines.Id.of(event.id());
        if (id == null || !id.node().equals(event.node()) || !NODE.matcher(id.node()).matches()) {
            return "its id is not one of its node's";
        }
        if (event.time().isBefore(OLDEST) || event.time().isAfter(now.plus(CLOCKS_DIFFER_MAX))) {
            return "its time cannot be";
        }
        if (!isPeerSound(event)) {
            return "it does not say who did it, as an event does";
        }
        if (!isWhole(event.event())) {
            return "it lacks a field";
        }
        return names(event.event()).allMatch(name -> name.length() <= NAME_CHARACTERS_MAX)
                        && hashes(event.event()).allMatch(hash -> SHA256.matcher(hash).matches())
                ? null
                : "a field of it holds what it never does";
    }

    /** All is told of a peer, or nothing. */
    private static boolean isPeerSound(Recorded event) {
        String service = event.service();
        String session = event.session();
        if (event.sourceIp() == null) {
            return service == null && session == null && event.destinationIp() == null;
        }
        return service != null
                && SERVICE.matcher(service).matches()
                && session != null
                && session.length() <= NAME_CHARACTERS_MAX
                && isAddress(event.sourceIp(), event.sourcePort())
                && isAddress(event.destinationIp(), event.destinationPort());
    }

    private static boolean isAddress(@Nullable String ip, int port) {
        try {
            return ip != null
                    && port >= 0
                    && port <= PORT_MAX
                    && IpText.of(InetAddress.ofLiteral(ip)).equals(ip);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether nothing is missing that is always there. */
    private static boolean isWhole(Record part) {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            Object value = value(part, component);
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean whole =
                    switch (value) {
                        case null -> optional;
                        case List<?> list -> list.stream().allMatch(ForeignLine::isWholeItem);
                        default -> true;
                    };
            if (!whole) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWholeItem(@Nullable Object item) {
        return item != null && (!(item instanceof Record part) || isWhole(part));
    }

    private static boolean isWhole(JournalEvent event) {
        return isWhole((Record) event);
    }

    private static @Nullable Object value(Record part, RecordComponent component) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record that cannot be read", e);
        }
    }

    /** What things are found by. */
    private static Stream<String> names(JournalEvent event) {
        return switch (event) {
            case JournalEvent.MessageTaken taken ->
                    Stream.concat(
                            Stream.of(taken.queueId()),
                            taken.recipients().stream()
                                    .map(JournalEvent.Recipient::bait)
                                    .filter(Objects::nonNull));
            case JournalEvent.VisitOpened visit -> Stream.of(visit.visit(), visit.site());
            case JournalEvent.BaitServed bait ->
                    Stream.concat(Stream.of(bait.visit(), bait.site()), bait.addresses().stream());
            case JournalEvent.PageServed page -> Stream.of(page.site(), page.page());
            case JournalEvent.FormPosted form ->
                    Stream.concat(Stream.of(form.site(), form.kind()), form.bait().stream());
            case JournalEvent.ProbeFound probe -> Stream.of(probe.message());
            default -> Stream.of();
        };
    }

    /** Of the texts that it speaks of, by which the message store knows them. */
    public static Stream<String> hashes(JournalEvent event) {
        return Stream.ofNullable(
                switch (event) {
                    case JournalEvent.MessageTaken taken -> taken.sha256();
                    case JournalEvent.MessageRefused refused -> refused.sha256();
                    case JournalEvent.FormPosted form -> form.sha256();
                    default -> null;
                });
    }
}
