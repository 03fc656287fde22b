package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.site.TestSites;
import org.honeyspam.transcript.Stage;
import org.junit.jupiter.api.Test;

/** Frames of any kind in any order, spoilt: nothing throws, wherever they are cut. */
class Http2FuzzTest {
    private static final int CASES = 500;
    private static final int FRAMES_MAX = 30;
    private static final String[] VALUES = {
        "GET",
        "POST",
        "HEAD",
        "get",
        "",
        "/",
        "/robots.txt",
        "/nothing",
        "https",
        "a b",
        "5",
        "\u00ff"
    };
    private static final String[] NAMES = {
        ":method",
        ":path",
        ":scheme",
        ":authority",
        ":x",
        "content-length",
        "te",
        "Upper",
        "cookie",
        "connection",
        "range",
        "host"
    };

    private static Dialogue dialogue() {
        return new WebServer(
                        TestNode.webFace(Persona.IIS), TestSites.make(), TestNode.WEB_OF_PRODUCT)
                .http2();
    }

    @Test
    void nothingThrowsAndTheSizeOfThePiecesDoesNotMatter() {
        for (long seed = 0; seed < CASES; seed++) {
            byte[] input = input(new SplittableRandom(seed));
            String whole = play(seed, input, input.length);
            assertThat(play(seed, input, 1 + (int) (seed % 9)))
                    .as("seed %d", seed)
                    .isEqualTo(whole);
        }
    }

    private static String play(long seed, byte[] input, int piece) {
        var stage = new Stage(dialogue(), TestNode.peer("web", 443), Instant.EPOCH);
        try {
            stage.open();
            for (int at = 0; at < input.length; at += piece) {
                stage.receive(Arrays.copyOfRange(input, at, Math.min(at + piece, input.length)));
            }
            stage.hangUp();
        } catch (RuntimeException | StackOverflowError e) {
            return fail("threw, seed %d, pieces of %d".formatted(seed, piece), e);
        }
        return stage.text();
    }

    private static byte[] input(SplittableRandom dice) {
        var text = new FrameText(dialogue());
        var all = new ByteArrayOutputStream();
        all.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
        all.writeBytes(new H2Frame(H2Frame.SETTINGS, 0, 0, new byte[0]).bytes());
        int stream = 1;
        for (int i = dice.nextInt(1, FRAMES_MAX); i > 0; i--) {
            int flags = dice.nextInt(6) == 0 ? dice.nextInt(256) : dice.nextInt(2) | 4;
            boolean known = dice.nextInt(4) > 0;
            if (known) {
                all.writeBytes(text.headers(stream, flags, fields(dice)));
                stream += 2 * dice.nextInt(3);
            } else {
                byte[] payload =
                        new byte[dice.nextInt(3) == 0 ? dice.nextInt(40) : dice.nextInt(4) + 3];
                dice.nextBytes(payload);
                int type = dice.nextInt(12);
                int about = dice.nextInt(3) == 0 ? 0 : Math.max(1, stream - 2 * dice.nextInt(4));
                all.writeBytes(new H2Frame(type, flags, about, payload).bytes());
            }
        }
        byte[] bytes = all.toByteArray();
        if (dice.nextInt(3) == 0) {
            bytes[dice.nextInt(bytes.length)] = (byte) dice.nextInt(256);
        }
        return bytes;
    }

    private static String[] fields(SplittableRandom dice) {
        String[] right = {
            ":method: GET", ":scheme: https", ":path: /robots.txt", ":authority: www.one.example"
        };
        String[] fields = Arrays.copyOf(right, right.length + dice.nextInt(3));
        for (int i = right.length; i < fields.length; i++) {
            fields[i] = drawn(dice);
        }
        if (dice.nextInt(4) == 0) {
            fields[dice.nextInt(fields.length)] = drawn(dice);
        }
        return fields;
    }

    private static String drawn(SplittableRandom dice) {
        return NAMES[dice.nextInt(NAMES.length)] + ": " + VALUES[dice.nextInt(VALUES.length)];
    }
}
