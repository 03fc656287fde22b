package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.site.TestSites;
import org.honeyspam.transcript.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each limit of HTTP/2, reached; and that a dialogue of HTTP/1 makes way for it. */
class Http2Test {
    private static final int WHOLE = H2Frame.END_STREAM | H2Frame.END_HEADERS;
    private static final String[] HOME = {
        ":method: GET", ":scheme: https", ":path: /", ":authority: www.one.example"
    };

    private final FrameText frames = new FrameText(dialogue());
    private final ByteArrayOutputStream input = new ByteArrayOutputStream();

    private static Dialogue dialogue() {
        return new WebServer(
                        TestNode.webFace(Persona.IIS), TestSites.make(), TestNode.WEB_OF_PRODUCT)
                .http2();
    }

    @BeforeEach
    void begin() {
        input.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    }

    private void frame(int type, int flags, int stream, byte[] payload) {
        input.writeBytes(new H2Frame(type, flags, stream, payload).bytes());
    }

    private void settings(int setting, int value) {
        frame(H2Frame.SETTINGS, 0, 0, H2Settings.of(setting, value));
    }

    private void request(int stream) {
        input.writeBytes(frames.headers(stream, WHOLE, HOME));
    }

    /** What is said to all that was put into the input. */
    private String said() {
        var stage = new Stage(dialogue(), TestNode.peer("web", 443), Instant.EPOCH);
        stage.open();
        stage.receive(input.toByteArray());
        return stage.text();
    }

    private void assertEndsWith(H2Error error) {
        assertThat(said()).contains("bad_frame, sample=" + error).endsWith("-- closed --\n");
    }

    @Test
    void framesThatLeadToNothingAreBounded() {
        settings(H2Settings.ENABLE_PUSH, 0);
        for (int i = 0; i < Http2Dialogue.IDLE_FRAMES_MAX - 1; i++) {
            frame(H2Frame.PING, 0, 0, new byte[8]);
        }
        assertThat(said()).doesNotContain("bad_frame");
        settings(H2Settings.ENABLE_PUSH, 0);
        assertEndsWith(H2Error.ENHANCE_YOUR_CALM);
    }

    @Test
    void requestsBetweenLetThemGoOn() {
        settings(H2Settings.ENABLE_PUSH, 0);
        for (int i = 0; i < 3 * Http2Dialogue.IDLE_FRAMES_MAX; i++) {
            if (i % 500 == 0) {
                request(2 * i + 1);
            }
            frame(H2Frame.PING, 0, 0, new byte[8]);
        }
        assertThat(said()).doesNotContain("bad_frame");
    }

    @Test
    void requestsThatAreGivenUpAreBounded() {
        settings(H2Settings.INITIAL_WINDOW_SIZE, 0);
        for (int i = 0; i < H2Streams.CANCELLED_MAX; i++) {
            request(2 * i + 1);
            input.writeBytes(H2Frame.ofNumber(H2Frame.RST_STREAM, 2 * i + 1, 8).bytes());
        }
        assertThat(said()).doesNotContain("bad_frame");
        request(2 * H2Streams.CANCELLED_MAX + 1);
        input.writeBytes(
                H2Frame.ofNumber(H2Frame.RST_STREAM, 2 * H2Streams.CANCELLED_MAX + 1, 8).bytes());
        assertEndsWith(H2Error.ENHANCE_YOUR_CALM);
    }

    @Test
    void whatIsNotTakenIsNotMadeWithoutEnd() {
        settings(H2Settings.INITIAL_WINDOW_SIZE, 0);
        for (int i = 0; i < H2Streams.OPEN_MAX; i++) {
            request(2 * i + 1);
        }
        long pages = said().lines().filter(line -> line.startsWith("J: PageServed")).count();
        assertThat(pages).isBetween(2L, 1L + H2Streams.UNSENT_BYTES_MAX / 1_000);
        input.writeBytes(H2Frame.ofNumber(H2Frame.WINDOW_UPDATE, 0, 1 << 30).bytes());
        settings(H2Settings.INITIAL_WINDOW_SIZE, 1 << 20);
        long all = said().lines().filter(line -> line.startsWith("J: PageServed")).count();
        assertThat(all).isEqualTo(H2Streams.OPEN_MAX);
    }

    @Test
    void requestsAtOnceAreBounded() {
        settings(H2Settings.INITIAL_WINDOW_SIZE, 0);
        for (int i = 0; i <= H2Streams.OPEN_MAX; i++) {
            request(2 * i + 1);
        }
        assertThat(said()).contains("\\x03\\x00\\x00\\x00\\x00\\xc9\\x00\\x00\\x00\\x07");
    }

    @Test
    void headsThatWaitAreBounded() {
        settings(H2Settings.INITIAL_WINDOW_SIZE, 0);
        String[] large = {HOME[0], HOME[1], HOME[2], HOME[3], "x: " + "y".repeat(10_000)};
        for (int i = 0; i < 40; i++) {
            input.writeBytes(frames.headers(2 * i + 1, WHOLE, large));
        }
        assertThat(said()).contains("\\x00\\x00\\x00\\x07");
    }

    @Test
    void continuationsAreBounded() {
        settings(H2Settings.ENABLE_PUSH, 0);
        input.writeBytes(frames.headers(1, H2Frame.END_STREAM, HOME));
        for (int i = 0; i <= Http2Dialogue.CONTINUATIONS_MAX; i++) {
            frame(H2Frame.CONTINUATION, 0, 1, new byte[0]);
        }
        assertEndsWith(H2Error.ENHANCE_YOUR_CALM);
    }

    @Test
    void aHeaderBlockIsBounded() {
        settings(H2Settings.ENABLE_PUSH, 0);
        frame(H2Frame.HEADERS, 0, 1, new byte[H2Frame.PAYLOAD_BYTES_MAX]);
        frame(H2Frame.CONTINUATION, 0, 1, new byte[H2Frame.PAYLOAD_BYTES_MAX]);
        assertThat(said()).doesNotContain("bad_frame");
        frame(H2Frame.CONTINUATION, 0, 1, new byte[1]);
        assertEndsWith(H2Error.ENHANCE_YOUR_CALM);
    }

    @Test
    void fieldsThatUnpackToTooMuchAreNotRead() {
        settings(H2Settings.ENABLE_PUSH, 0);
        String[] first = {HOME[0], HOME[1], HOME[2], HOME[3], "x: " + "y".repeat(3_000)};
        input.writeBytes(frames.headers(1, WHOLE, first));
        String[] again = new String[40];
        Arrays.fill(again, first[4]);
        byte[] bomb = frames.headers(3, WHOLE, again);
        assertThat(bomb).hasSizeLessThan(4_000);
        input.writeBytes(bomb);
        assertEndsWith(H2Error.COMPRESSION_ERROR);
    }

    @Test
    void aFrameIsBounded() {
        settings(H2Settings.ENABLE_PUSH, 0);
        frame(H2Frame.DATA, 0, 1, new byte[H2Frame.PAYLOAD_BYTES_MAX + 1]);
        assertEndsWith(H2Error.FRAME_SIZE_ERROR);
    }

    @Test
    void aBodyIsHeardToAnyLengthWithinItsWindows() {
        settings(H2Settings.ENABLE_PUSH, 0);
        input.writeBytes(
                frames.headers(
                        1,
                        H2Frame.END_HEADERS,
                        ":method: GET",
                        ":scheme: https",
                        ":path: /",
                        ":authority: www.one.example"));
        for (int i = 0; i < 20; i++) {
            frame(H2Frame.DATA, i == 19 ? 1 : 0, 1, new byte[H2Frame.PAYLOAD_BYTES_MAX]);
        }
        request(3);
        assertThat(said())
                .doesNotContain("bad_frame")
                .containsPattern("(?s)PageServed.*PageServed");
    }

    @Test
    void visitorsBehindAServerOfOursAreToldApart() {
        var server =
                new WebServer(
                        TestNode.webFace(Persona.IIS),
                        TestSites.make(),
                        TestNode.WEB_OF_PRODUCT,
                        Pace.quick(),
                        List.of(Network.of("192.0.2.0/24")));
        settings(H2Settings.ENABLE_PUSH, 0);
        for (int i = 1; i <= 5; i += 2) {
            String[] asked = Arrays.copyOf(HOME, HOME.length + 1);
            asked[HOME.length] = "x-forwarded-for: 203.0.113." + Math.min(i, 3);
            input.writeBytes(frames.headers(i, WHOLE, asked));
        }
        var stage = new Stage(server.http2(), TestNode.peer("web", 443), Instant.EPOCH);
        stage.open();
        stage.receive(input.toByteArray());
        assertThat(stage.text().lines().filter(line -> line.contains("203.0.113.")))
                .satisfiesExactly(
                        first -> assertThat(first).contains("203.0.113.1"),
                        next -> assertThat(next).contains("203.0.113.3"));
    }

    @Test
    void timeIsUpForOneWhoAsksNothing() {
        var stage = new Stage(dialogue(), TestNode.peer("web", 443), Instant.EPOCH);
        stage.open();
        stage.pass(Duration.ofMinutes(2));
        assertThat(stage.text()).endsWith("-- closed --\n");
    }

    @Test
    void ourOwnTroubleIsSaid() {
        var said = new StringBuilder();
        var stage = new Stage(dialogue(), TestNode.peer("web", 443), Instant.EPOCH);
        stage.open();
        dialogue().failed(Instant.EPOCH, stage);
        said.append(stage.text());
        assertThat(said.toString())
                .contains("\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x02")
                .endsWith("-- closed --\n");
    }
}
