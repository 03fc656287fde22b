package org.honeyspam.console.draw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.honeyspam.intel.Graph;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class DrawingsTest {
    private static final Graph GRAPH =
            new Graph(
                    "visit:v1",
                    List.of(
                            new Graph.Node("visit:v1", "visit", "v1 2026-01-01 www.one.example"),
                            new Graph.Node("address:a@b.example", "address", "a@b.example"),
                            new Graph.Node(
                                    "message:n-1-7", "message", "q1 2026 <b>&\"'\u0000\ud83d"),
                            new Graph.Node("host:192.0.2.7", "host", "192.0.2.7"),
                            new Graph.Node("hop:socks5 x", "hop", "socks5 x"),
                            new Graph.Node("campaign:abc", "campaign", "abc")),
                    List.of(
                            new Graph.Edge("visit:v1", "address:a@b.example", "took"),
                            new Graph.Edge("message:n-1-7", "address:a@b.example", "is for"),
                            new Graph.Edge("host:192.0.2.7", "message:n-1-7", "sent")),
                    false);

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
    }

    @Test
    void everyNodeIsALinkToItsPage() throws Exception {
        Document svg = parsed(GraphDrawing.of(GRAPH));
        var links = svg.getElementsByTagName("a");
        List<String> hrefs =
                java.util.stream.IntStream.range(0, links.getLength())
                        .mapToObj(i -> ((Element) links.item(i)).getAttribute("href"))
                        .toList();
        assertThat(hrefs)
                .containsExactly(
                        "/trace?q=v1",
                        "/trace?q=a%40b.example",
                        "/messages/n-1-7",
                        "/ips/192.0.2.7",
                        "/search?q=socks5%20x",
                        "/campaigns/abc");
        assertThat(svg.getElementsByTagName("b").getLength()).isZero();
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(3);
    }

    @Test
    void whoOnlyHarvestedStandsBeforeHisVisits() {
        List<Graph.Node> nodes = new ArrayList<>(GRAPH.nodes());
        nodes.add(new Graph.Node("host:192.0.2.20", "host", "192.0.2.20"));
        List<Graph.Edge> edges = new ArrayList<>(GRAPH.edges());
        edges.add(new Graph.Edge("host:192.0.2.20", "visit:v1", "made"));
        String svg = GraphDrawing.of(new Graph(GRAPH.root(), nodes, edges, false));
        assertThat(svg)
                .containsSubsequence(
                        ">Harvester</text>", ">Visit</text>", ">Message</text>", ">Sender</text>")
                .containsPattern(">192\\.0\\.2\\.20</title><rect x=\"10\"");
        assertThat(GraphDrawing.of(GRAPH)).doesNotContain("Harvester");
    }

    @Test
    void theSameGraphIsDrawnTheSame() {
        assertThat(GraphDrawing.of(GRAPH)).isEqualTo(GraphDrawing.of(GRAPH));
    }

    @Test
    void theWorldHasItsCountries() throws Exception {
        Document svg = parsed(WorldMap.whole().draw(Map.of("DE", 90L, "BR", 1L)));
        var paths = svg.getElementsByTagName("path");
        assertThat(paths.getLength()).isGreaterThan(170);
        int shaded = 0;
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            assertThat(path.getAttribute("d")).startsWith("M").endsWith("Z");
            shaded += path.getAttribute("class").equals("shade0") ? 0 : 1;
        }
        assertThat(shaded).isEqualTo(2);
        assertThat(svg.getDocumentElement().getTextContent()).contains("Germany: 90", "Brazil: 1");
    }
}
