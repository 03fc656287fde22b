package org.honeyspam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.intel.Graph;
import org.honeyspam.intel.Graph.Edge;
import org.honeyspam.intel.Graph.Node;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphTextTest {
    private static final Graph GRAPH =
            new Graph(
                    "address:a@b",
                    List.of(
                            new Node("address:a@b", "address", "a@b"),
                            new Node("visit:v1", "visit", "v1 www.one.example"),
                            new Node("host:192.0.2.1", "host", "192.0.2.1"),
                            new Node("message:1", "message", "\u001b[2J\" -> \\n2; \\"),
                            new Node("campaign:c", "campaign", "c")),
                    List.of(
                            new Edge("visit:v1", "address:a@b", "took"),
                            new Edge("host:192.0.2.1", "visit:v1", "made"),
                            new Edge("message:1", "address:a@b", "is for"),
                            new Edge("message:1", "campaign:c", "is of")),
                    true);

    @TempDir private Path folder = Path.of("");

    @Test
    void theTreeStandsOnItsRoot() {
        assertThat(GraphText.tree(GRAPH))
                .containsExactly(
                        "address a@b",
                        "\u251c\u2500 visit v1 www.one.example",
                        "\u2502  \u2514\u2500 host 192.0.2.1",
                        "\u2514\u2500 message \\x1b[2J\" -> \\n2; \\",
                        "   \u2514\u2500 campaign c",
                        "(There is more than is shown here.)");
    }

    @Test
    void graphvizReadsItWhateverPeersSay() throws IOException, InterruptedException {
        Path file = folder.resolve("trace.dot");
        Files.write(file, GraphText.dot(GRAPH));
        Program.Finished drawn =
                Program.ofDebian("dot", "graphviz").run("-Tplain", file.toString());
        assertThat(drawn.exitCode()).isZero();
        assertThat(drawn.out().lines().filter(line -> line.startsWith("node "))).hasSize(5);
        assertThat(drawn.out().lines().filter(line -> line.startsWith("edge "))).hasSize(4);
    }
}
