package org.honeyspam.smtp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.honeyspam.journal.JournalEvent.Recipient;
import org.jspecify.annotations.Nullable;

/** The sender and recipients of the message under way (RFC 5321 section 2.3.1). */
final class Envelope {
    private final Path.Good sender;
    private final List<Recipient> recipients = new ArrayList<>();
    private final Map<String, Path.Good> seen = new HashMap<>();
    private boolean chunked;

    Envelope(Path.Good sender) {
        this.sender = sender;
    }

    /** Adds a recipient, once. */
    void add(Path.Good recipient, @Nullable String minted) {
        String mailbox = recipient.address().toLowerCase(Locale.ROOT);
        if (seen.putIfAbsent(mailbox, recipient) == null) {
            recipients.add(new Recipient(recipient.address(), minted));
        }
    }

    /** How that recipient was spelled first; null if it is not there yet. */
    Path.@Nullable Good first(Path.Good recipient) {
        return seen.get(recipient.address().toLowerCase(Locale.ROOT));
    }

    /** Whether its text comes by BDAT. */
    boolean chunked() {
        return chunked;
    }

    void comesInChunks() {
        chunked = true;
    }

    Path.Good sender() {
        return sender;
    }

    /** Empty for the null sender. */
    String senderAddress() {
        return sender.address();
    }

    boolean senderHasDomain() {
        return sender.address().isEmpty() || sender.address().indexOf('@') >= 0;
    }

    List<Recipient> recipients() {
        return List.copyOf(recipients);
    }

    List<String> addresses() {
        return recipients.stream().map(Recipient::address).toList();
    }
}
