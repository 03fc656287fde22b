package org.honeyspam.dns;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.Predicate;
import org.honeyspam.dialogue.Datagram;
import org.honeyspam.dialogue.DatagramService;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Event;

/** The name server as listeners meet it: by datagrams, and by conversations. */
public record DnsServer(NameServer server) implements DatagramService {

    public Dialogue dialogue() {
        return new DnsDialogue(server);
    }

    @Override
    public int answer(Datagram asked, byte[] answer, Instant now, Predicate<Event> record) {
        int quick = server.answerFast(asked.bytes(), asked.length(), asked.source(), answer, now);
        if (quick > 0) {
            return quick;
        }
        byte[] query = Arrays.copyOf(asked.bytes(), asked.length());
        NameServer.Said said = server.answer(query, asked.source(), false, now);
        byte[] bytes = said.bytes();
        boolean taken = said.event() == null || record.test(said.event());
        if (bytes == null || !taken || bytes.length > answer.length) {
            return 0;
        }
        System.arraycopy(bytes, 0, answer, 0, bytes.length);
        return bytes.length;
    }
}
