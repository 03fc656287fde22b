package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    private static final String TEN = "The zebra\nsleeps here. ".repeat(9) + "Caf\u00e9s are open!";

    @TempDir private Path folder = Path.of("");

    @Test
    void aFolderOfOnesOwnIsReadBesideTheBuiltInTexts() throws IOException {
        Files.writeString(folder.resolve("zoo.txt"), TEN, UTF_8);
        Files.writeString(folder.resolve("zoo.md"), "not a text of ours", UTF_8);
        int builtIn = Corpus.read(List.of()).subjects().size();
        Corpus corpus = Corpus.read(List.of(folder));
        assertThat(corpus.subjects()).hasSize(builtIn + 1);
        assertThat(corpus.subjects().getLast().sentences())
                .hasSize(10)
                .startsWith("The zebra sleeps here.")
                .endsWith("Caf\u00e9s are open!");
        assertThat(corpus.words()).contains("zebra");
    }

    @Test
    void theBuiltInTextsAreEnoughForManyPages() throws IOException {
        Corpus corpus = Corpus.read(List.of());
        assertThat(corpus.words()).hasSizeGreaterThan(500).doesNotHaveDuplicates();
        assertThat(corpus.subjects())
                .allSatisfy(subject -> assertThat(subject.sentences()).hasSizeGreaterThan(20));
    }

    @Test
    void whatCannotBeUsedIsNamed() throws IOException {
        assertThatThrownBy(() -> Corpus.read(List.of(folder.resolve("none"))))
                .hasMessageContaining("none cannot be read");
        assertThatThrownBy(() -> Corpus.read(List.of(folder)))
                .hasMessageContaining("holds 0 files");
        Path file = folder.resolve("a.txt");
        Files.writeString(file, "One. Two.", UTF_8);
        assertThatThrownBy(() -> Corpus.read(List.of(folder)))
                .hasMessageContaining("a.txt has 2 sentences, wanted are at least 10");
        Files.writeString(file, TEN, ISO_8859_1);
        assertThatThrownBy(() -> Corpus.read(List.of(folder)))
                .hasMessageContaining("a.txt is not UTF-8");
    }
}
