package org.honeyspam.intel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of an address, a message or a host. Times are ISO 8601, UTC. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Trace {

    /** Who took an address: when, where, with what; and the form it stood in, if that was noted. */
    record Harvest(
            String address,
            String visit,
            String ip,
            String time,
            String site,
            String path,
            String userAgent,
            @Nullable String form,
            @Nullable Walk walk) {}

    /**
     * A host on one site under one name: which crawler it claimed to be and what the DNS says to
     * that, when it read robots.txt first, and when it entered the maze that this forbids.
     */
    record Walk(
            String site,
            String userAgent,
            @Nullable String crawler,
            @Nullable String purpose,
            @Nullable String standing,
            @Nullable String host,
            @Nullable String readRobots,
            @Nullable String enteredMaze,
            String last,
            long pages,
            long mazePages) {}

    /** A recipient of a message; the harvest is null if the address was not made here. */
    record To(String address, @Nullable Harvest harvest) {}

    /** A message: its sender, the way it came, and whom it was for. */
    record Message(
            String event,
            String time,
            String service,
            String session,
            String ip,
            int port,
            List<String> chain,
            String helo,
            String sender,
            String queueId,
            @Nullable String messageId,
            @Nullable String subject,
            String sha256,
            long sizeBytes,
            String traceHeader,
            List<To> recipients)
            implements Trace {}

    /** A form of a site that somebody filled in; its hash is null if it was not stored. */
    record Form(
            String time,
            String session,
            String ip,
            String kind,
            String site,
            String url,
            @Nullable String sha256) {}

    /** An address that was left for harvesters, the mail that came to it, the forms it stood in. */
    record Address(Harvest harvest, List<Message> mail, List<Form> forms) implements Trace {}

    /** Somebody asked a proxy for a host, as what; of a network its first caller is told. */
    record Naming(
            String kind, String network, String caller, String first, String last, long count) {}

    /** Something a host did. */
    record Deed(String time, String action, @Nullable String service, String detail) {}

    /** A host: what it did, how often; who asked proxies for it; its newest deeds in full. */
    record Host(
            String ip,
            String first,
            String last,
            Map<String, Long> actions,
            long addressesTaken,
            List<Message> messages,
            List<Walk> walks,
            List<Naming> namedBy,
            List<Deed> newest)
            implements Trace {}
}
