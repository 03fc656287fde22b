package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs by which spammers clean their lists take what was harvested for valid, and what was made
 * up at the same domains not. All of it runs in a network of its own, with its ports 25 and 53.
 */
final class VerifiersIT {
    private static final Path MODULES = Path.of(".ci/node/node_modules").toAbsolutePath();
    private static final List<String> ASKERS =
            List.of("deep-email-validator", "email-deep-validator");
    private static final String HARVESTED_BYTES = "60k";
    private static final int ADDRESSES_MIN = 8;

    @TempDir private Path folder = Path.of("");

    @Test
    void theVerifiersBelieveOurAddressesAndNoOthers() throws IOException, InterruptedException {
        assumeTrue(
                System.getProperty("user.name").equals("root"), "a network of its own needs root");
        for (String module : ASKERS) {
            assumeTrue(
                    Files.isDirectory(MODULES.resolve(module)),
                    module + " is missing; .ci/setup installs it");
        }
        for (String program : List.of("wget", "dnsmasq")) {
            Program.path(program, program.equals("wget") ? "wget" : "dnsmasq-base");
        }
        List<JsonNode> judgements = judge(install());
        Set<String> harvested = new HashSet<>(Files.readAllLines(folder.resolve("harvested")));
        int valid = 0;
        for (JsonNode judgement : judgements) {
            boolean ours = harvested.contains(judgement.path("address").asText());
            for (String asker : ASKERS) {
                assertThat(judgement.path(asker).asBoolean())
                        .as("%s of %s", asker, judgement)
                        .isEqualTo(ours);
            }
            assertThat(judgement.path("catch-all").asBoolean(true)).as("%s", judgement).isFalse();
            assertThat(judgement.path("mailbox").asBoolean()).as("%s", judgement).isEqualTo(ours);
            assertThat(judgement.path("mailchecker").asBoolean()).as("no throw-away").isTrue();
            valid += ours ? 1 : 0;
        }
        assertThat(valid).isGreaterThan(ADDRESSES_MIN);
        assertThat(judgements.size() - valid).isEqualTo(3 * Installation.DOMAINS.size());
    }

    /** The web server and the destination server on the ports where one looks for them. */
    private Installation install() throws IOException, InterruptedException {
        Installation installation = Installation.init(folder.resolve("node"));
        String service = "";
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(installation.configuration())) {
            service = line.startsWith("service = ") ? line : service;
            boolean web = service.contains("\"web\"");
            boolean port = line.equals("port = 0") && (web || service.contains("\"mx\""));
            lines.add(port ? "port = " + (web ? 80 : 25) : line);
        }
        Files.write(installation.configuration(), lines);
        return installation;
    }

    private List<JsonNode> judge(Installation installation)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("-n", "-m", "-p", "--fork", "--kill-child", "--mount-proc"));
        words.add(Path.of("src/test/resources/peers/verifiers/run").toAbsolutePath().toString());
        words.addAll(List.of(folder.toString(), MODULES.toString(), HARVESTED_BYTES));
        words.addAll(Installation.DOMAINS);
        words.add("--");
        words.addAll(installation.startingWords());
        Program.Finished finished =
                Program.ofDebian("unshare", "util-linux").succeed(words.toArray(String[]::new));
        List<JsonNode> judgements = new ArrayList<>();
        for (String line : finished.out().lines().toList()) {
            judgements.add(new ObjectMapper().readTree(line));
        }
        return judgements;
    }
}
