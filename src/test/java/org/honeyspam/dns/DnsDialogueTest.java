package org.honeyspam.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.honeyspam.TestNode;
import org.honeyspam.transcript.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

class DnsDialogueTest {
    private final NameServer server = TestZones.server();

    private Stage stage() {
        var stage =
                new Stage(
                        new DnsServer(server).dialogue(), TestNode.peer("dns", 53), TestZones.NOW);
        stage.open();
        return stage;
    }

    private static byte[] framed(byte[] message) {
        ByteBuffer framed = ByteBuffer.allocate(2 + message.length);
        return framed.putShort((short) message.length).put(message).array();
    }

    private static byte[] query(String name, int type) {
        Name asked = Name.fromConstantString(name + ".");
        Message message = Message.newQuery(Record.newRecord(asked, type, DClass.IN));
        message.getHeader().setID(7);
        return framed(message.toWire());
    }

    private static byte[] queries() {
        var all = new ByteArrayOutputStream();
        for (String host : List.of("mx", "www", "nobody")) {
            all.writeBytes(query(host + ".one.example", Type.A));
        }
        all.writeBytes(query("one.example", Type.ANY));
        return all.toByteArray();
    }

    private String played(int pieceBytes) {
        Stage stage = stage();
        byte[] all = queries();
        for (int from = 0; from < all.length; from += pieceBytes) {
            stage.receive(Arrays.copyOfRange(all, from, Math.min(from + pieceBytes, all.length)));
        }
        stage.hangUp();
        return stage.text().replace("S> ", "").replace("\n", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 30})
    void severalQueriesAreAnsweredWhereverTheyAreCut(int pieceBytes) {
        assertThat(saidIn(played(pieceBytes))).isEqualTo(saidIn(played(10_000)));
        assertThat(played(1)).contains("mx.one.example., type=A, transport=tcp");
    }

    /** Only what was said; a pause between pieces shows as lines. */
    private static List<String> saidIn(String text) {
        return Arrays.stream(text.split("J: ", -1)).map(String::strip).toList();
    }

    @Test
    void whoSaysNothingIsClosedAfterAWhile() {
        Stage stage = stage();
        stage.pass(Duration.ofSeconds(20));
        stage.receive(query("mx.one.example", Type.A));
        stage.pass(Duration.ofSeconds(20));
        assertThat(stage.text()).doesNotContain("closed");
        stage.receive(new byte[] {0});
        stage.pass(Duration.ofSeconds(10));
        assertThat(stage.text()).contains("closed");
    }

    @Test
    void whoAnnouncesMoreThanAQueryNeedsIsClosedAtOnce() {
        Stage stage = stage();
        stage.receive(new byte[] {0x10, 0x01});
        assertThat(stage.text()).contains("closed");
    }

    @Test
    void whatIsNoQueryGetsSilenceAndTheNextOneAnAnswer() {
        Stage stage = stage();
        stage.receive(framed(new byte[] {1, 2, 3}));
        stage.receive(framed(new byte[0]));
        assertThat(stage.text()).contains("dns_no_query").doesNotContain("S>");
        stage.receive(query("mx.one.example", Type.A));
        assertThat(stage.text()).contains("S>");
    }
}
