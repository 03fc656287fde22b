package org.honeyspam.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.honeyspam.bait.Bait;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.bait.SerialSource;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.Journal;
import org.honeyspam.mail.MessageStore;
import org.honeyspam.replay.Gate;
import org.honeyspam.replay.Taker;
import org.jspecify.annotations.Nullable;

/**
 * The way of a replay to whoever writes the record: to the node through its control socket, or, if
 * none runs, to a record that is opened for it. One replay at a time.
 */
public final class ReplayLink implements Taker, AutoCloseable {
    private static final int TEXT_PIECE_BYTES = 1 << 20;
    private static final Duration ROOM_PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Opened parts;
    private final boolean ownToo;
    private final Desk desk;
    private final Gate.Home home;
    private final Function<String, @Nullable String> recognised;

    /** Who answers pieces. */
    private interface Desk {
        JsonNode answer(ObjectNode piece) throws IOException;
    }

    private ReplayLink(
            Configuration configuration, boolean ownToo, Desk desk, Gate.Home home, Opened parts)
            throws IOException {
        this.ownToo = ownToo;
        this.desk = desk;
        this.home = home;
        this.parts = parts;
        this.recognised = recognised(configuration);
    }

    /**
     * Finds the node, or opens its record.
     *
     * @param ownToo whether events that are said to be of this node are taken
     * @throws IOException if neither can be had, or another replay is under way
     */
    public static ReplayLink open(Configuration configuration, boolean ownToo) throws IOException {
        var data = new DataFolder(configuration.node().dataFolder());
        var parts = new Opened();
        boolean done = false;
        try {
            parts.add(lock(data));
            Gate.Home home = running(data);
            Desk desk = piece -> Control.replay(data, piece);
            if (home == null) {
                ReplayDesk opened = desk(configuration, data, parts);
                home = opened.home();
                desk = piece -> JSON.valueToTree(opened.answer(piece));
            }
            var link = new ReplayLink(configuration, ownToo, desk, home, parts);
            done = true;
            return link;
        } finally {
            if (!done) {
                parts.close();
            }
        }
    }

    /** What would be taken, by a node that runs or would be started now; nothing is opened. */
    public static Gate gate(Configuration configuration, boolean ownToo, Instant now)
            throws IOException {
        Gate.Home home = running(new DataFolder(configuration.node().dataFolder()));
        String name = configuration.node().name();
        return new Gate(
                home == null ? new Gate.Home(name, now.getEpochSecond()) : home,
                ownToo,
                recognised(configuration));
    }

    /** The node that runs; null if none does. */
    private static Gate.@Nullable Home running(DataFolder data) throws IOException {
        try {
            JsonNode said = Control.replay(data, JSON.createObjectNode());
            return ReplayDesk.home(said.path(ReplayDesk.HOME).asText());
        } catch (ControlSocket.NobodyThere e) {
            return null;
        }
    }

    /** Keeps other replays out: of two, neither would know what the other takes. */
    private static FileChannel lock(DataFolder data) throws IOException {
        Files.createDirectories(data.root());
        FileChannel channel =
                FileChannel.open(
                        data.replayLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock taken = null;
        try {
            taken = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // In this very process: the answer is the same.
        }
        if (taken == null) {
            channel.close();
            throw new IOException("another replay into %s is under way".formatted(data.root()));
        }
        return channel;
    }

    private static ReplayDesk desk(Configuration configuration, DataFolder data, Opened parts)
            throws IOException {
        Clock clock = Clock.systemUTC();
        String name = configuration.node().name();
        long boot = clock.instant().getEpochSecond();
        long memory = configuration.limits().messageMemoryBytesMax();
        Journal journal =
                parts.add(
                        Journal.open(
                                data.journal(),
                                name,
                                boot,
                                configuration.journal(),
                                Keys.chain(configuration)));
        MessageStore mail = parts.add(MessageStore.open(data.mail(), configuration.mail(), memory));
        return new ReplayDesk(journal, mail, recognised(configuration), clock);
    }

    /** Knows the addresses that this node made, under any of its keys. */
    private static Function<String, @Nullable String> recognised(Configuration configuration)
            throws IOException {
        var data = new DataFolder(configuration.node().dataFolder());
        List<String> sites = configuration.sites().stream().map(Configuration.Site::host).toList();
        KeyRing keys = KeyRing.read(configuration.node().keyFile());
        try (SerialSource serials = SerialSource.open(data.serials())) {
            var bait = new Bait(keys, configuration.bait(), sites, serials);
            return bait::recognise;
        }
    }

    /** What of a replay is taken. */
    public Gate gate() {
        return new Gate(home, ownToo, recognised);
    }

    @Override
    public void events(List<String> lines) throws IOException {
        take(ReplayDesk.EVENTS, lines);
    }

    @Override
    public void mail(List<String> lines) throws IOException {
        take(ReplayDesk.MAIL, lines);
    }

    private void take(String kind, List<String> lines) throws IOException {
        List<String> left = lines;
        long since = System.nanoTime();
        while (!left.isEmpty()) {
            ObjectNode piece = JSON.createObjectNode().put(ReplayDesk.OWN, ownToo);
            left.forEach(piece.putArray(kind)::add);
            int taken = taken(piece);
            left = left.subList(taken, left.size());
            since = taken > 0 ? System.nanoTime() : since;
            awaitRoom(left.isEmpty(), since);
        }
    }

    @Override
    public void text(byte[] text) throws IOException {
        long since = System.nanoTime();
        while (!isTaken(text)) {
            awaitRoom(false, since);
        }
    }

    private boolean isTaken(byte[] text) throws IOException {
        int at = 0;
        do {
            int end = Math.min(text.length, at + TEXT_PIECE_BYTES);
            ObjectNode piece =
                    JSON.createObjectNode()
                            .put(ReplayDesk.FIRST, at == 0)
                            .put(ReplayDesk.LAST, end == text.length)
                            .put(ReplayDesk.TEXT, Arrays.copyOfRange(text, at, end));
            if (taken(piece) == 0) {
                return false;
            }
            at = end;
        } while (at < text.length);
        return true;
    }

    private int taken(ObjectNode piece) throws IOException {
        JsonNode answer = desk.answer(piece);
        if (answer.has(ReplayDesk.REFUSED)) {
            throw new IOException(
                    "%s; what was taken before is on record, and the next replay goes on from there"
                            .formatted(answer.get(ReplayDesk.REFUSED).asText()));
        }
        return answer.path(ReplayDesk.TAKEN).asInt();
    }

    private static void awaitRoom(boolean all, long sinceNanos) throws IOException {
        if (all) {
            return;
        }
        if (System.nanoTime() - sinceNanos > ROOM_PATIENCE.toNanos()) {
            throw new IOException(
                    "there is no room for more: see `honeyspam status`; what was taken before is on"
                            + " record, and the next replay goes on from there");
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the replay was interrupted", e);
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
