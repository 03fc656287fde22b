package org.honeyspam.site;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tidy, which complains of all that is not HTML, finds nothing to complain of. */
final class MarkupIT {
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "it", "es");
    private static final int MAZE_PAGES = 12;

    @TempDir private Path folder = Path.of("");

    @Test
    void tidyHasNothingToSayOfAnyPage() throws IOException, InterruptedException {
        List<Configuration.Site> named = new ArrayList<>();
        for (SiteKind kind : SiteKind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            String language = LANGUAGES.get(named.size() % LANGUAGES.size());
            String host = "www." + name + ".example";
            named.add(
                    new Configuration.Site(
                            host, name + ".example", "A & B <" + name, name, language));
        }
        List<String> files = new ArrayList<>();
        for (Site site : TestSites.make(named, TestNode.WEB).all()) {
            List<String> paths = new ArrayList<>(site.mazePaths(MAZE_PAGES));
            paths.addAll(site.openPaths());
            for (String path : paths) {
                Peer peer = TestNode.peer("web", 80);
                Site.Page page =
                        requireNonNull(site.page(path, peer, "agent", Instant.EPOCH), path);
                if (page.type().startsWith("text/html")) {
                    Path file = folder.resolve(files.size() + ".html");
                    Files.write(file, page.body());
                    files.add(file.toString());
                }
            }
        }
        assertThat(files).hasSizeGreaterThan(named.size() * (MAZE_PAGES + 5));
        List<String> words = new ArrayList<>(List.of("-quiet", "-errors", "-utf8"));
        words.addAll(files);
        Program.Finished said = Program.ofDebian("tidy", "tidy").run(words.toArray(String[]::new));
        assertThat(said.err()).isEmpty();
        assertThat(said.exitCode()).isZero();
    }
}
