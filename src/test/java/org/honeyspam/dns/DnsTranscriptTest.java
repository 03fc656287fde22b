package org.honeyspam.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file in the folder {@code dns} is a talk with a name server, with all that is said. */
final class DnsTranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/dialogues/dns");

    @TestFactory
    Stream<DynamicTest> theServerSaysWhatIsWritten() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> found = files.sorted().toList();
            assertThat(found).hasSizeGreaterThan(5);
            return found.stream()
                    .map(file -> DynamicTest.dynamicTest(name(file), () -> check(file)));
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(".txt", "").replace('-', ' ');
    }

    private static void check(Path file) throws IOException {
        String text = Files.readString(file);
        boolean plain = text.contains("# Without ranges");
        int limit = text.contains("# Five answers a second") ? 5 : 1_000_000;
        String wild = text.contains("# With wildcards") ? "wildcards = true\n" : "";
        String second = text.contains("# Two name servers") ? TestZones.SECOND : "";
        String tables = TestZones.TABLES + second + (plain ? "" : TestZones.RANGES + wild);
        String played = new Script(TestZones.server(tables, limit)).play(text.lines().toList());
        if ("record".equals(System.getProperty("transcripts"))) {
            Files.writeString(file, played);
            return;
        }
        assertThat(played).isEqualTo(text);
    }
}
