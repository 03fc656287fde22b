package org.honeyspam.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.honeyspam.node.DataFolder;

/**
 * A folder that {@code honeyspam init} wrote, with its listeners moved to free ports of loopback.
 * It outlives the nodes that are started on it, one after the other.
 */
public final class Installation {
    public static final List<String> DOMAINS = List.of("lindenhof.example", "harbour.example");
    private static final String JAR = "target/honeyspam.jar";
    private static final List<String> HEAP = List.of("-Xmx256m");
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private int starts;

    private Installation(Path folder) {
        this.folder = folder;
    }

    /** Runs {@code init} for the folder, which may not be there yet. */
    public static Installation init(Path folder) throws IOException, InterruptedException {
        List<String> words = java(HEAP);
        words.addAll(List.of("init", folder.toString()));
        DOMAINS.forEach(domain -> words.addAll(List.of("--domain", domain)));
        Program.of(words).within(COMMAND_PATIENCE).succeed();
        return new Installation(folder)
                .set("listener", "addresses", "[\"127.0.0.1\"]")
                .set("listener", "port", "0")
                .set("console", "listen", "\"\"") // Those have it that are about it.
                .set("mail", "disk_free_min", "\"1MiB\"")
                .set("proxy", "connect_delay", "\"1s\"")
                .set("smtp", "greet_pause", "\"0s\"")
                .set("security", "user", "\"root\"") // Their folders are whoever's runs the tests.
                .set("blacklist", "allow", "[]"); // Here all visitors come from loopback.
    }

    /** Sets a key, in each instance if the table is repeated, to a TOML literal. */
    public Installation set(String table, String key, String literal) throws IOException {
        List<String> lines = new ArrayList<>();
        String current = "";
        boolean found = false;
        for (String line : Files.readAllLines(configuration())) {
            if (line.startsWith("[")) {
                current = line.replaceAll("[\\[\\]]", "");
            }
            boolean wanted = current.equals(table) && line.startsWith(key + " = ");
            found |= wanted;
            lines.add(wanted ? key + " = " + literal : line);
        }
        if (!found) {
            throw new IllegalArgumentException("init wrote no %s.%s".formatted(table, key));
        }
        Files.write(configuration(), lines);
        return this;
    }

    /** The literal that a key has, in the first instance of its table. */
    public String setting(String table, String key) throws IOException {
        String current = "";
        for (String line : Files.readAllLines(configuration())) {
            if (line.startsWith("[")) {
                current = line.replaceAll("[\\[\\]]", "");
            }
            if (current.equals(table) && line.startsWith(key + " = ")) {
                return line.substring(key.length() + 3);
            }
        }
        throw new IllegalArgumentException("no %s.%s".formatted(table, key));
    }

    /** Adds tables, such as those of more listeners, behind what {@code init} wrote. */
    public Installation add(String tables) throws IOException {
        Files.writeString(configuration(), tables, StandardOpenOption.APPEND);
        return this;
    }

    public Path folder() {
        return folder;
    }

    public Path configuration() {
        return folder.resolve("honeyspam.toml");
    }

    public DataFolder data() {
        return new DataFolder(folder.resolve("data"));
    }

    /** Starts a node and waits until its ports are open. */
    public RunningNode start() throws IOException, InterruptedException {
        return start(HEAP);
    }

    /** Starts a node in a Java machine with these options. */
    public RunningNode start(List<String> javaOptions) throws IOException, InterruptedException {
        return start(startingWords(javaOptions), ++starts);
    }

    /** Starts a node by a command that has itself replaced by it, in another network perhaps. */
    public RunningNode startBy(List<String> entrance) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(entrance);
        words.addAll(startingWords());
        return start(words, ++starts);
    }

    /** Starts a node from a copy of the program, with its libraries beside it. */
    public RunningNode startFrom(Path jar) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(startingWords());
        words.set(words.indexOf("-jar") + 1, jar.toString());
        return start(words, ++starts);
    }

    private RunningNode start(List<String> words, int number)
            throws IOException, InterruptedException {
        return RunningNode.start(words, folder.resolve("run-" + number));
    }

    /** The command that starts a node, for those who start it themselves. */
    public List<String> startingWords() {
        return startingWords(HEAP);
    }

    private List<String> startingWords(List<String> javaOptions) {
        List<String> words = java(javaOptions);
        words.addAll(List.of("run", "--config", configuration().toString()));
        return words;
    }

    /** Runs another command on the folder, such as {@code trace}, whether or not a node runs. */
    public Program.Finished command(String... arguments) throws IOException, InterruptedException {
        return Program.of(words(arguments)).within(COMMAND_PATIENCE).run();
    }

    /** The words of such a command, for those who run it elsewhere. */
    public List<String> words(String... arguments) {
        List<String> words = java(HEAP);
        words.addAll(List.of(arguments));
        words.addAll(List.of("--config", configuration().toString()));
        return words;
    }

    /** The results of {@code trace --json}; none if nothing is known. */
    public List<JsonNode> trace(String what) throws IOException, InterruptedException {
        Program.Finished finished = command("trace", what, "--json");
        boolean unknown = finished.exitCode() == 1 && finished.err().contains("nothing is known");
        return unknown ? List.of() : lines(finished);
    }

    public JsonNode blacklist() throws IOException, InterruptedException {
        return lines(command("blacklist", "--json")).getFirst();
    }

    /** The whole journal so far, or what of it fits the filters, such as {@code ip=127.0.0.1}. */
    public List<JsonNode> journal(String... filters) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("tail", "--json", "--all", "--once"));
        for (String filter : filters) {
            words.addAll(List.of("--filter", filter));
        }
        return lines(command(words.toArray(String[]::new)));
    }

    private static List<JsonNode> lines(Program.Finished finished) throws IOException {
        if (finished.exitCode() != 0) {
            throw new AssertionError(
                    "exit code %d: %s".formatted(finished.exitCode(), finished.err()));
        }
        List<JsonNode> values = new ArrayList<>();
        for (String line : Pattern.compile("\n").splitAsStream(finished.out()).toList()) {
            values.add(JSON.readTree(line));
        }
        return values;
    }

    /** The program, with no command yet. */
    public static Program program() {
        return Program.of(java(HEAP)).within(COMMAND_PATIENCE);
    }

    /** The program as its launcher starts it, in the Java that runs the tests. */
    private static List<String> java(List<String> options) {
        Path jar = Path.of(JAR).toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new AssertionError("no %s: run this by ./mvnw verify".formatted(jar));
        }
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-XX:+UseSerialGC");
        words.add("-XX:+UseCompactObjectHeaders");
        words.add("-XX:TieredStopAtLevel=1"); // Most of these live for seconds.
        words.add("--sun-misc-unsafe-memory-access=allow");
        words.addAll(options);
        words.addAll(List.of("-jar", jar.toString()));
        return words;
    }
}
