package org.honeyspam.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.honeyspam.site.Site;
import org.junit.jupiter.api.Test;

/** {@code docs/events.md} names every kind of a page that goes on record, and no other. */
class PageKindsTest {
    @Test
    void theDocumentNamesThemAll() throws IOException {
        String row =
                Files.readString(Path.of("docs", "events.md"))
                        .lines()
                        .filter(line -> line.startsWith("| `honeyspam.page.kind` |"))
                        .findFirst()
                        .orElseThrow();
        String kinds = row.split("\\|", -1)[2].strip();
        assertThat(kinds.replaceAll("[`,]", "").split(" "))
                .containsExactlyInAnyOrder(
                        Stream.concat(
                                        Arrays.stream(Site.Kind.values()),
                                        Arrays.stream(Responder.Unshown.values()))
                                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .toArray(String[]::new));
    }
}
