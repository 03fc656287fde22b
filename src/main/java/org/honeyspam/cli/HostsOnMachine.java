package org.honeyspam.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.honeyspam.config.Network;
import org.honeyspam.hosts.HostPlan;
import org.jspecify.annotations.Nullable;

/** Asks {@code ip} and {@code nft} what of a plan holds on this machine; changes nothing. */
final class HostsOnMachine {
    private static final int SECONDS_MAX = 30;
    private static final List<String> FURTHER = List.of("/usr/sbin", "/sbin");

    private final HostPlan plan;
    private final String load;
    private final Map<String, List<Network>> tables = new LinkedHashMap<>();

    /**
     * One thing of the plan.
     *
     * @param why it does not hold; null if it does
     * @param command that would make it hold
     */
    record Finding(String what, boolean holds, @Nullable String why, String command) {}

    /** What a program said. */
    private record Said(int exitCode, String out, String err) {}

    private HostsOnMachine(HostPlan plan, String load) {
        this.plan = plan;
        this.load = load;
    }

    /**
     * All things of a plan, in order.
     *
     * @param load the command that loads its rules
     */
    static List<Finding> findings(HostPlan plan, String load)
            throws IOException, InterruptedException {
        return new HostsOnMachine(plan, load).findings();
    }

    private List<Finding> findings() throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (HostPlan.Route route : plan.routes()) {
            findings.add(route(route));
        }
        for (String command : plan.lookUps()) {
            boolean holds = isLookedUp(command.contains(" -6 "));
            String why = holds ? null : "marked packets are not looked up in it";
            findings.add(new Finding("look-up of table " + HostPlan.TABLE, holds, why, command));
        }
        findings.add(rules());
        return findings;
    }

    private Finding route(HostPlan.Route route) throws IOException, InterruptedException {
        Network network = route.network();
        boolean four = network.prefix() instanceof Inet4Address;
        String key = (four ? "-4 " : "-6 ") + route.table();
        if (!tables.containsKey(key)) {
            tables.put(key, localRoutes(four ? "-4" : "-6", route.table()));
        }
        boolean holds =
                tables.getOrDefault(key, List.of()).stream()
                        .anyMatch(
                                known ->
                                        known.bits() <= network.bits()
                                                && known.contains(network.prefix()));
        String what = "local route for %s in table %s".formatted(network.text(), route.table());
        return new Finding(what, holds, holds ? null : "there is none", route.command());
    }

    private static List<Network> localRoutes(String family, String table)
            throws IOException, InterruptedException {
        Said said = run("", "ip", "-j", family, "route", "show", "table", table, "type", "local");
        List<Network> networks = new ArrayList<>();
        if (said.exitCode() != 0) { // A table that nobody filled yet is an error to it.
            return networks;
        }
        for (JsonNode route : new ObjectMapper().readTree(said.out())) {
            String to = route.path("dst").asText();
            String all = family.equals("-4") ? "0.0.0.0/0" : "::/0";
            Network network = Network.read(to.equals("default") ? all : to);
            if (network != null) {
                networks.add(network);
            }
        }
        return networks;
    }

    private static boolean isLookedUp(boolean six) throws IOException, InterruptedException {
        Said said = run("", "ip", "-j", six ? "-6" : "-4", "rule");
        if (said.exitCode() != 0) {
            throw new IOException("ip rule: " + said.err().strip());
        }
        String mark = "0x" + Integer.toHexString(HostPlan.TABLE);
        for (JsonNode rule : new ObjectMapper().readTree(said.out())) {
            boolean table = rule.path("table").asText().equals(Integer.toString(HostPlan.TABLE));
            if (table && rule.path("fwmark").asText().equals(mark)) {
                return true;
            }
        }
        return false;
    }

    private Finding rules() throws IOException, InterruptedException {
        String what = "nftables table " + HostPlan.RULES;
        Said said = run("", "nft", "-t", "list", "table", "inet", HostPlan.RULES);
        if (said.exitCode() == 0) {
            boolean same = said.out().contains('"' + plan.digest() + '"');
            String why = same ? null : "it is that of another configuration, key or version";
            return new Finding(what, same, why, load);
        }
        if (said.err().contains("Operation not permitted")) {
            return new Finding(what, false, "only root can see whether it is there", load);
        }
        Said taken = run(plan.rules(), "nft", "-c", "-f", "-");
        String why =
                taken.exitCode() == 0
                        ? "it is not loaded"
                        : "this machine would not take it: "
                                + taken.err().lines().findFirst().orElse("");
        return new Finding(what, false, why, load);
    }

    private static Said run(String input, String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(path(program)));
        words.addAll(List.of(arguments));
        Path said = Files.createTempFile("honeyspam", ".out");
        Path complained = Files.createTempFile("honeyspam", ".err");
        try {
            var builder = new ProcessBuilder(words);
            builder.redirectOutput(said.toFile()).redirectError(complained.toFile());
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(UTF_8));
            }
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " does not end");
            }
            return new Said(
                    process.exitValue(), Files.readString(said), Files.readString(complained));
        } finally {
            Files.delete(said);
            Files.delete(complained);
        }
    }

    /** Users who are not root often lack the folders of the machine's own tools. */
    private static String path(String program) throws IOException {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), FURTHER.stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new IOException("there is no program " + program));
    }
}
