package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.honeyspam.content.SafeText;
import org.honeyspam.health.Status;
import org.honeyspam.intel.Summary;
import org.honeyspam.journal.Recorded;
import org.honeyspam.node.Control;
import org.honeyspam.node.ControlSocket;
import org.honeyspam.node.DataFolder;
import org.jline.terminal.Attributes;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code honeyspam top}: what goes on, live. */
@Command(
        name = "top",
        description = {
            "Conversations, events a second, busiest hosts, newest events, limits that are near."
                    + " q ends it.",
            "Where the output is no terminal, it is printed once."
        },
        footer = {"", "Example: honeyspam top --config /etc/honeyspam/honeyspam.toml"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended by q, or printed",
            "1:no node runs, or it does not answer",
            "2:wrong command line, or no configuration"
        })
final class TopCommand extends Verb implements Callable<Integer> {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int HOSTS_MAX = 8;
    private static final int EVENTS_MAX = 12;
    private static final int NEAR_PERCENT = 50;

    @Mixin private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() {
        Logging.quiet();
        Path folder = config.dataFolder(err());
        if (folder == null) {
            return ExitCode.WRONG;
        }
        var data = new DataFolder(folder);
        try {
            Control.status(data); // Before the screen is touched.
            try (Recent recent = Recent.of(data.journal())) {
                if (Terminal.isAttended()) {
                    live(data, recent);
                } else {
                    lines(data, recent).forEach(out()::println);
                }
            }
            return ExitCode.OK;
        } catch (ControlSocket.NobodyThere e) {
            return failed("no node runs on the data folder %s".formatted(folder));
        } catch (IOException e) {
            return failed(e);
        }
    }

    private static void live(DataFolder data, Recent recent) throws IOException {
        try (var terminal = TerminalBuilder.builder().system(true).build()) {
            Attributes before = terminal.enterRawMode();
            terminal.puts(Capability.enter_ca_mode);
            try {
                int key = 0;
                while (key != 'q' && key != 'Q' && key != -1) {
                    terminal.puts(Capability.clear_screen);
                    int width = Math.max(20, terminal.getColumns() - 1);
                    lines(data, recent).stream()
                            .limit(Math.max(5, terminal.getRows() - 1))
                            .map(line -> line.length() > width ? line.substring(0, width) : line)
                            .forEach(line -> terminal.writer().print(line + "\r\n"));
                    terminal.flush();
                    key = terminal.reader().read(EVERY.toMillis()); // -2: nothing was typed.
                }
            } finally {
                terminal.puts(Capability.exit_ca_mode);
                terminal.setAttributes(before);
                terminal.flush();
            }
        }
    }

    /** The picture, safe for a terminal. */
    private static List<String> lines(DataFolder data, Recent recent) throws IOException {
        Status status = Control.status(data);
        recent.look();
        Instant now = Instant.now();
        List<String> lines = new ArrayList<>();
        long talks = status.ports().stream().mapToLong(Status.Port::conversations).sum();
        lines.add(
                "%s, up %s: %d conversations, %s"
                        .formatted(
                                status.node(),
                                StatusCommand.text(
                                        Duration.between(Instant.parse(status.started()), now)),
                                talks,
                                status.isWell() ? "all is well" : "NOT WELL, see status"));
        var rates = new StringBuilder("events/s ");
        recent.rates(now)
                .forEach(
                        (service, rate) ->
                                rates.append(
                                        String.format(Locale.ROOT, " %s %.1f", service, rate)));
        lines.add(rates.toString());
        for (Status.Limit limit : status.limits()) {
            if (limit.now() * 100.0 > (double) limit.max() * NEAR_PERCENT || limit.reached() > 0) {
                lines.add(
                        "limit     %s: %d of %d, reached %d times"
                                .formatted(
                                        limit.name(), limit.now(), limit.max(), limit.reached()));
            }
        }
        lines.add("");
        lines.add("Busiest hosts of the last minute");
        recent.busiest(now, HOSTS_MAX)
                .forEach(host -> lines.add("%8d  %s".formatted(host.getValue(), host.getKey())));
        lines.add("");
        lines.add("Newest events");
        recent.newest(EVENTS_MAX).forEach(event -> lines.add(line(event)));
        return lines.stream().map(SafeText::safe).toList();
    }

    private static String line(Recorded event) {
        return "%s %-5s %-15s %-15s %s"
                .formatted(
                        event.time().truncatedTo(ChronoUnit.SECONDS),
                        Filter.service(event),
                        event.sourceIp() == null ? event.node() : event.sourceIp(),
                        Summary.action(event.event()),
                        SafeText.peer(Summary.of(event.event())));
    }
}
