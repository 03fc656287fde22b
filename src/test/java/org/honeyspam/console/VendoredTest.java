package org.honeyspam.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages are made of: the files of others are theirs, and no page asks others for more. */
class VendoredTest {
    private static final Path CONSOLE = Path.of("src/main/resources/console");
    private static final Path TEMPLATES = Path.of("src/main/jte");

    /** What the policy of the pages would stop, and so would not work. */
    private static final Pattern FORBIDDEN =
            Pattern.compile(
                    "<script(?! src=\"/assets/)|\\sstyle=|\\son[a-z]+=|(src|href)=\"(https?:)?//");

    @Test
    void everyFileOfOthersIsWhatItIsSaidToBe() throws IOException, NoSuchAlgorithmException {
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(CONSOLE.resolve("VENDORED.txt"))) {
            if (!line.startsWith("#")) {
                String[] words = line.split(" ", 5);
                listed.put(words[0], words[3]);
            }
        }
        Map<String, String> there = new TreeMap<>();
        for (Path file : files(CONSOLE.resolve("vendor"))) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            there.put(String.valueOf(file.getFileName()), HexFormat.of().formatHex(hash));
        }
        assertThat(there).isNotEmpty().isEqualTo(listed);
    }

    @Test
    void noTemplateHasWhatThePolicyForbids() throws IOException {
        List<String> unsafe = new ArrayList<>();
        for (Path file : files(TEMPLATES)) {
            String text = Files.readString(file);
            assertThat(FORBIDDEN.matcher(text).find()).as(file.toString()).isFalse();
            Pattern.compile("\\$unsafe\\{[^}]*}")
                    .matcher(text)
                    .results()
                    .forEach(r -> unsafe.add(r.group()));
        }
        // Drawings of ours, which escape what peers wrote: DrawingsTest.
        assertThat(unsafe)
                .containsExactlyInAnyOrder("$unsafe{model.map()}", "$unsafe{model.svg()}");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
