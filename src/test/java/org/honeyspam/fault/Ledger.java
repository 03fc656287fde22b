package org.honeyspam.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.honeyspam.mail.MessageReader;
import org.honeyspam.node.DataFolder;

/** The messages that got their 250, to be compared with what the node has. */
final class Ledger {
    private final Map<String, byte[]> acknowledged = new ConcurrentHashMap<>();

    void acknowledged(String id, byte[] message) {
        acknowledged.put("<" + id + ">", message);
    }

    int size() {
        return acknowledged.size();
    }

    /** Every acknowledged message is there whole, with its event; every event has its message. */
    void compare(DataFolder data) throws IOException {
        Map<String, JournalEvent.MessageTaken> events = new HashMap<>();
        try (var journal = new JournalReader(data.journal(), JournalReader.Position.START)) {
            for (Recorded entry = journal.next(); entry != null; entry = journal.next()) {
                if (entry.event() instanceof JournalEvent.MessageTaken taken) {
                    String id = String.valueOf(taken.messageId());
                    assertThat(events.put(id, taken)).as("recorded once: " + id).isNull();
                }
            }
        }
        var mail = new MessageReader(data.mail());
        for (var event : events.entrySet()) {
            byte[] stored = mail.read(event.getValue().sha256());
            assertThat(stored).as("stored: " + event.getKey()).isNotNull();
            assertThat(stored).hasSize((int) event.getValue().sizeBytes());
            byte[] sent = acknowledged.get(event.getKey());
            if (sent != null) { // The 250 of some was on its way when the node ended.
                assertThat(stored).as("byte for byte: " + event.getKey()).isEqualTo(sent);
            }
        }
        assertThat(events.keySet()).containsAll(acknowledged.keySet());
    }
}
