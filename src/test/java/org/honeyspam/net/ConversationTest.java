package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.journal.JournalEvent.OddInput;
import org.honeyspam.journal.JournalEvent.SessionClosed;
import org.honeyspam.journal.JournalEvent.SessionOpened;
import org.honeyspam.journal.Recorded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One peer, one dialogue: order, pieces, pauses, deadlines, the ends of a connection. */
class ConversationTest {
    private Ports ports;
    private InetSocketAddress server;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        ports = Ports.in(folder);
        server = ports.open(Talk::new);
    }

    @AfterEach
    void close() throws IOException {
        ports.close();
    }

    private String all(String said, boolean byteByByte) throws IOException {
        try (var visitor = Visitor.at(server)) {
            if (byteByByte) {
                visitor.writeByteByByte(said);
            } else {
                visitor.write(said);
            }
            return visitor.rest();
        }
    }

    @Test
    void theSizeOfThePiecesDoesNotMatter() throws Exception {
        String expected = Talk.ANSWER_TO_ALL_KINDS;

        assertThat(all(Talk.ALL_KINDS, false)).isEqualTo(expected);
        assertThat(all(Talk.ALL_KINDS, true)).isEqualTo(expected);
        Await.until("both are recorded", () -> ports.recorded(SessionClosed.class).size() == 2);
        SessionClosed closed = ports.recorded(SessionClosed.class).getFirst();
        assertThat(closed.reason()).isEqualTo("us");
        assertThat(closed.receivedBytes()).isEqualTo(Talk.ALL_KINDS.length());
        assertThat(closed.sentBytes()).isEqualTo(expected.length());
    }

    @Test
    void whatWasAskedIsAnsweredAfterThePeerEndedItsOutput() throws Exception {
        try (var visitor = Visitor.at(server)) {
            visitor.write(
                    "echo a\npause 200\nkeep x\nstore\nfirst f\necho b\nmuch 300000\necho c\n");
            visitor.endOutput();

            String heard = visitor.rest();

            assertThat(heard).startsWith("hello on test\na\nkept\nb\n\0").endsWith("\0c\n");
        }
        Await.until("its end", () -> ports.recorded(SessionClosed.class).size() == 1);
        assertThat(ports.recorded(SessionClosed.class).getFirst().reason()).isEqualTo("peer");
    }

    @Test
    void aPauseHoldsBackWhatFollowsAndKeepsTheOrder() throws Exception {
        try (var visitor = Visitor.at(server)) {
            visitor.write("echo a\npause 600\necho b\n");
            assertThat(visitor.line()).isEqualTo("hello on test");
            assertThat(visitor.line()).isEqualTo("a");
            long before = System.nanoTime();
            visitor.write("echo c\npause 1\n");
            visitor.write("echo d\n");

            assertThat(visitor.line()).isEqualTo("b");
            assertThat(System.nanoTime() - before).isGreaterThan(300_000_000L);
            assertThat(visitor.line()).isEqualTo("c");
            assertThat(visitor.line()).isEqualTo("d");
        }
        Await.until("its end", () -> ports.recorded(SessionClosed.class).size() == 1);
        SessionClosed closed = ports.recorded(SessionClosed.class).getFirst();
        assertThat(closed.heldMillis()).isBetween(601L, closed.durationMillis());
    }

    @Test
    void aHandOverCarriesTheRestBeforeWhatComesLater() throws Exception {
        try (var visitor = Visitor.at(server)) {
            visitor.write("over mx.example:25\necho a\necho");
            assertThat(visitor.line()).isEqualTo("hello on test");
            assertThat(visitor.line()).isEqualTo("hello on inner");
            assertThat(visitor.line()).isEqualTo("a");
            visitor.write(" b\nnote inside\nclose\n");
            assertThat(visitor.rest()).isEqualTo("b\n");
        }
        Await.until("its end", () -> ports.recorded(SessionClosed.class).size() == 1);
        Recorded note = ports.recorded().get(1);
        assertThat(note.event()).isEqualTo(new OddInput("note", "inside"));
        assertThat(note.service()).isEqualTo("inner");
        assertThat(note.session()).isEqualTo("test-1-1");
        assertThat(note.chain())
                .containsExactly("test " + server.toString().substring(1) + " mx.example:25");
    }

    @Test
    void theDeadlineFiresAndBytesAloneDoNotMoveIt() throws Exception {
        try (var visitor = Visitor.at(server)) {
            visitor.write("deadline 500\n");
            assertThat(visitor.line()).isEqualTo("hello on test");
            while (visitor.hearsNothingFor(java.time.Duration.ofMillis(50))) {
                visitor.write("x");
            }
            assertThat(visitor.rest()).isEqualTo("oo slow\n"); // The first byte was looked at.
        }
    }

    @Test
    void aNewDeadlineTakesThePlaceOfTheOldOne() throws Exception {
        try (var visitor = Visitor.at(server)) {
            visitor.write("deadline 60000\ndeadline 100\n");
            assertThat(visitor.rest()).isEqualTo("hello on test\ntoo slow\n");
        }
        try (var visitor = Visitor.at(server)) {
            visitor.write("deadline 300\ndeadline 60000\npause 600\necho still here\nclose\n");
            assertThat(visitor.rest()).isEqualTo("hello on test\nstill here\n");
        }
    }

    @Test
    void theSessionIsRecordedFromItsBeginningToItsEnd() throws Exception {
        int port;
        try (var visitor = Visitor.at(server)) {
            port = visitor.port();
            visitor.write("note n\n");
            assertThat(visitor.line()).isEqualTo("hello on test");
            Await.until("the note", () -> ports.recorded().size() == 2);
        }
        Await.until("its end", () -> ports.recorded().size() == 4);

        List<Recorded> all = ports.recorded();
        assertThat(all).extracting(Recorded::event).startsWith(new SessionOpened());
        assertThat(all.get(2).event()).isEqualTo(new OddInput("closed", ""));
        assertThat(((SessionClosed) all.get(3).event()).reason()).isEqualTo("peer");
        for (Recorded one : all) {
            assertThat(one.session()).isEqualTo("test-1-1");
            assertThat(one.sourceIp()).isEqualTo("127.0.0.1");
            assertThat(one.sourcePort()).isEqualTo(port);
            assertThat(one.destinationPort()).isEqualTo(server.getPort());
        }
    }
}
