package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Event;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent.SessionClosed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault of ours: said once in the log, ends one session, and no other. */
class FaultTest {
    private Ports ports;
    private LogWatch log;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        ports = Ports.in(folder);
        log = LogWatch.on(Conversation.class);
    }

    @AfterEach
    void close() throws IOException {
        ports.close();
        log.close();
    }

    private void awaitFault(int sessions) throws Exception {
        Await.until("the end", () -> ports.recorded(SessionClosed.class).size() == sessions);
        assertThat(ports.recorded(SessionClosed.class))
                .extracting(SessionClosed::reason)
                .containsOnly("fault");
    }

    @Test
    void aDialogueThatThrowsIsLoggedOnceAndExcusesItself() throws Exception {
        InetSocketAddress server = ports.open(Talk::new);
        try (var other = Visitor.at(server);
                var visitor = Visitor.at(server)) {
            assertThat(other.line()).isEqualTo("hello on test");
            visitor.write("echo a\nkeep half a message\nthrow x\necho b\n");

            assertThat(visitor.rest()).isEqualTo("hello on test\na\nour trouble\n");
            awaitFault(1);
            assertThat(log.messages()).hasSize(1);
            assertThat(log.messages().getFirst()).matches("Session test-1-[12] failed");
            other.write("echo still served\n");
            assertThat(other.line()).isEqualTo("still served");
        }
    }

    @Test
    void aDialogueThatCannotEvenExcuseItselfIsClosed() throws Exception {
        InetSocketAddress server =
                ports.open(
                        () ->
                                new Talk() {
                                    @Override
                                    public void failed(Instant now, Sink sink) {
                                        throw new IllegalStateException("torn");
                                    }
                                });
        try (var visitor = Visitor.at(server)) {
            visitor.write("throw x\n");
            assertThat(visitor.rest()).isEqualTo("hello on test\n");
        }
        awaitFault(1);
        assertThat(log.messages()).hasSize(2);
    }

    @Test
    void aDialogueThatThrowsAtItsFirstWordIsClosed() throws Exception {
        InetSocketAddress server =
                ports.open(
                        () ->
                                new Talk() {
                                    @Override
                                    public void opened(Peer peer, Instant now, Sink sink) {
                                        throw new IllegalStateException("at once");
                                    }
                                });
        try (var visitor = Visitor.at(server)) {
            assertThat(visitor.rest()).isEqualTo("our trouble\n");
        }
        awaitFault(1);
    }

    @Test
    void aDialogueThatCannotBeMadeTakesNoPlace() throws Exception {
        var broken = new AtomicBoolean(true);
        InetSocketAddress server =
                ports.open(
                        () -> {
                            if (broken.get()) {
                                throw new IllegalStateException("no dialogue");
                            }
                            return new Talk();
                        });
        try (var doorLog = LogWatch.on(Door.class);
                var visitor = Visitor.at(server)) {
            assertThat(visitor.rest()).isEmpty();
            assertThat(doorLog.messages()).containsExactly("Session test-1-1 failed");
        }
        ports.awaitEmpty();
        broken.set(false);
        try (var visitor = Visitor.at(server)) {
            assertThat(visitor.line()).isEqualTo("hello on test");
        }
    }

    @Test
    void aConnectionThatNobodyKnowsHowToMeetIsResetAndOthersAreServed() throws Exception {
        var broken = new AtomicBoolean(true);
        var reception = new Reception("test", Talk::new);
        var receptions =
                new Receptions() {
                    @Override
                    public Reception at(InetAddress local) {
                        if (broken.get()) {
                            throw new IllegalStateException("no service");
                        }
                        return reception;
                    }

                    @Override
                    public String service() {
                        return "test";
                    }
                };
        var wanted = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        Port port = ports.listeners.open(wanted, receptions, new Binding(false, false, false));
        try (var doorLog = LogWatch.on(Turnstile.class)) {
            assertThatThrownBy(
                            () -> {
                                try (var visitor = Visitor.at(port.address())) {
                                    visitor.read();
                                }
                            })
                    .isInstanceOf(SocketException.class);
            assertThat(doorLog.messages()).hasSize(1);
        }
        assertThat(ports.listeners.notAccepted()).isZero();
        broken.set(false);
        try (var visitor = Visitor.at(port.address())) {
            assertThat(visitor.line()).isEqualTo("hello on test");
        }
    }

    @Test
    void whereNoConnectionCanBeAcceptedThePortRestsAndOnlyForWantOfFilesIsSomebodyShed() {
        var channel = new EmbeddedChannel(ports.turnstile());
        try (var doorLog = LogWatch.on(Turnstile.class)) {
            channel.pipeline().fireExceptionCaught(new IOException("accept: Connection reset"));
            assertThat(doorLog.messages()).hasSize(1);
        }
        assertThat(ports.listeners.notAccepted()).isZero();
        assertThat(ports.accepts()).isFalse();
        assertThat(channel.config().isAutoRead()).isFalse();

        channel.pipeline().fireExceptionCaught(new IOException("accept: Too many open files"));
        assertThat(ports.listeners.notAccepted()).isEqualTo(1);
    }

    @Test
    void aMessageWhoseEventCannotBeMadeIsAFaultAndNotAnEndlessWait() throws Exception {
        InetSocketAddress server = ports.open(FaultTest::withoutEvent);
        try (var visitor = Visitor.at(server)) {
            visitor.write("keep x\nstore\necho b\n");
            assertThat(visitor.rest()).isEqualTo("hello on test\nour trouble\n");
        }
        awaitFault(1);
        assertThat(log.messages()).containsExactly("Session test-1-1 failed");
    }

    @Test
    void aDialogueThatDoesNotComeBackIsNoticedByWhoWatchesTheNode() throws Exception {
        var begun = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        InetSocketAddress server =
                ports.open(
                        () ->
                                new Talk() {
                                    @Override
                                    public void opened(Peer peer, Instant now, Sink sink) {
                                        begun.countDown();
                                        Await.quietly(enough);
                                    }
                                });
        Duration patience = Duration.ofMillis(500);
        assertThat(ports.listeners.answer(Await.PATIENCE)).isTrue();
        try (var visitor = Visitor.at(server)) {
            Await.opened("the visitor", begun);
            assertThat(ports.listeners.answer(patience)).isFalse();
            enough.countDown();
            assertThat(ports.listeners.answer(Await.PATIENCE)).isTrue();
            assertThat(visitor).isNotNull();
        } finally {
            enough.countDown();
        }
    }

    private static Dialogue withoutEvent() {
        return new Talk() {
            @Override
            Event taken(Content content) {
                throw new IllegalStateException("no event");
            }
        };
    }
}
