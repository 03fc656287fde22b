package org.honeyspam.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.honeyspam.config.Caps;
import org.honeyspam.config.Configuration.ProbeMode;
import org.honeyspam.journal.JournalReader.Position;
import org.honeyspam.probe.Outcome.End;
import org.honeyspam.probe.Probe.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store keeps what was claimed, whoever asks and however often it is opened. */
final class ProbeStoreTest {
    private static final Suspicion SUSPICION = new Suspicion(1, List.of("first"), "form");

    @TempDir private Path folder;

    private ProbeStore open() throws IOException, SQLException {
        return ProbeStore.open(folder.resolve("probe.db"));
    }

    private static Probe add(ProbeStore store, int number, String source, State state)
            throws SQLException {
        return add(store, number, source, "b@box.example", state);
    }

    private static Probe add(
            ProbeStore store, int number, String source, String recipient, State state)
            throws SQLException {
        var message = TestProbes.message(number, source, recipient);
        store.add(message, TestProbes.box(recipient), SUSPICION, state);
        Probe added =
                store.list().stream()
                        .filter(probe -> probe.message().event().equals(message.event()))
                        .findFirst()
                        .orElseThrow();
        store.recorded(added);
        return find(store, added.id());
    }

    private static Probe find(ProbeStore store, long id) throws SQLException {
        Probe found = store.find(id);
        if (found == null) {
            throw new AssertionError("no probe " + id);
        }
        return found;
    }

    private static Probe claim(ProbeStore store, Probe probe) throws SQLException, IOException {
        return store.claim(probe, new Claims(TestProbes.settings()), TestProbes.NOW);
    }

    @Test
    void whatIsReadIsWhatWasAdded() throws IOException, SQLException {
        try (ProbeStore store = open()) {
            Probe added = add(store, 1, "192.0.2.7", State.HELD);
            assertThat(added.message())
                    .isEqualTo(TestProbes.message(1, "192.0.2.7", "b@box.example"));
            assertThat(added.signs()).containsExactly("first");
            assertThat(added.progress().claimed()).isNull();
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("probe.db"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aMessageIsAddedOnce() throws IOException, SQLException {
        try (ProbeStore store = open()) {
            add(store, 1, "192.0.2.7", State.RELEASED);
            add(store, 1, "192.0.2.7", State.RELEASED);
            assertThat(store.list()).hasSize(1);
        }
    }

    @Test
    void aClaimOutlivesARestartAndCountsForTheCaps() throws IOException, SQLException {
        long first;
        try (ProbeStore store = open()) {
            Probe claimed = claim(store, add(store, 1, "192.0.2.7", State.RELEASED));
            assertThat(claimed.progress().state()).isEqualTo(State.SENDING);
            first = claimed.id();
        }
        try (ProbeStore store = open()) {
            assertThat(store.sending()).extracting(Probe::id).containsExactly(first);
            Probe cut = claim(store, find(store, first));
            assertThat(cut.progress().attempts()).as("it is not claimed again").isEqualTo(1);
            Probe neighbour = claim(store, add(store, 2, "192.0.2.200", State.RELEASED));
            assertThat(neighbour.progress().reason()).isEqualTo("per_source");
            Probe other = claim(store, add(store, 3, "192.0.3.200", State.RELEASED));
            assertThat(other.progress().state()).isEqualTo(State.SENDING);
        }
    }

    @Test
    void capsCountDomainsHoursAndDays() throws IOException, SQLException {
        var caps = new Caps(1, 1, 2, 3, 4, List.of(), List.of());
        var claims = new Claims(TestProbes.settings(ProbeMode.FIRST, caps));
        List<String> fates = new ArrayList<>();
        try (ProbeStore store = open()) {
            String[] boxes = {
                "a@x.example", "b@x.example", "c@X.example", "d@y.example", "e@z.example"
            };
            for (int i = 0; i < boxes.length; i++) {
                Probe probe = add(store, i, "192.0.%d.1".formatted(i), boxes[i], State.RELEASED);
                fates.add(fate(store.claim(probe, claims, TestProbes.NOW)));
            }
            assertThat(fates)
                    .containsExactly("sending", "sending", "per_domain", "sending", "per_hour");
            var later = TestProbes.NOW.plus(Duration.ofHours(2));
            Probe fourth = add(store, 10, "192.0.10.1", "f@z.example", State.RELEASED);
            assertThat(fate(store.claim(fourth, claims, later))).isEqualTo("sending");
            Probe fifth = add(store, 11, "192.0.11.1", "g@z.example", State.RELEASED);
            assertThat(fate(store.claim(fifth, claims, later))).isEqualTo("per_day");
        }
    }

    private static String fate(Probe probe) {
        var progress = probe.progress();
        return progress.reason().isEmpty() ? progress.state().label() : progress.reason();
    }

    @Test
    void manyAtOnceClaimItOnce() throws Exception {
        try (ProbeStore store = open();
                var threads = Executors.newFixedThreadPool(8)) {
            Probe probe = add(store, 1, "192.0.2.7", State.RELEASED);
            List<Future<Boolean>> claims = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                claims.add(threads.submit(() -> claimedElsewhere(probe)));
            }
            assertThat(claims.stream().filter(ProbeStoreTest::isTrue)).hasSize(1);
        }
    }

    private boolean claimedElsewhere(Probe probe) throws IOException, SQLException {
        try (ProbeStore store = open()) { // As another process would.
            return claim(store, probe).progress().state() == State.SENDING;
        }
    }

    private static boolean isTrue(Future<Boolean> result) {
        try {
            return result.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theOperatorDecidesOverWhatWasNotSent() throws IOException, SQLException {
        try (ProbeStore store = open()) {
            Probe held = add(store, 1, "192.0.2.7", State.HELD);
            assertThat(store.release(held.id())).isTrue();
            assertThat(store.release(held.id())).as("twice").isFalse();
            assertThat(store.drop(held.id())).isTrue();
            assertThat(store.drop(held.id())).as("twice").isFalse();
            assertThat(store.release(held.id())).as("after all").isTrue();
            store.recorded(find(store, held.id()));
            Probe sent = claim(store, find(store, held.id()));
            assertThat(store.release(sent.id())).isFalse();
            assertThat(store.drop(sent.id())).as("it is on its way").isFalse();
            assertThat(store.release(99)).isFalse();
            assertThat(store.drop(99)).isFalse();
        }
    }

    @Test
    void aDecisionOfSomebodyElseIsNotOverwritten() throws IOException, SQLException {
        try (ProbeStore store = open()) {
            Probe read = add(store, 1, "192.0.2.7", State.RELEASED);
            assertThat(store.drop(read.id())).isTrue();
            assertThat(claim(store, read).progress().state()).isEqualTo(State.RELEASED);
            assertThat(find(store, read.id()).progress().state()).isEqualTo(State.DROPPED);
        }
    }

    @Test
    void onlyWhatTheJournalTellsOfIsDue() throws IOException, SQLException {
        try (ProbeStore store = open()) {
            Probe probe = add(store, 1, "192.0.2.7", State.HELD);
            store.release(probe.id());
            assertThat(store.due(TestProbes.NOW, 4)).isEmpty();
            assertThat(store.unrecorded()).hasSize(1);
            store.recorded(find(store, probe.id()));
            assertThat(store.due(TestProbes.NOW, 4)).hasSize(1);
            assertThat(store.due(TestProbes.NOW.minusSeconds(1), 4)).isEmpty();
            assertThat(store.unrecorded()).isEmpty();
        }
    }

    @Test
    void aSourceIsFirstOnce() throws IOException, SQLException {
        try (ProbeStore store = open()) {
            assertThat(store.first("192.0.2.0/24", TestProbes.NOW)).isTrue();
            assertThat(store.first("192.0.2.0/24", TestProbes.NOW)).isFalse();
            claim(store, add(store, 1, "192.0.3.7", State.RELEASED));
            assertThat(store.first("192.0.3.0/24", TestProbes.NOW)).as("sent once").isFalse();
        }
        try (ProbeStore store = open()) {
            assertThat(store.first("192.0.2.0/24", TestProbes.NOW)).isFalse();
            store.bookmark(new Position(3, 44));
        }
        try (ProbeStore store = open()) {
            assertThat(store.bookmark()).isEqualTo(new Position(3, 44));
        }
    }

    @Test
    void aBoxIsKnownWhenSomethingWentThere() throws IOException, SQLException {
        var box = TestProbes.box("B@box.example");
        try (ProbeStore store = open()) {
            Probe probe = add(store, 1, "192.0.2.7", State.RELEASED);
            assertThat(store.knowsBox(box)).isFalse();
            Probe sent = claim(store, probe);
            assertThat(store.knowsBox(box)).isTrue();
            assertThat(store.knowsBox(box, "form")).isTrue();
            assertThat(store.knowsBox(box, "other")).isFalse();
            var refused = new Outcome(End.REFUSED, "5.1.1", "550 no", "mx", "esmtp");
            var claims = new Claims(TestProbes.settings());
            store.save(sent, claims.after(sent, refused, TestProbes.NOW));
            assertThat(store.knowsBox(box)).as("there is no such box").isFalse();
        }
    }

    @Test
    void theOldIsForgottenButNotWhatWasClaimed() throws IOException, SQLException {
        try (ProbeStore store = open()) {
            claim(store, add(store, 1, "192.0.2.7", State.RELEASED));
            add(store, 2, "192.0.3.7", State.DROPPED);
            add(store, 3, "192.0.4.7", State.HELD);
            store.first("192.0.5.0/24", TestProbes.NOW);
            store.retire(TestProbes.NOW.plus(Duration.ofDays(29)));
            assertThat(store.list()).hasSize(3);
            store.retire(TestProbes.NOW.plus(Duration.ofDays(31)));
            assertThat(store.list()).hasSize(2);
            assertThat(store.first("192.0.5.0/24", TestProbes.NOW)).isFalse();
            store.retire(TestProbes.NOW.plus(Duration.ofDays(731)));
            assertThat(store.first("192.0.5.0/24", TestProbes.NOW)).isTrue();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isNotEmpty();
        }
    }

    /** Since the copy was made, the other may have sent any of them. */
    @Test
    void whoGoesOnFromACopySendsNothingThatWasStillToBeSent() throws IOException, SQLException {
        Path copy = folder.resolve("copy.db");
        try (ProbeStore store = open()) {
            add(store, 1, "192.0.2.1", State.HELD);
            add(store, 2, "192.0.2.2", State.RELEASED);
            add(store, 3, "192.0.2.3", State.DROPPED);
            claim(store, add(store, 9, "192.0.2.99", State.RELEASED));
            ProbeStore.copy(folder.resolve("probe.db"), copy);
        }
        try (ProbeStore restored = ProbeStore.open(copy)) {
            restored.doubtOpen();
            assertThat(restored.list())
                    .extracting(probe -> probe.progress().state())
                    .containsExactlyInAnyOrder(
                            State.UNSURE, State.UNSURE, State.UNSURE, State.DROPPED);
            for (Probe probe : restored.unrecorded()) {
                restored.recorded(probe);
            }
            assertThat(restored.due(TestProbes.NOW.plus(Duration.ofDays(2)), 10)).isEmpty();
        }
    }
}
