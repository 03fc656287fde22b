package org.honeyspam.intel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an address, a visit, a message, a host or a campaign. Times are ISO 8601, UTC.
 */
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
            @Nullable String campaign,
            List<To> recipients)
            implements Trace {}

    /**
     * What became of addresses that were taken.
     *
     * @param mailed to how many of them mail came
     * @param senders how many wrote who have nothing to do with each other
     * @param harvester what he does with them: the label of a {@link HarvesterClass}
     */
    record Outcome(
            long addresses,
            long mailed,
            long messages,
            @Nullable String firstMail,
            @Nullable Long secondsToFirstMail,
            int senders,
            String harvester) {}

    /** A visit that took addresses, and what became of them. */
    record Visit(
            String visit,
            String ip,
            String time,
            String site,
            String userAgent,
            Outcome outcome,
            @Nullable Walk walk)
            implements Trace {}

    /**
     * Mail that came through a relay or a proxy after somebody had tried it.
     *
     * @param box that his probe was to come to; empty for a proxy
     * @param tie by what they belong together: {@code host} or {@code network}
     */
    record Run(
            String triedBy,
            String kind,
            String box,
            String ip,
            String campaign,
            String tie,
            String first,
            String last,
            long messages,
            long recipients) {}

    /** Messages that are near to the same. Of a list, the details are null. */
    record Campaign(
            String id,
            String first,
            String last,
            long messages,
            long senders,
            long visits,
            @Nullable String subject,
            List<String> languages,
            String sample,
            @Nullable CampaignDetails details)
            implements Trace {
        Campaign with(CampaignDetails more) {
            return new Campaign(
                    id, first, last, messages, senders, visits, subject, languages, sample, more);
        }
    }

    /** Of each a number: the most frequent senders and attachments, of the rest the first ones. */
    record CampaignDetails(
            List<String> subjects,
            List<String> authors,
            List<CampaignSender> senders,
            List<String> visits,
            List<String> domains,
            List<String> links,
            List<Attachment> attachments,
            Map<String, List<String>> contacts,
            List<String> kin) {}

    /** Who sent how much of it, and when. */
    record CampaignSender(String ip, String first, String last, long messages) {}

    /** What was attached, by its content. */
    record Attachment(String sha256, String type, @Nullable String name, long sizeBytes) {}

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
    record Address(
            Harvest harvest,
            @Nullable Long secondsToFirstMail,
            List<Message> mail,
            List<Form> forms)
            implements Trace {}

    /** Somebody asked a proxy for a host, as what; of a network its first caller is told. */
    record Naming(
            String kind, String network, String caller, String first, String last, long count) {}

    /** Something a host did. */
    record Deed(String time, String action, @Nullable String service, String detail) {}

    /** A host: what it did, how often; who asked proxies for it; what became of what it took. */
    record Host(
            String ip,
            String first,
            String last,
            Map<String, Long> actions,
            long addressesTaken,
            List<Message> messages,
            List<Walk> walks,
            List<Naming> namedBy,
            List<Visit> visits,
            List<String> senderClasses,
            List<Run> runs,
            List<Deed> newest)
            implements Trace {}
}
