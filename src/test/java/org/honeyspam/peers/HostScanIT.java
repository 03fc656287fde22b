package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.honeyspam.process.Installation;
import org.honeyspam.process.OwnNetwork;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A scanner's view of a network of virtual hosts, over a wire, with the routes and rules of the
 * printed plan: host for host it finds what the plan says.
 */
@Timeout(240)
final class HostScanIT {
    private static final Path SCRIPT = Path.of("src/test/resources/peers/hosts/networks");
    private static final Duration SCAN_PATIENCE = Duration.ofMinutes(2);
    private static final List<Integer> PORTS = List.of(25, 80, 1080, 3128);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TABLES =
            """

            [[hosts]]
            networks = ["10.78.0.0/24"]
            mix = ["30% relay sendmail|postfix|exim", "20% proxy squid|dante", "rest web apache|nginx|iis"]
            closed = "filter 25%"

            [[hosts]]
            networks = ["2001:db8:78::/64"]
            closed = "filter 25%"

            [[hosts]]
            networks = ["10.78.1.0/28"]
            bind = "transparent"

            [[host]]
            address = "10.78.0.25"
            name = "mail.corp.lindenhof.example"
            services = ["relay exchange", "web iis"]
            closed = "filter"

            [[listener]]
            service = "mx"
            addresses = ["192.0.2.2"]
            port = 25
            host = "mx.lindenhof.example"
            """;

    /** What nmap calls a product. */
    private static final Map<String, String> PRODUCTS =
            Map.of(
                    "sendmail", "Sendmail",
                    "postfix", "Postfix smtpd",
                    "exim", "Exim smtpd",
                    "exchange", "Microsoft Exchange smtpd",
                    "apache", "Apache httpd",
                    "nginx", "nginx",
                    "iis", "Microsoft IIS httpd",
                    "squid", "Squid http proxy",
                    "dante", "");

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static OwnNetwork network;

    @SuppressWarnings("NullAway.Init")
    private static RunningNode node;

    @SuppressWarnings("NullAway.Init")
    private static Installation installation;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Program.path("nmap", "nmap");
        Program.path("nft", "nftables");
        Program.path("curl", "curl");
        network = OwnNetwork.start(SCRIPT, folder);
        installation =
                Installation.init(folder.resolve("node"))
                        .set("limits", "connections_per_source_max", "2000")
                        .add(TABLES);
        Path plan = folder.resolve("plan");
        Program.Finished lacking = check();
        assertThat(lacking.exitCode()).isEqualTo(1);
        assertThat(lacking.out())
                .contains("lacks  local route for 10.78.0.0/24")
                .contains("plan --nft -c %s | nft -f -".formatted(installation.configuration()));
        Files.writeString(plan, succeed("hosts", "plan"));
        inNetwork(List.of("sh", plan.toString()));
        inNetwork(List.of("sh", plan.toString())); // Again, as after a change.
        assertThat(inNetwork(List.of("ip", "rule"))).containsOnlyOnce("lookup 18515");
        aProgramOfTheMachineKeepsItsPort();
        node = installation.startBy(network.entrance());
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (OwnNetwork ending = network;
                RunningNode running = node) {
            assertThat(running.terminate()).isZero();
            assertThat(running.log()).doesNotContain("Exception", "ERROR", "WARN");
            assertThat(ending.entrance()).isNotEmpty();
        }
    }

    /** While no node runs: beside one, nobody else can have such a port. */
    private static void aProgramOfTheMachineKeepsItsPort()
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(network.entrance());
        words.add(Program.path("python3", "python3").toString());
        words.addAll(List.of("-m", "http.server", "3128", "--bind", "192.0.2.2"));
        Process program =
                new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("program.log").toFile())
                        .start();
        try {
            String patience = "--retry 30 --retry-connrefused --retry-delay 1 --max-time 60";
            List<String> asking = new ArrayList<>(List.of("curl", "-s"));
            asking.addAll(List.of(patience.split(" ", -1)));
            asking.add("http://192.0.2.2:3128/");
            assertThat(bySomebody(asking.toArray(String[]::new))).contains("Directory listing");
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    private static String succeed(String... command) throws IOException, InterruptedException {
        Program.Finished finished = installation.command(command);
        assertThat(finished.exitCode()).as(finished.err()).isZero();
        return finished.out();
    }

    /** The check of the plan, as it is in the network. */
    private static Program.Finished check() throws IOException, InterruptedException {
        return Program.of(network.entrance())
                .within(SCAN_PATIENCE)
                .run(installation.words("hosts", "plan", "--check").toArray(String[]::new));
    }

    private static String inNetwork(List<String> command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(network.entrance());
        words.addAll(command);
        return Program.of(words).within(SCAN_PATIENCE).succeed().out();
    }

    private static String bySomebody(String... command) throws IOException, InterruptedException {
        String pid = Files.readString(folder.resolve("scanner")).strip();
        List<String> words =
                new ArrayList<>(
                        List.of(Program.path("nsenter", "util-linux").toString(), "-t", pid, "-n"));
        words.addAll(List.of(command));
        return Program.of(words).within(SCAN_PATIENCE).run().out();
    }

    /** What the plan says of hosts, by address. */
    private static Map<String, JsonNode> listed(String which)
            throws IOException, InterruptedException {
        Map<String, JsonNode> hosts = new LinkedHashMap<>();
        for (String line : succeed("hosts", "list", which, "--json").lines().toList()) {
            JsonNode host = JSON.readTree(line);
            hosts.put(host.get("address").asText(), host);
        }
        return hosts;
    }

    private static List<Element> elements(Element in, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList found = in.getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** What nmap found of each address and port: state, and of open ones product and host name. */
    private static Map<String, Map<Integer, String>> scanned(String... words) throws Exception {
        Path file = folder.resolve("scan.xml");
        List<String> command =
                new ArrayList<>(List.of("nmap", "-n", "-Pn", "-T5", "--max-retries=1"));
        command.addAll(List.of("-oX", file.toString()));
        command.addAll(List.of(words));
        bySomebody(command.toArray(String[]::new));
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Element root = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        Map<String, Map<Integer, String>> all = new LinkedHashMap<>();
        for (Element host : elements(root, "host")) {
            Map<Integer, String> ports = new TreeMap<>();
            for (Element port : elements(host, "port")) {
                Element state = elements(port, "state").getFirst();
                StringBuilder told = new StringBuilder(state.getAttribute("state"));
                for (Element service : elements(port, "service")) {
                    if (!service.getAttribute("product").isEmpty()) {
                        told.append(' ').append(service.getAttribute("product"));
                        told.append(' ').append(service.getAttribute("hostname"));
                    }
                }
                ports.put(
                        Integer.valueOf(port.getAttribute("portid")),
                        told.toString().replaceAll(" +", " ").strip());
            }
            all.put(elements(host, "address").getFirst().getAttribute("addr"), ports);
        }
        return all;
    }

    /** The same as the plan has it. */
    private static Map<Integer, String> expected(JsonNode host, boolean versions) {
        String other = host.get("closed").asText().equals("filter") ? "filtered" : "closed";
        Map<Integer, String> ports = new TreeMap<>();
        PORTS.forEach(port -> ports.put(port, other));
        for (JsonNode service : host.get("services")) {
            String product = PRODUCTS.getOrDefault(service.get("persona").asText(), "?");
            boolean mail = service.get("service").asText().equals("relay");
            // The first words of Exchange have it too.
            String name = mail ? host.get("name").asText() : "";
            String told =
                    versions
                            ? "open %s %s".formatted(product, name).replaceAll(" +", " ").strip()
                            : "open";
            ports.put(service.get("port").asInt(), told);
        }
        return ports;
    }

    @Test
    void nmapFindsHostForHostWhatThePlanSays() throws Exception {
        String ports = PORTS.toString().replaceAll("[\\[\\] ]", "");
        var found = scanned("-sS", "-sV", "--version-light", "-p", ports, "10.78.0.0/24");
        Map<String, JsonNode> hosts = listed("10.78.0.0/24");
        assertThat(hosts).hasSize(256);
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(hosts.keySet());
        hosts.forEach(
                (address, host) ->
                        assertThat(found.get(address)).as(address).isEqualTo(expected(host, true)));
        assertThat(found.values().stream().map(Object::toString))
                .anyMatch(told -> told.contains("filtered"))
                .anyMatch(told -> told.contains("closed"));
    }

    /** Networks that are too large for a list, and such as no route gives to the machine. */
    @ParameterizedTest
    @ValueSource(strings = {"2001:db8:78::/122", "2001:db8:78:0:1:2:3:40/123", "10.78.1.0/28"})
    void othersAreAsThePlanSaysToo(String which) throws Exception {
        Map<String, JsonNode> hosts = listed(which);
        assertThat(hosts).hasSizeGreaterThanOrEqualTo(16);
        String ports = PORTS.toString().replaceAll("[\\[\\] ]", "");
        String family = which.contains(":") ? "-6" : "-4";
        var found = scanned(family, "-sS", "-p", ports, which);
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(hosts.keySet());
        hosts.forEach(
                (address, host) ->
                        assertThat(found.get(address))
                                .as(address)
                                .isEqualTo(expected(host, false)));
    }

    @Test
    void theMachineHasAllOfThePlan() throws IOException, InterruptedException {
        Program.Finished check = check();
        assertThat(check.out()).doesNotContain("lacks").contains("ok     nftables table");
        assertThat(check.exitCode()).isZero();
    }

    /** Though one socket has each port of theirs at all addresses. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.2", "2001:db8:1::2"})
    void theirPortsAreClosedAtTheMachinesOwnAddresses(String own) throws Exception {
        String ports = PORTS.toString().replaceAll("[\\[\\] ]", "");
        String family = own.contains(":") ? "-6" : "-4";
        Map<Integer, String> expected = new TreeMap<>();
        PORTS.forEach(port -> expected.put(port, "closed"));
        if (own.equals("192.0.2.2")) {
            expected.put(25, "open"); // A listener's.
        }
        assertThat(scanned(family, "-sS", "-p", ports, own)).isEqualTo(Map.of(own, expected));
    }

    /** It comes from the address that it goes to, where no other port is open. */
    @Test
    void theMachineItselfReachesThemToo() throws IOException, InterruptedException {
        JsonNode host = listed("www").values().iterator().next();
        String page =
                inNetwork(
                        List.of(
                                "curl",
                                "-sS",
                                "--max-time",
                                "20",
                                "http://%s/".formatted(host.get("address").asText())));
        assertThat(page).contains("<title>");
    }

    /** As a site of its own, whose pages hold addresses at the domains of the installation. */
    @Test
    void aWebHostIsASiteOfItsOwn() throws IOException, InterruptedException {
        List<String> titles = new ArrayList<>();
        for (JsonNode host : listed("www").values().stream().limit(4).toList()) {
            String page =
                    bySomebody("curl", "-s", "http://%s/".formatted(host.get("address").asText()));
            titles.add(page.replaceFirst("(?s).*<title>(.*?)</title>.*", "$1"));
        }
        assertThat(titles).hasSize(4).doesNotHaveDuplicates().noneMatch(t -> t.contains("<"));
    }
}
