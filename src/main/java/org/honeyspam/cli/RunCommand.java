package org.honeyspam.cli;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.health.Supervisor;
import org.honeyspam.node.Confinement;
import org.honeyspam.node.Heartbeat;
import org.honeyspam.node.Node;
import org.honeyspam.node.Reload;
import org.honeyspam.node.StartException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code honeyspam run}: the node, until it is told to stop. */
@Command(
        name = "run",
        description = {
            "Start all services; SIGTERM or SIGINT ends them in order.",
            "At SIGHUP the configuration is read again, as by `honeyspam reload`.",
            "Once its ports are open it gives up all rights that it does not need; if root started it,"
                    + " it goes on as the user `honeyspam` or that of security.user."
        },
        footer = {"", "Example: honeyspam run --config /etc/honeyspam/honeyspam.toml"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended in order",
            "1:could not start",
            "2:wrong command line or configuration"
        })
final class RunCommand extends Verb implements Callable<Integer> {
    @Mixin private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = config.read(err());
        if (configuration == null) {
            return ExitCode.WRONG;
        }
        Logging.configure(configuration.log());
        var running = new AtomicReference<@Nullable Node>();
        Hangup.meansTo(() -> reload(running.get()));
        Node node;
        try {
            node = start(configuration);
        } catch (StartException e) {
            int failed = failed(String.valueOf(e.getMessage()));
            return e.isOfConfiguration() ? ExitCode.WRONG : failed;
        }
        var supervisor = Supervisor.of(System.getenv());
        var stopped = new CountDownLatch(1);
        // Before it is said to be up: who was told may end it in the same moment.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stop(node, supervisor, stopped), "stop"));
        node.watchReloads(new Watcher(node, supervisor));
        running.set(node);
        say(node);
        supervisor.ready("%d ports open".formatted(node.bound().size()));
        Heartbeat.start(node, supervisor);
        DoctorRounds.start(node);
        stopped.await();
        return ExitCode.OK;
    }

    private Node start(Configuration configuration) throws StartException {
        Confinement confinement = Confinement.begin(configuration);
        if (!confinement.warning().isEmpty()) {
            err().println("honeyspam: " + confinement.warning());
        }
        Node node = Node.start(configuration, Clock.systemUTC(), Version.text());
        boolean done = false;
        try {
            confinement.close(node, Set.of());
            done = true;
            return node;
        } finally {
            if (!done) {
                node.close();
            }
        }
    }

    /** Which ports are open, where the console is, and that it is up. */
    private void say(Node node) {
        for (Node.Bound bound : node.bound()) {
            var at = new Endpoint(bound.address().getAddress(), bound.address().getPort());
            out().println(
                            "%-5s %-28s %s"
                                    .formatted(
                                            bound.listener().service().label(),
                                            at,
                                            bound.listener().host()));
        }
        String console = node.consoleUrl();
        if (console != null) {
            out().println("%-5s %s".formatted("console", console));
        }
        out().println(
                        "HoneySpam is up (%s), data in %s"
                                .formatted(node.transport(), node.data().root()));
        out().flush();
    }

    private static void reload(@Nullable Node node) {
        if (node != null) { // Else it reads the configuration at this moment.
            node.reload();
        }
    }

    /** The one place that learns of each reload, whoever asked for it. */
    private record Watcher(Node node, Supervisor supervisor) implements Reload.Watcher {
        @Override
        public void begins() {
            supervisor.reloading("Reloading");
        }

        @Override
        public void ended(Reload outcome, Configuration now) {
            if (outcome.taken()) {
                Logging.configure(now.log());
            }
            supervisor.ready("%d ports open".formatted(node.bound().size()));
        }
    }

    /** Ends the process with 0: a stop that was asked for is no failure. */
    private static void stop(Node node, Supervisor supervisor, CountDownLatch stopped) {
        supervisor.stopping();
        node.close();
        stopped.countDown();
        Runtime.getRuntime().halt(ExitCode.OK);
    }
}
