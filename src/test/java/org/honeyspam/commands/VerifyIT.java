package org.honeyspam.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.honeyspam.process.SmtpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify}, of a node that runs, of one that does not, and of a backup. */
@Timeout(240)
final class VerifyIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void aJournalIsProvedWholeWhereverItLiesUntilSomebodyTouchesIt() throws Exception {
        Installation installation = Installation.init(folder.resolve("node"));
        String head;
        try (RunningNode node = installation.start()) {
            try (var talk = new SmtpClient(node.port(Service.RELAY), "127.0.0.9")) {
                for (int i = 0; i < 20; i++) {
                    talk.say("NOOP " + i);
                }
            }
            Program.Finished running = installation.command("verify");
            assertThat(running.exitCode()).as(running.err()).isZero();
            assertThat(running.out()).startsWith("Whole: ").contains("not linked yet");
            assertThat(node.terminate()).isZero();
        }
        Program.Finished stopped = installation.command("verify");
        assertThat(stopped.exitCode()).as(stopped.err()).isZero();
        assertThat(stopped.out()).startsWith("Whole: ").doesNotContain("not linked yet");
        head = installation.command("verify", "--head").out().strip();
        assertThat(stopped.out()).contains("Newest mark: " + head);
        assertThat(installation.command("verify", "--mark", head).exitCode()).isZero();
        Program.Finished noMark = installation.command("verify", "--mark", head.substring(1));
        assertThat(noMark.exitCode()).isEqualTo(2);
        assertThat(noMark.err()).contains("is no mark");
        JsonNode json = JSON.readTree(installation.command("verify", "--head", "--json").out());
        assertThat(json.path("head").asText()).isEqualTo(head);
        theBackupIsProvedAsWell(installation);
        anotherKeyIsToldFromAForgedChain(installation);
        whereThereIsNoJournalThatIsSaid();
        whatIsTouchedIsTold(installation, head);
    }

    private void theBackupIsProvedAsWell(Installation installation) throws Exception {
        Path archive = folder.resolve("backup.zip");
        Path restored = folder.resolve("restored");
        assertThat(installation.command("backup", archive.toString()).exitCode()).isZero();
        Program program = Installation.program();
        assertThat(program.run("restore", archive.toString(), restored.toString()).exitCode())
                .isZero();
        Program.Finished whole = program.run("verify", restored.toString());
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        assertThat(whole.out()).startsWith("Whole: ").doesNotContain("without the key");
    }

    private void whatIsTouchedIsTold(Installation installation, String head) throws Exception {
        Path segment = installation.data().journal().resolve("0000000001.jsonl");
        byte[] bytes = Files.readAllBytes(segment);
        String text = new String(bytes, UTF_8);
        Files.writeString(segment, text.replace("NOOP 7", "NOOP 8"));
        long line = text.lines().takeWhile(one -> !one.contains("NOOP 7")).count() + 1;
        Program.Finished changed = installation.command("verify");
        assertThat(changed.exitCode()).isOne();
        assertThat(changed.err())
                .contains(
                        "0000000001.jsonl, line " + line + ", byte ", "changed: a line is another");
        JsonNode json = JSON.readTree(installation.command("verify", "--json").out());
        assertThat(json.path("result").asText()).isEqualTo("not_whole");
        assertThat(json.path("damages")).hasSize(1);
        assertThat(json.path("damages").path(0).path("line").asLong()).isEqualTo(line);
        Files.write(segment, bytes);

        Path chain = installation.data().journal().resolve("0000000001.chain");
        List<String> links = Files.readAllLines(chain);
        Files.write(chain, links.subList(0, 1));
        Files.write(segment, new byte[0]);
        assertThat(installation.command("verify").exitCode()).isZero(); // The clean cut ...
        Program.Finished cut = installation.command("verify", "--mark", head);
        assertThat(cut.exitCode()).isOne(); // ... that only a mark kept elsewhere shows.
        assertThat(cut.err()).contains("the mark is not in it");

        Files.write(segment, bytes);
        Files.delete(chain);
        Program.Finished lost = installation.command("verify");
        assertThat(lost.exitCode()).as(lost.out()).isOne();
        assertThat(lost.err()).contains("0000000001.chain", "removed", "the node knew it");
        assertThat(lost.out()).as("of a right key").doesNotContain("the key is of");
        Files.delete(installation.data().root().resolve("watch")); // By which it did.
        Program.Finished older = installation.command("verify");
        assertThat(older.exitCode()).isEqualTo(3);
        assertThat(older.out()).startsWith("Not chained: ").contains("or the chain files were");
        Program.Finished noMark = installation.command("verify", "--head");
        assertThat(noMark.exitCode()).isEqualTo(2);
        assertThat(noMark.err()).contains("has no chain");
        try (RunningNode again = installation.start()) { // It begins a chain behind what there is.
            assertThat(again.terminate()).isZero();
        }
        Program.Finished partly = installation.command("verify");
        assertThat(partly.exitCode()).as(partly.out()).isEqualTo(3);
        assertThat(partly.out()).startsWith("Partly chained: ").contains("nothing is proved up to");
    }

    private void anotherKeyIsToldFromAForgedChain(Installation installation) throws Exception {
        Path other = folder.resolve("other.key");
        KeyRing.create(other);
        String journal = installation.data().journal().toString();
        Program program = Installation.program();
        Program.Finished wrong = program.run("verify", journal, "--key", other.toString());
        assertThat(wrong.exitCode()).isOne();
        assertThat(wrong.err()).hasLineCount(1).contains("either it is not the node's, or");
        assertThat(wrong.out()).contains("the key is of " + other);
        Program.Finished own = installation.command("verify", "--key", other.toString());
        assertThat(own.out())
                .as("also of the node's own journal")
                .contains("the key is of " + other);
        JsonNode json =
                JSON.readTree(
                        program.run("verify", journal, "--key", other.toString(), "--json").out());
        assertThat(json.path("key_known").asBoolean()).isTrue();
        assertThat(json.path("key_fits").asBoolean(true)).isFalse();
    }

    private void whereThereIsNoJournalThatIsSaid() throws Exception {
        for (String name : List.of("nowhere", ".")) {
            Path where = folder.resolve(name);
            Program.Finished nothing = Installation.program().run("verify", where.toString());
            assertThat(nothing.exitCode()).isEqualTo(2);
            assertThat(nothing.err())
                    .contains("no journal in " + where, "right would be")
                    .doesNotContain("no such file");
        }
    }
}
