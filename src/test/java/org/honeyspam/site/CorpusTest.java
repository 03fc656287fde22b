package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusTest {
    private static final String TEN = "The zebra\nsleeps here. ".repeat(9) + "Caf\u00e9s are open!";

    @TempDir private Path folder = Path.of("");

    @Test
    void aFolderOfOnesOwnIsReadByLanguage() throws IOException {
        Files.writeString(folder.resolve("zoo.txt"), TEN, UTF_8);
        Files.writeString(folder.resolve("zoo.de.txt"), TEN, UTF_8);
        Files.writeString(folder.resolve("zoo.xx.txt"), TEN, UTF_8);
        Files.writeString(folder.resolve("zoo.md"), "not a text of ours", UTF_8);
        Corpus corpus = Corpus.read(List.of(folder));
        assertThat(corpus.chains("en")).hasSize(2);
        assertThat(corpus.chains("de")).hasSize(1);
        assertThat(corpus.chains("fr")).isEmpty();
    }

    @Test
    void aChainSaysWhatFollowedInTheText() {
        var chain =
                new Chain(
                        List.of(
                                "The old zebra sleeps here.",
                                "One old zebra eats & drinks.",
                                "The old zebra eats <grass>."));
        Set<String> said = new TreeSet<>();
        for (long seed = 0; seed < 200; seed++) {
            var out = new Markup(64);
            chain.sentence(out, new SplittableRandom(seed));
            said.add(out.toString());
        }
        assertThat(said)
                .contains(
                        "The old zebra sleeps here.",
                        "The old zebra eats &amp; drinks.",
                        "One old zebra sleeps here.",
                        "One old zebra eats &lt;grass&gt;.")
                .allMatch(sentence -> sentence.matches("(The|One) old zebra (sleeps|eats) .*\\."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "it", "es"})
    void aLanguageHasAllThatPagesNeed(String code) throws IOException {
        Language language = Corpus.read(List.of()).language(code);
        assertThat(language.list("month")).hasSize(12);
        assertThat(language.list("weekday")).hasSize(7);
        assertThat(language.themes()).hasSize(5);
        assertThat(language.vocabulary().words())
                .hasSizeGreaterThan(150)
                .doesNotHaveDuplicates()
                .allMatch(word -> word.matches("[a-z]{4,14}"));
        for (String list : List.of("pattern", "remark", "who", "when", "where", "why", "state")) {
            assertThat(language.list(list)).hasSizeGreaterThan(8).doesNotHaveDuplicates();
        }
        String all =
                Files.readString(
                        Path.of("src/main/resources/org/honeyspam/site/languages")
                                .resolve(code + ".txt"));
        assertThat(all).as("stands in pages as it is").doesNotContain("<", "&", "\"");
        String english =
                Files.readString(Path.of("src/main/resources/org/honeyspam/site/languages/en.txt"));
        assertThat(keys(all)).isEqualTo(keys(english));
    }

    private static List<String> keys(String file) {
        return file.lines()
                .filter(line -> line.contains(" = "))
                .map(line -> line.replaceAll(" = .*", ""))
                .sorted()
                .toList();
    }

    @Test
    void whatCannotBeUsedIsNamed() throws IOException {
        assertThatThrownBy(() -> Corpus.read(List.of(folder.resolve("none"))))
                .hasMessageContaining("none cannot be read");
        assertThatThrownBy(() -> Corpus.read(List.of(folder)))
                .hasMessageContaining("holds 0 files");
        Path file = folder.resolve("a.txt");
        Files.writeString(file, "One is here. Two is there.", UTF_8);
        assertThatThrownBy(() -> Corpus.read(List.of(folder)))
                .hasMessageContaining("a.txt has 2 sentences, wanted are at least 10");
        Files.writeString(file, TEN, ISO_8859_1);
        assertThatThrownBy(() -> Corpus.read(List.of(folder)))
                .hasMessageContaining("a.txt is not UTF-8");
    }
}
