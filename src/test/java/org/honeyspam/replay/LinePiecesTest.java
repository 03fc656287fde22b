package org.honeyspam.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinePiecesTest {
    /** A disk that gives as much as it likes. */
    private static InputStream stingy(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, 1 + random.nextInt(7)));
            }
        };
    }

    @ParameterizedTest(name = "seed={0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void thePiecesAreTheFileWhateverItsLinesAre(int seed) throws IOException {
        var random = new Random(seed);
        byte[] bytes = new byte[random.nextInt(5_000)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(12) == 0 ? '\n' : random.nextInt(256));
        }
        int most = 1 + random.nextInt(30);
        var pieces = new LinePieces(stingy(bytes, random), most);
        var text = new StringBuilder();
        for (var piece = pieces.next(); piece != null; piece = pieces.next()) {
            String said = piece.bytes();
            assertThat(said).hasSizeLessThanOrEqualTo(most).doesNotContain("\n");
            text.append(said).append(piece.ended() ? "\n" : "");
            assertThat(pieces.offset()).isEqualTo(text.length());
        }
        assertThat(text.toString()).isEqualTo(new String(bytes, ISO_8859_1));
    }
}
