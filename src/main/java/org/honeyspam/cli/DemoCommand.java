package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.cli.demo.Play;
import org.honeyspam.cli.demo.Stagehand;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Trace;
import org.honeyspam.intel.Views;
import org.honeyspam.node.Blacklists;
import org.honeyspam.node.Confinement;
import org.honeyspam.node.DataFolder;
import org.honeyspam.node.Node;
import org.honeyspam.node.StartException;
import org.honeyspam.share.BlacklistCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code honeyspam demo}: a node with visitors, all on this machine. */
@Command(
        name = "demo",
        description =
                "Show a whole round on this machine: harvest, relay test, spam, trace, blacklist.",
        footer = {"", "Example: honeyspam demo --once"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "1:something did not work", "2:wrong command line"})
final class DemoCommand extends Verb implements Callable<Integer> {
    @Option(names = "--once", description = "End after the round instead of staying up.")
    private boolean once;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        Path folder = null;
        try {
            folder = Files.createTempDirectory("honeyspam-demo");
            return show(folder);
        } catch (IOException | SQLException | StartException e) {
            return failed("the demo did not work: " + e.getMessage());
        } finally {
            if (folder != null) {
                delete(folder);
            }
        }
    }

    private int show(Path folder)
            throws IOException, InterruptedException, SQLException, StartException {
        Path file = Stagehand.writeConfiguration(folder);
        KeyRing.create(folder.resolve("secret.key"));
        Configuration configuration = ConfigOption.read(file, err());
        if (configuration == null) {
            return ExitCode.FAILED;
        }
        Confinement confinement = Confinement.begin(configuration);
        try (Node node = Node.start(configuration, Clock.systemUTC(), Version.text())) {
            confinement.close(node, ports(node));
            var play = new Play(node.bound(), this::say);
            say(
                    "HoneySpam demo: one node, three decoy sites, everything on loopback. Data in "
                            + folder);
            node.bound()
                    .forEach(
                            b ->
                                    say(
                                            "  %-5s 127.0.0.1:%d  %s"
                                                    .formatted(
                                                            b.listener().service().label(),
                                                            b.address().getPort(),
                                                            b.listener().host())));
            Play.Result result = play.run();
            boolean traced = tell(node.data(), configuration, result);
            if (!traced) {
                return failed("the message could not be traced");
            }
            if (!once) {
                stayUp(node, folder, file, result);
            }
            return ExitCode.OK;
        }
    }

    /** Where the demo's visitors come, who are in this process. */
    private static Set<Integer> ports(Node node) {
        return node.bound().stream().map(b -> b.address().getPort()).collect(Collectors.toSet());
    }

    private boolean tell(DataFolder data, Configuration configuration, Play.Result result)
            throws IOException, SQLException {
        try (Views views = Views.open(data.views(configuration.views()), data.journal())) {
            ViewsAccess.catchUp(views, err());
            ViewsAccess.readMail(configuration, views, err());
            say("");
            say("honeyspam trace " + result.bait());
            Trace.Address address = views.traces().address(result.bait());
            if (address == null || address.mail().isEmpty()) {
                return false;
            }
            GraphText.tree(views.traces().graph(address)).forEach(this::say);
            say("");
            new TraceText(out()).print(address);
            say("");
            say("honeyspam trace " + result.relayedQueueId());
            List<Trace.Message> relayed = views.traces().message(result.relayedQueueId());
            relayed.forEach(new TraceText(out())::print);
            say("");
            say("honeyspam blacklist");
            Instant now = Instant.now();
            var listings = Blacklists.of(configuration, views, now).list(views, now);
            BlacklistCommand.print(new BlacklistCopy(now, listings, ""), out());
            out().flush();
            return !relayed.isEmpty() && !listings.isEmpty();
        }
    }

    private void stayUp(Node node, Path folder, Path file, Play.Result result)
            throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    node.close();
                                    delete(folder);
                                    Runtime.getRuntime().halt(ExitCode.OK);
                                }));
        say("");
        say("The node stays up: try it yourself, and end it with Ctrl-C.");
        say("  " + node.consoleUrl() + "   (the console: see it all in a browser)");
        Play.invitations(node.bound(), result).forEach(line -> say("  " + line));
        say("  ./honeyspam tail --config %s".formatted(file));
        say("  ./honeyspam trace 127.0.0.1 --config %s".formatted(file));
        Thread.currentThread().join();
    }

    private void say(String line) {
        out().println(line);
        out().flush();
    }

    private void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            err().println("honeyspam: %s was left behind".formatted(folder));
            err().flush();
        }
    }
}
