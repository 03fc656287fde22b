package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.mail.MessageReader;
import org.honeyspam.process.Installation;

/** What a node has of messages, by its journal and its store. */
final class Stored {
    private Stored() {}

    /** The messages from that envelope sender, a character a byte, in the order of the journal. */
    static List<String> from(String sender, Installation installation)
            throws IOException, InterruptedException {
        var reader = new MessageReader(installation.data().mail());
        List<String> messages = new ArrayList<>();
        for (JsonNode event : installation.journal("action=message_taken")) {
            if (event.path("honeyspam.envelope.sender").asText().equals(sender)) {
                byte[] bytes = reader.read(event.path("honeyspam.message.sha256").asText());
                assertThat(bytes).as("the message of %s", event).isNotNull();
                messages.add(new String(bytes, ISO_8859_1));
            }
        }
        return messages;
    }
}
