package org.honeyspam.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.transcript.Stage;

/** What a dialogue has to stand: input, waits, a disk that fills up, and a peer that hangs up. */
final class Ordeal {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int STEPS_MAX = 8;
    private static final int WAIT_SECONDS_MAX = 700;

    private final List<Step> steps = new ArrayList<>();
    private int inputBytes;

    private sealed interface Step {
        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        record Bytes(List<byte[]> pieces) implements Step {}

        record Wait(Duration time) implements Step {}

        record Room(boolean left) implements Step {}

        record HangUp() implements Step {}

        record EndInput() implements Step {}
    }

    Ordeal(Noise noise) {
        SplittableRandom dice = noise.dice();
        for (int i = dice.nextInt(1, STEPS_MAX + 1); i > 0; i--) {
            switch (dice.nextInt(10)) {
                case 0 ->
                        steps.add(
                                new Step.Wait(Duration.ofSeconds(dice.nextInt(WAIT_SECONDS_MAX))));
                case 1 -> steps.add(new Step.Room(dice.nextBoolean()));
                case 2 -> steps.add(i < 3 ? end(dice) : new Step.Wait(Duration.ZERO));
                default -> {
                    byte[] stretch = noise.stretch();
                    inputBytes += stretch.length;
                    steps.add(new Step.Bytes(noise.pieces(stretch)));
                }
            }
        }
    }

    private static Step end(SplittableRandom dice) {
        return dice.nextBoolean() ? new Step.HangUp() : new Step.EndInput();
    }

    int inputBytes() {
        return inputBytes;
    }

    /** All that happens, as a transcript; {@code cut}: with the input in its pieces. */
    String play(Dialogue dialogue, Peer peer, boolean cut) {
        var stage = new Stage(dialogue, peer, START);
        stage.open();
        for (Step step : steps) {
            switch (step) {
                case Step.Bytes bytes when cut -> {
                    for (int i = 0; i < bytes.pieces().size(); i++) {
                        stage.receive(bytes.pieces().get(i), i < bytes.pieces().size() - 1);
                    }
                }
                case Step.Bytes bytes -> stage.receive(joined(bytes.pieces()));
                case Step.Wait wait -> stage.pass(wait.time());
                case Step.Room room -> stage.room(room.left());
                case Step.HangUp end -> stage.hangUp();
                case Step.EndInput end -> stage.endInput();
            }
        }
        stage.hangUp();
        return stage.text();
    }

    private static byte[] joined(List<byte[]> pieces) {
        var all = new java.io.ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
