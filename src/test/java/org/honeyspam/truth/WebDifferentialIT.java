package org.honeyspam.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Configuration.Persona;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A web persona answers as the real product that has the same pages to show. */
@Timeout(300)
final class WebDifferentialIT {
    private static final Path SCRIPTS = Judgement.RESOURCES.resolve("web");
    private static final int EXCHANGES_MIN = 900;
    private static final int GENERATED_SESSIONS = 400;

    @TempDir private Path folder = Path.of("");

    /** Starts a real server in a folder of its own, with these documents. */
    private interface Real {
        Server start(Path folder, Path documents) throws IOException, InterruptedException;
    }

    @Test
    void apacheIsMetByteForByte() throws IOException, InterruptedException {
        Comparison comparison = compare(RealWeb::apache, Persona.APACHE, "apache");
        Judgement.pass("Apache 2.4.71", "apache", comparison, EXCHANGES_MIN, 99);
    }

    @Test
    void nginxIsMetByteForByte() throws IOException, InterruptedException {
        Comparison comparison = compare(RealWeb::nginx, Persona.NGINX, "nginx");
        Judgement.pass("nginx 1.22.1", "nginx", comparison, EXCHANGES_MIN, 99);
    }

    private Comparison compare(Real real, Persona persona, String product)
            throws IOException, InterruptedException {
        Path documents = Files.createDirectory(folder.resolve("documents"));
        try (var ours = WebImitation.start(folder.resolve("ours"), persona)) {
            DocumentRoot root = DocumentRoot.write(ours, documents);
            try (Server theirs =
                    real.start(Files.createDirectory(folder.resolve("real")), documents)) {
                var masks = Masks.ofWeb(theirs.address().getPort(), ours.address().getPort());
                return new Duel(theirs, ours, masks, HttpPlayer::play)
                        .fight(scripts(product, root));
            }
        }
    }

    /** Those for every product, those for this one, and those that chance wrote. */
    private static List<Script> scripts(String product, DocumentRoot root) throws IOException {
        List<Script> all = new ArrayList<>(Script.in(SCRIPTS, root::fill));
        all.addAll(Script.in(SCRIPTS.resolve(product), root::fill));
        for (int seed = 1; seed <= GENERATED_SESSIONS; seed++) {
            all.add(HttpGenerator.script(seed, root));
        }
        return all;
    }
}
