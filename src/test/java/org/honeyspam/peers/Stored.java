package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.intel.Store;
import org.honeyspam.intel.Views;
import org.honeyspam.mail.MessageReader;
import org.honeyspam.process.Installation;

/** What a node has of messages, by its journal and its store. */
final class Stored {
    private static final int SHOWN_CHARS = 200;

    private Stored() {}

    /** Compares in any order; of many long messages it shows just where the first two differ. */
    static void assertSame(List<String> actual, List<String> expected) {
        List<String> surplus = without(actual, expected);
        List<String> missing = without(expected, actual);
        if (!surplus.isEmpty() && !missing.isEmpty()) {
            String one = surplus.getFirst();
            String other = missing.getFirst();
            int at = 0;
            while (at < Math.min(one.length(), other.length())
                    && one.charAt(at) == other.charAt(at)) {
                at++;
            }
            assertThat(around(one, at))
                    .as("first of %d, from character %d on", surplus.size(), at)
                    .isEqualTo(around(other, at));
        }
        assertThat(actual).hasSameSizeAs(expected);
        assertThat(missing).isEmpty();
    }

    private static List<String> without(List<String> from, List<String> what) {
        List<String> rest = new ArrayList<>(from);
        what.forEach(rest::remove);
        rest.sort(null);
        return rest;
    }

    private static String around(String text, int at) {
        int from = Math.max(0, at - SHOWN_CHARS);
        return text.substring(from, Math.min(text.length(), at + SHOWN_CHARS));
    }

    /** Every message from that envelope sender can be traced by its content. */
    static void assertTraced(String sender, Installation installation)
            throws IOException, InterruptedException, SQLException {
        try (Views views =
                Views.open(
                        new Store.SqliteFile(installation.data().root().resolve("views.db")),
                        installation.data().journal())) {
            views.catchUp();
            for (JsonNode event : taken(sender, installation.journal("action=message_taken"))) {
                String sha256 = event.path("honeyspam.message.sha256").asText();
                assertThat(views.traces().message(sha256))
                        .anySatisfy(
                                trace -> {
                                    assertThat(trace.event())
                                            .isEqualTo(event.path("event.id").asText());
                                    assertThat(trace.sender()).isEqualTo(sender);
                                    assertThat(trace.ip())
                                            .isEqualTo(event.path("source.ip").asText());
                                    assertThat(trace.recipients()).hasSize(1);
                                });
            }
        }
    }

    /** The messages from that envelope sender, a character a byte, in the order of the journal. */
    static List<String> from(String sender, Installation installation)
            throws IOException, InterruptedException {
        return from(sender, installation.journal("action=message_taken"), installation);
    }

    /** The same by a journal that was read already: to read it is a process. */
    static List<String> from(String sender, List<JsonNode> journal, Installation installation)
            throws IOException {
        var reader = new MessageReader(installation.data().mail());
        List<String> messages = new ArrayList<>();
        for (JsonNode event : taken(sender, journal)) {
            byte[] bytes = reader.read(event.path("honeyspam.message.sha256").asText());
            assertThat(bytes).as("the message of %s", event).isNotNull();
            messages.add(new String(bytes, ISO_8859_1));
        }
        return messages;
    }

    static List<JsonNode> taken(String sender, List<JsonNode> journal) {
        return journal.stream()
                .filter(e -> e.path("event.action").asText().equals("message_taken"))
                .filter(e -> e.path("honeyspam.envelope.sender").asText().equals(sender))
                .toList();
    }
}
