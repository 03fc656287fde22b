package org.honeyspam.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.dialogue.Dialogue;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Input without an end: what is held of it has one, and so has the time it takes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndlessInputTest {
    private static final int INPUT_BYTES = 16 << 20;
    private static final int PIECE_BYTES = 64 << 10;

    /** Far below the input, far above what a dialogue and the rest of the tests hold. */
    private static final long HELD_BYTES_MAX = 6 << 20;

    private static final String ENVELOPE =
            "EHLO a\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<trap@one.example>\r\nDATA\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\n";

    static Stream<Arguments> streams() {
        return Stream.of(Trade.values()).flatMap(trade -> beginnings(trade).stream());
    }

    private static List<Arguments> beginnings(Trade trade) {
        return switch (trade) {
            case RELAY, DESTINATION, POSTFIX, EXIM ->
                    List.of(
                            Arguments.of(trade, "", "x"),
                            Arguments.of(trade, "", "RSET\r\n"),
                            Arguments.of(trade, ENVELOPE, "x"),
                            Arguments.of(trade, ENVELOPE, "Subject: x\r\n"));
            case EXCHANGE ->
                    List.of(
                            Arguments.of(trade, "", "x"),
                            Arguments.of(trade, "", "RSET\r\n"),
                            Arguments.of(trade, ENVELOPE, "x"),
                            Arguments.of(trade, "BDAT 999999999999999999\r\n", "x"));
            case WEB, NGINX, IIS ->
                    List.of(
                            Arguments.of(trade, "", "x"),
                            Arguments.of(trade, "", "\r\n"),
                            Arguments.of(trade, POST, "X: y\r\n"),
                            Arguments.of(trade, POST + "X: y\r\n", " folded\r\n"),
                            Arguments.of(trade, POST + "Content-Length: 99999999\r\n\r\n", "x"),
                            Arguments.of(
                                    trade,
                                    POST + "Transfer-Encoding: chunked\r\n\r\n",
                                    "1\r\nx\r\n"),
                            Arguments.of(
                                    trade,
                                    POST + "Transfer-Encoding: chunked\r\n\r\n0\r\n",
                                    "T: v\r\n"));
            case PROXY, MOD_PROXY, ROUTER ->
                    List.of(
                            Arguments.of(trade, "", "x"),
                            Arguments.of(trade, "", "\r\n"),
                            Arguments.of(trade, "GET http://a/ HTTP/1.1\r\n", "X: y\r\n"));
            case DANTE, DANTE_WITH_PASSWORD, MICROSOCKS ->
                    List.of(
                            Arguments.of(trade, "", "x"),
                            Arguments.of(trade, "\4\1\0\31\300\0\2\11", "x"),
                            Arguments.of(trade, "\4\1\0\31\0\0\0\1\0", "x"),
                            Arguments.of(trade, "\5\377", "\1"),
                            Arguments.of(trade, "\5\1\0\5\1\0\3\377", "x"));
        };
    }

    @ParameterizedTest
    @MethodSource("streams")
    void whatIsHeldOfItIsBounded(Trade trade, String beginning, String again) {
        byte[] piece = again.repeat(PIECE_BYTES / again.length()).getBytes(ISO_8859_1);
        long before = heldBytes();
        Dialogue dialogue = trade.dialogue();
        var ear = new Deaf();
        dialogue.opened(trade.peer(), Instant.EPOCH, ear);
        dialogue.received(beginning.getBytes(ISO_8859_1), Instant.EPOCH, ear);
        for (int sent = 0; sent < INPUT_BYTES; sent += piece.length) {
            dialogue.received(piece.clone(), Instant.EPOCH, ear);
        }
        assertThat(heldBytes() - before).isLessThan(HELD_BYTES_MAX);
        assertThat(ear.keptBytesMost()).isLessThanOrEqualTo(Trade.MESSAGE_BYTES_MAX + PIECE_BYTES);
        dialogue.closed(Instant.EPOCH, ear);
    }

    private static long heldBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
