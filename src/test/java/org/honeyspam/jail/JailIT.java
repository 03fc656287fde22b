package org.honeyspam.jail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node has given up: tried from the inside, and looked at from the outside. */
final class JailIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOBODY = "nobody";

    /** Where anybody may write, and no node has anything to do. */
    private static final Path SHARED = Path.of("/dev/shm");

    private static final Set<String> CONNECTS = Set.of("connect", "connect_other", "connect_udp");

    private final Installation installation;
    private final Path folder;
    private Path outside = Path.of("");

    JailIT(@TempDir Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        installation = Installation.init(folder.resolve("node"));
    }

    @BeforeEach
    void makeAFolderOutside() throws IOException {
        outside = Files.createTempDirectory(SHARED, "honeyspam");
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(outside.resolve("secret"), "secret");
    }

    @AfterEach
    void removeIt() throws IOException {
        try (Stream<Path> files = Files.walk(outside)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Root by hand, who goes on as nobody; the files are nobody's. */
    private void startedByRoot() throws IOException, InterruptedException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can change its user");
        installation.set("security", "user", "\"nobody\"").set("security", "jail", "\"on\"");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Program.of(List.of("chown", "-R", NOBODY)).succeed(installation.folder().toString());
    }

    /** What a hostile node says of each of its tries. */
    private Map<String, String> tries(int... ports) throws IOException, InterruptedException {
        return tries(Prisoner.class, ports);
    }

    private Map<String, String> tries(Class<?> program, int... ports)
            throws IOException, InterruptedException {
        String classes =
                Path.of("target/test-classes").toAbsolutePath()
                        + ":"
                        + Path.of("target/honeyspam.jar").toAbsolutePath();
        String user = installation.setting("security", "user").replace("\"", "");
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        words.add("--enable-native-access=ALL-UNNAMED");
        words.add("--sun-misc-unsafe-memory-access=allow");
        words.addAll(List.of("-cp", classes, program.getName()));
        words.add(installation.configuration().toString());
        words.add(outside.toString());
        // What could be traced, for it is the same user's.
        List<String> sleep = new ArrayList<>();
        if (user.equals(NOBODY)) {
            sleep.addAll(List.of("setpriv", "--reuid=nobody", "--clear-groups", "--"));
        }
        sleep.addAll(List.of("sleep", "60"));
        Process other = new ProcessBuilder(sleep).start();
        try {
            words.add("" + other.pid());
            for (int port : ports) {
                words.add("" + port);
            }
            Program.Finished said = Program.of(words).succeed();
            var tries = new LinkedHashMap<String, String>();
            for (String line :
                    Files.readAllLines(installation.data().root().resolve(Prisoner.SAID))) {
                int equals = line.indexOf('=');
                tries.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
            }
            assertThat(tries.remove("works")).as(said.err()).isEqualTo("done");
            assertThat(tries).as(said.err()).hasSize(22);
            return tries;
        } finally {
            other.destroyForcibly();
        }
    }

    private Map<String, String> tries() throws IOException, InterruptedException {
        try (ServerSocket one = listener();
                ServerSocket two = listener()) {
            return tries(one.getLocalPort(), two.getLocalPort());
        }
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 9, InetAddress.ofLiteral("127.0.0.1"));
    }

    @Test
    void fromInsideNothingThatIsForbiddenSucceedsInAnyThread()
            throws IOException, InterruptedException {
        startedByRoot();
        Map<String, String> tries = tries();
        assertThat(tries.values()).allMatch(said -> said.startsWith("refused: "));
        assertThat(tries).containsEntry("ptrace", "refused: not permitted");
        assertThat(tries).containsEntry("exec_itself", "refused: not permitted");
        assertThat(tries).containsEntry("connect", "refused: Operation not permitted");
        try (Stream<Path> files = Files.list(outside)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void withoutLandlockAllButTheFilesAndPortsHolds() throws IOException, InterruptedException {
        startedByRoot();
        installation.set("security", "jail", "\"auto\"");
        Map<String, String> tries;
        try (ServerSocket one = listener();
                ServerSocket two = listener()) {
            tries = tries(WithoutLandlock.class, one.getLocalPort(), two.getLocalPort());
        }
        Set<String> ofFiles = Set.of("write", "folder", "read", "list");
        tries.forEach(
                (name, said) ->
                        assertThat(said)
                                .as(name)
                                .startsWith(
                                        ofFiles.contains(name.replace("early_", ""))
                                                ? "done: "
                                                : "refused: "));
    }

    @Test
    void withoutTheJailTheSameTriesSucceed() throws IOException, InterruptedException {
        installation.set("security", "jail", "\"off\"");
        assertThat(tries().values()).allMatch(said -> said.startsWith("done: "));
    }

    @Test
    void whoeverIsNotRootIsJailedAsWellAndSoIsRootWhoStays()
            throws IOException, InterruptedException {
        Map<String, String> tries = tries();
        assertThat(tries.values()).allMatch(said -> said.startsWith("refused: "));
    }

    @Test
    void withTheProbeReleaseTheWayToItsServerAloneRemains()
            throws IOException, InterruptedException {
        try (ServerSocket smartHost = listener();
                ServerSocket other = listener()) {
            String host = "127.0.0.1:" + smartHost.getLocalPort();
            installation.set("probe", "mode", "\"first\"");
            installation.set("probe", "smart_host", "\"" + host + "\"");
            Map<String, String> tries = tries(smartHost.getLocalPort(), other.getLocalPort());
            assertThat(tries).containsEntry("connect", "done: true");
            assertThat(tries).containsEntry("early_connect", "done: true");
            assertThat(tries).containsEntry("connect_other", "refused: Permission denied");
            assertThat(tries).containsEntry("early_connect_other", "refused: Permission denied");
            CONNECTS.forEach(
                    name -> {
                        tries.remove(name);
                        tries.remove("early_" + name);
                    });
            assertThat(tries.values()).allMatch(said -> said.startsWith("refused: "));
        }
    }

    @Test
    void aNodeThatRootStartedHasItsLowPortAndNothingElseOfRoots()
            throws IOException, InterruptedException {
        startedByRoot();
        int low = lowPort();
        Path file = installation.configuration();
        Files.writeString(file, Files.readString(file).replaceFirst("port = 0", "port = " + low));
        Program.of(List.of("chown", "root"))
                .succeed(Files.createDirectories(installation.data().root()).toString());
        try (RunningNode node = installation.start()) {
            assertThat(node.ports()).contains(low);
            assertThat(states(node.pid()).keySet())
                    .containsExactly(
                            "CapAmb 0",
                            "CapEff 0",
                            "CapInh 0",
                            "CapPrm 0",
                            "NoNewPrivs 1",
                            "Seccomp 2",
                            "Uid 65534 65534 65534 65534");
            assertThat(Files.getOwner(installation.data().journal()).getName()).isEqualTo(NOBODY);

            Program.Finished told = installation.command("status", "--security");
            assertThat(told.exitCode()).as(told.out()).isZero();
            assertThat(told.out().lines()).allMatch(line -> line.startsWith("holds "));
            Program.Finished json = installation.command("status", "--security", "--json");
            JsonNode holds = JSON.readTree(json.out()).path("security");
            assertThat(holds.findValuesAsText("name"))
                    .containsExactly(
                            "user",
                            "capabilities",
                            "no_new_privs",
                            "seccomp",
                            "exec",
                            "fork",
                            "ptrace",
                            "connect",
                            "files");
            assertThat(installation.command("reload").exitCode()).isZero();
            refusesToReachFurther();
            assertThat(node.log()).doesNotContain("WARN", "ERROR Node A reload");
            assertThat(node.terminate()).isZero();
        }
    }

    private void refusesToReachFurther() throws IOException, InterruptedException {
        installation.set("probe", "mode", "\"first\"");
        Program.Finished probe = installation.command("reload");
        assertThat(probe.exitCode()).isEqualTo(2);
        assertThat(probe.err())
                .contains("it needs to connect to port 25 for the probe release; the node gave")
                .contains("restart it");
        installation.set("probe", "mode", "\"off\"");
        installation.add("\n[[export]]\nformat = \"plain\"\nfile = \"/srv/black.txt\"\n");
        assertThat(installation.command("reload").err()).contains("it needs to write into /srv");
    }

    @Test
    void whatCannotHoldIsSaidAndIfItMustHoldTheNodeDoesNotStart()
            throws IOException, InterruptedException {
        installation.set("security", "jail", "\"off\"");
        try (RunningNode node = installation.start()) {
            Program.Finished told = installation.command("status", "--security");
            assertThat(told.exitCode()).isOne();
            assertThat(told.out()).contains("DOES NOT HOLD  exec ", "DOES NOT HOLD  files ");
            assertThat(states(node.pid()).keySet()).contains("Seccomp 0", "NoNewPrivs 0");
            assertThat(tracers(node.pid())).containsOnly("TracerPid:\t0"); // It only looked.
        }
        assumeTrue("root".equals(System.getProperty("user.name")), "what follows is root's");
        installation.set("security", "jail", "\"on\"");
        Program.Finished root = installation.command("run");
        assertThat(root.exitCode()).isOne();
        assertThat(root.err()).contains("not all of it holds: user: it runs as root");
        installation.set("security", "user", "\"no-such-user\"");
        Program.Finished unknown = installation.command("run");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("security.user: there is no user no-such-user");
        installation.set("security", "user", "\"nobody\"");
        assertThat(installation.command("run").err())
                .contains("cannot be read by nobody, who the node goes on as")
                .doesNotContain("\tat ");
    }

    /** What the kernel says of the threads of a process, and of how many of them. */
    private static Map<String, Integer> states(long pid) throws IOException {
        Pattern field = Pattern.compile("(Uid|NoNewPrivs|Seccomp|Cap(?:Inh|Prm|Eff|Amb)):\\s+(.*)");
        Map<String, Integer> states = new TreeMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                for (String line : Files.readAllLines(thread.resolve("status"))) {
                    var found = field.matcher(line);
                    if (found.matches()) {
                        String value = found.group(2).replace('\t', ' ').replaceAll("^0+$", "0");
                        states.merge(found.group(1) + " " + value, 1, Integer::sum);
                    }
                }
            }
        }
        return states;
    }

    /** A free one that only root may have. */
    private static int lowPort() {
        return IntStream.range(900, 1024)
                .filter(JailIT::isFree)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no low port is free"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Who traces each of its threads: nobody, or it would never be let go. */
    private static List<String> tracers(long pid) throws IOException {
        List<String> tracers = new ArrayList<>();
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/%d/task".formatted(pid)))) {
            for (Path task : tasks) {
                Files.readAllLines(task.resolve("status")).stream()
                        .filter(line -> line.startsWith("TracerPid:"))
                        .forEach(tracers::add);
            }
        }
        return tracers;
    }
}
