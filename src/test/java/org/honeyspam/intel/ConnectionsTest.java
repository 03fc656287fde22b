package org.honeyspam.intel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.intel.Graph.Edge;
import org.honeyspam.intel.Graph.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From whatever is asked for the graph leads to all the rest. */
final class ConnectionsTest {
    private static final String HARVESTER = "192.0.2.7";
    private static final String SENDER = "203.0.113.9";
    private static final String BAIT = "a@one.example";

    @TempDir private Path temp = Path.of("");

    private Diary diary;
    private Letters letters;
    private Views views;
    private String campaign = "";

    @BeforeEach
    void tell() throws IOException, SQLException {
        diary = new Diary(temp.resolve("journal"));
        letters = new Letters(diary);
        Path file = temp.resolve("views.db");
        views = Views.open(new Store.SqliteFile(file), temp.resolve("journal"));
        diary.note(Diary.peer(HARVESTER, "web"), Diary.bait(BAIT));
        diary.note(Diary.peer(SENDER, "proxy"), Diary.judged());
        letters.send(
                Diary.throughTheProxy(SENDER, "mx.far.example:25"),
                "x@y.example",
                Letters.mail("Pills", Letters.PILLS),
                Diary.toBait(BAIT, BAIT));
        letters.catchUp(views);
        var all = new CampaignBook.Choice(null, null, null, false, 1);
        campaign = views.campaigns().list(all).getFirst().id();
    }

    @AfterEach
    void close() throws IOException, SQLException {
        views.close();
        diary.close();
    }

    @Test
    void whateverIsAskedForLeadsToAllThatHangsTogether() throws SQLException {
        Traces traces = views.traces();
        for (Trace root :
                Stream.of(
                                traces.address(BAIT),
                                traces.visit("v1"),
                                traces.message("q1").getFirst(),
                                traces.host(SENDER))
                        .map(java.util.Objects::requireNonNull)
                        .toList()) {
            Graph graph = traces.graph(root);
            assertThat(graph.nodes())
                    .as(root.toString())
                    .extracting(Node::id)
                    .contains(
                            "visit:v1",
                            "address:" + BAIT,
                            "host:" + HARVESTER,
                            "host:" + SENDER,
                            "campaign:" + campaign);
            assertThat(graph.nodes()).extracting(Node::kind).contains("message", "hop");
            assertThat(graph.edges())
                    .contains(
                            new Edge("host:" + HARVESTER, "visit:v1", "made"),
                            new Edge("visit:v1", "address:" + BAIT, "took"));
            assertThat(graph.cut()).isFalse();
        }
    }

    @Test
    void aCampaignLeadsToItsSendersAndVisits() throws SQLException {
        Graph graph = views.traces().graph(requireNonNull(views.traces().campaign(campaign)));
        assertThat(graph.root()).isEqualTo("campaign:" + campaign);
        assertThat(graph.nodes())
                .extracting(Node::id)
                .contains("host:" + SENDER, "visit:v1", "host:" + HARVESTER);
    }

    @Test
    void aHostLeadsToWhatItTriedBefore() throws SQLException {
        Graph graph = views.traces().graph(requireNonNull(views.traces().host(SENDER)));
        assertThat(graph.edges()).extracting(Edge::what).contains("tried", "followed", "was for");
    }

    @Test
    void theTreeHasEachNodeOnceAndTheRootFirst() throws SQLException {
        Graph graph = views.traces().graph(requireNonNull(views.traces().host(SENDER)));
        List<Graph.Branch> tree = graph.tree();
        assertThat(tree)
                .filteredOn(branch -> !branch.again())
                .extracting(Graph.Branch::node)
                .containsExactlyInAnyOrderElementsOf(graph.nodes());
        assertThat(tree.getFirst().node().id()).isEqualTo(graph.root());
        assertThat(tree.getFirst().last()).isEmpty();
    }

    @Test
    void whatIsMetAgainIsSaidToStandAbove() {
        var graph =
                new Graph(
                        "visit:v",
                        List.of(
                                new Node("visit:v", "visit", "v"),
                                new Node("address:a", "address", "a"),
                                new Node("address:b", "address", "b"),
                                new Node("message:m", "message", "m")),
                        List.of(
                                new Edge("visit:v", "address:a", "took"),
                                new Edge("visit:v", "address:b", "took"),
                                new Edge("message:m", "address:a", "is for"),
                                new Edge("message:m", "address:b", "is for")),
                        false);
        assertThat(graph.tree())
                .extracting(branch -> branch.node().label() + branch.again())
                .containsExactly("vfalse", "afalse", "mfalse", "bfalse", "mtrue");
    }

    @Test
    void aBusyHostIsShownInPartAndThatIsSaid() throws IOException, SQLException {
        for (int i = 0; i < 30; i++) {
            String text = Letters.mail("Pills " + i, Letters.PILLS + " " + i);
            letters.send(Diary.peer(SENDER, "mx"), "x@y.example", text, Diary.toBait(BAIT, BAIT));
        }
        letters.catchUp(views);
        Graph graph = views.traces().graph(requireNonNull(views.traces().host(SENDER)));
        assertThat(graph.cut()).isTrue();
        assertThat(graph.nodes()).hasSizeLessThan(40);
    }
}
