package org.honeyspam.net;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.honeyspam.config.Pace;
import org.jspecify.annotations.Nullable;

/**
 * How slowly one conversation goes: what is to be sent waits here and leaves in pieces, each at a
 * time of its own. Nothing is regular: every wait is drawn.
 */
final class Pacing {
    /** A line that is slow, and not dripping, sends for as long at once. */
    private static final long PIECE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int PIECE_BYTES_MAX = 16 * 1024;

    /** What a sender may have under way on a new connection: RFC 6928, ten segments. */
    private static final int WINDOW_BYTES = 10 * 1_448;

    private static final int WINDOW_BYTES_MAX = 1 << 20;

    /** A lost segment is sent again after no less: RFC 6298 says a second, Linux does this. */
    private static final long RETRY_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int LOSSES_IN_A_ROW_MAX = 4;
    private static final double CHANCE_MAX = 8;

    private Lane lane;
    private final @Nullable Bandwidth allIn;
    private final @Nullable Bandwidth allOut;
    private final Regulars.Known source;
    private byte[] first = {};
    private int at;
    private @Nullable Deque<byte[]> rest;
    private int waitingBytes;
    private int windowBytes = WINDOW_BYTES;
    private int windowLeft = WINDOW_BYTES;
    private int pieceBytes;
    private long inputNanos;
    private boolean answering = true;

    Pacing(
            Lane lane,
            @Nullable Bandwidth allIn,
            @Nullable Bandwidth allOut,
            Regulars.Known source) {
        this.lane = lane;
        this.allIn = allIn;
        this.allOut = allOut;
        this.source = source;
    }

    /** Goes on as somewhere else. */
    void moveTo(Lane newLane) {
        lane = newLane;
    }

    Pace pace() {
        return lane.pace();
    }

    void add(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        if (waitingBytes == 0) {
            first = bytes;
            at = 0;
        } else {
            rest = rest == null ? new ArrayDeque<>(4) : rest;
            rest.add(bytes);
        }
        waitingBytes += bytes.length;
    }

    /** What was not sent yet. */
    int waitingBytes() {
        return waitingBytes;
    }

    /** The peer has said something: what is sent next is an answer. */
    void heard(int bytes) {
        answering = true;
        inputNanos = Math.max(through(lane.in(), bytes), through(allIn, bytes));
    }

    /** How long what was heard is still on its way, once. */
    long takeInputWait() {
        long wait = inputNanos;
        inputNanos = 0;
        return wait;
    }

    /** Settles the next piece, and after how many nanoseconds it is to go; nought: now. */
    long prepare() {
        if (pieceBytes > 0) {
            return 0; // It has waited.
        }
        double share = share();
        long wait = answering ? beforeAnswer(share) : betweenPieces(share);
        answering = false;
        boolean drips = !pace().dripPause().isZero() && share > 0;
        int most = drips ? drawnBytes(pace().dripBytes()) : PIECE_BYTES_MAX;
        most = within(lane.out(), within(allOut, most));
        if (!pace().roundTrip().isZero()) {
            if (windowLeft == 0) { // All that may be under way is; the next round trip tells more.
                wait += roundTrip();
                windowBytes = Math.min(2 * windowBytes, WINDOW_BYTES_MAX);
                windowLeft = windowBytes;
            }
            most = Math.min(most, windowLeft);
        }
        pieceBytes = Math.min(most, waitingBytes);
        windowLeft = Math.max(0, windowLeft - pieceBytes);
        return Math.max(wait, Math.max(booked(lane.out()), booked(allOut)));
    }

    /** The piece that was settled. */
    byte[] take() {
        int length = Math.min(pieceBytes, first.length - at);
        byte[] piece = Arrays.copyOfRange(first, at, at + length);
        at += length;
        pieceBytes -= length;
        waitingBytes -= length;
        if (at == first.length) {
            byte[] next = rest == null ? null : rest.poll();
            first = next == null ? new byte[0] : next;
            at = 0;
        }
        return piece;
    }

    /** Whether the piece that was settled is not all taken. */
    boolean isDue() {
        return pieceBytes > 0;
    }

    /** Forgets what was not sent. */
    void clear() {
        first = new byte[0];
        rest = null;
        at = waitingBytes = pieceBytes = 0;
    }

    private long beforeAnswer(double share) {
        source.answered();
        return drawn(pace().delay(), share) + roundTrip() + losses();
    }

    private long betweenPieces(double share) {
        return drawn(pace().dripPause(), share) + losses();
    }

    private double share() {
        return pace().quickAnswers() == 0 ? 1 : source.share(pace().quickAnswers());
    }

    private long roundTrip() {
        return drawn(pace().roundTrip(), 1);
    }

    /** As if it had been lost on the way, and what was sent in its place as well: rarely. */
    private long losses() {
        long wait = 0;
        long retry = Math.max(RETRY_NANOS_MIN, 2 * pace().roundTrip().toNanos());
        for (int i = 0; i < LOSSES_IN_A_ROW_MAX && isLost(); i++) {
            wait += retry;
            retry *= 2;
        }
        return wait;
    }

    private boolean isLost() {
        int lost = pace().lossPerMille();
        return lost > 0 && ThreadLocalRandom.current().nextInt(1_000) < lost;
    }

    /** A part of it is sure; the rest is chance, as waits in queues are: exponential, cut off. */
    private long drawn(Duration mean, double share) {
        if (mean.isZero() || share == 0) {
            return 0;
        }
        double chance = pace().jitterPercent() / 100.0;
        double exponential = -Math.log(1 - ThreadLocalRandom.current().nextDouble());
        double factor = 1 - chance + chance * Math.min(CHANCE_MAX, exponential);
        return (long) (mean.toNanos() * share * factor);
    }

    private static int drawnBytes(int mean) {
        return mean == 1 ? 1 : 1 + ThreadLocalRandom.current().nextInt(2 * mean - 1);
    }

    private static int within(@Nullable Bandwidth line, int bytes) {
        return line == null ? bytes : Math.min(bytes, line.bytesIn(PIECE_NANOS));
    }

    private static long through(@Nullable Bandwidth line, int bytes) {
        return line == null ? 0 : line.bookThrough(bytes);
    }

    private long booked(@Nullable Bandwidth line) {
        return line == null ? 0 : line.book(pieceBytes);
    }
}
