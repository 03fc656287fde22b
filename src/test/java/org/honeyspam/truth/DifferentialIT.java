package org.honeyspam.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Configuration.Persona;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A persona answers as the real product does, but for differences that have a reason. */
@Timeout(300)
final class DifferentialIT {
    private static final Path RESOURCES = Judgement.RESOURCES;
    private static final Imitation.Face FACE = new Imitation.Face("mail.one.example", 65_536, 20);
    private static final Duration GREET_PAUSE = Duration.ofSeconds(1);
    private static final int EXCHANGES_MIN = 500;
    private static final int GENERATED_SESSIONS = 60;

    @TempDir private Path folder = Path.of("");

    /** Starts a real server in a folder of its own. */
    private interface Real {
        MailServer start(Path folder, Imitation.Face face) throws IOException, InterruptedException;
    }

    /** A product, and who plays it. */
    private record Product(Real real, Persona persona, Masks masks) {}

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void sendmailIsMetWordForWord() throws IOException, InterruptedException {
        var masks = new Masks("\\b[0-9A-Za-x]{8}\\d{6,7}\\b");
        var real = new Product(rooted("sendmail"), Persona.SENDMAIL, masks);
        var comparison =
                compare(real, FACE, scripts("sendmail"))
                        .and(compare(real, FACE.secured(), secure("sendmail")))
                        .and(compare(real, FACE.pausing(GREET_PAUSE), pausing("sendmail")));
        Judgement.pass("Sendmail 8.17.1.9", "sendmail", comparison, EXCHANGES_MIN, 99);
    }

    private static Real rooted(String product) {
        return (folder, face) -> RootedServer.start(product, folder, face);
    }

    private Comparison compare(Product product, Imitation.Face face, List<Script> scripts)
            throws IOException, InterruptedException {
        Path here = Files.createTempDirectory(folder, "servers");
        Path real = Files.createDirectory(here.resolve("real"));
        try (var theirs = product.real().start(real, face);
                var ours = Imitation.start(here.resolve("ours"), product.persona(), face)) {
            return new Duel(theirs, ours, product.masks()).fight(scripts);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Timeout(600) // It makes who errs wait, a second for every line.
    void postfixIsMetWordForWord() throws IOException, InterruptedException {
        var masks = new Masks("\\b[0-9A-F]{10,12}\\b");
        var real = new Product(RealPostfix::start, Persona.POSTFIX, masks);
        var comparison =
                compare(real, FACE, scripts("postfix"))
                        .and(compare(real, FACE.secured(), secure("postfix")));
        Judgement.pass("Postfix 3.7.11", "postfix", comparison, EXCHANGES_MIN, 99);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void eximIsMetWordForWord() throws IOException, InterruptedException {
        var masks = new Masks("\\b[0-9A-Za-z]{6}-[0-9A-Za-z]{6}-[0-9A-Za-z]{2}\\b");
        var real = new Product(rooted("exim"), Persona.EXIM, masks);
        var comparison =
                compare(real, FACE, scripts("exim"))
                        .and(compare(real, FACE.secured(), secure("exim")));
        Judgement.pass("Exim 4.96", "exim", comparison, EXCHANGES_MIN, 99);
    }

    /** Those for every product, those for this one, and those that chance wrote. */
    private static List<Script> scripts(String product) throws IOException {
        List<Script> all = new ArrayList<>(Script.in(RESOURCES));
        all.addAll(Script.in(RESOURCES.resolve(product)));
        for (int seed = 1; seed <= GENERATED_SESSIONS; seed++) {
            all.add(Generator.script(seed));
        }
        return all;
    }

    private static List<Script> secure(String product) throws IOException {
        List<Script> all = new ArrayList<>(Script.in(RESOURCES.resolve("secure")));
        all.addAll(Script.in(RESOURCES.resolve(product).resolve("secure")));
        return all;
    }

    private static List<Script> pausing(String product) throws IOException {
        return Script.in(RESOURCES.resolve(product).resolve("greet-pause"));
    }
}
