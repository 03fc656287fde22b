package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.honeyspam.content.SafeText;
import org.honeyspam.health.Status;
import org.honeyspam.jail.Hold;
import org.honeyspam.node.Control;
import org.honeyspam.node.ControlSocket;
import org.honeyspam.node.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code honeyspam status}: how the running node is. */
@Command(
        name = "status",
        description = {
            "How the running node is: ports and who talks there, limits, what works and what does not.",
            "It is asked through the socket `control` of its data folder, by its own user or root."
        },
        footer = {
            "",
            "Example: honeyspam status --config /etc/honeyspam/honeyspam.toml",
            "         honeyspam status --security"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it runs, and all is well",
            "1:it does not run, or something is not well or does not hold",
            "2:wrong command line, or no configuration"
        })
final class StatusCommand extends Verb implements Callable<Integer> {
    @Mixin private ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "Print all of it as JSON.")
    private boolean json;

    @Option(
            names = "--security",
            description = "What the node has given up, looked at and tried at this moment.")
    private boolean security;

    @Override
    public Integer call() {
        Path folder = config.dataFolder(err());
        if (folder == null) {
            return ExitCode.WRONG;
        }
        Status status;
        try {
            if (security) {
                return tell(Control.security(new DataFolder(folder)));
            }
            status = Control.status(new DataFolder(folder));
        } catch (ControlSocket.NobodyThere e) {
            return failed("no node runs on the data folder %s".formatted(folder));
        } catch (IOException e) {
            return failed(e);
        }
        if (json) {
            printJson(status);
        } else {
            print(status, Instant.now());
        }
        return status.isWell() ? ExitCode.OK : ExitCode.FAILED;
    }

    private int tell(List<Hold> holds) {
        if (json) {
            printJson(Map.of("security", holds));
        } else {
            for (Hold hold : holds) {
                String verdict = hold.holds() ? "holds" : "DOES NOT HOLD";
                String line = "%-14s %-13s %s".formatted(verdict, hold.name(), hold.note());
                say(SafeText.safe(line));
            }
        }
        return holds.stream().allMatch(Hold::holds) ? ExitCode.OK : ExitCode.FAILED;
    }

    private void print(Status status, Instant now) {
        Duration up = Duration.between(Instant.parse(status.started()), now);
        say("Node       %s, HoneySpam %s".formatted(status.node(), status.version()));
        say("Up         %s, since %s".formatted(text(up), status.started()));
        Status.Loaded loaded = status.configuration();
        say("Configured %s, as it was at %s".formatted(loaded.file(), loaded.time()));
        say("");
        var ports = new Columns("service", "persona", "host", "address", "port", "now");
        for (Status.Port port : status.ports()) {
            ports.row(
                    port.service(),
                    port.persona(),
                    port.host(),
                    port.address(),
                    Integer.toString(port.port()),
                    Long.toString(port.conversations()));
        }
        ports.print(out());
        say("");
        limits(status.limits());
        say("");
        print(status.sizes());
        say("");
        status.parts().forEach(this::print);
        loaded.mistakes().forEach(mistake -> say("  " + SafeText.safe(mistake)));
        List<String> unwell =
                status.parts().stream().filter(p -> !p.well()).map(Status.Part::name).toList();
        say(status.isWell() ? "All is well." : "Not well: " + String.join(", ", unwell) + ".");
    }

    private void limits(List<Status.Limit> all) {
        var limits = new Columns("limit", "now", "most", "reached", "turned away");
        for (Status.Limit limit : all) {
            limits.row(
                    limit.name(),
                    Long.toString(limit.now()),
                    Long.toString(limit.max()),
                    Long.toString(limit.reached()),
                    Long.toString(limit.turnedAway()));
        }
        limits.print(out());
    }

    private void print(Status.Sizes sizes) {
        var bytes = new Columns("journal", "mail", "views", "views behind", "disk free");
        bytes.row(
                Bytes.text(sizes.journalBytes()),
                Bytes.text(sizes.mailBytes()),
                Bytes.text(sizes.viewsBytes()),
                Bytes.text(sizes.viewsBehindBytes()),
                Bytes.text(sizes.diskFreeBytes()));
        bytes.print(out());
    }

    private void print(Status.Part part) {
        String note = part.note() == null ? "" : ": " + part.note();
        say(SafeText.safe((part.well() ? "well      " : "NOT WELL  ") + part.name() + note));
    }

    private void say(String line) {
        out().println(line);
    }

    static String text(Duration time) {
        return time.toDays() > 0
                ? "%d d %d h".formatted(time.toDays(), time.toHoursPart())
                : time.toHours() > 0
                        ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
                        : "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
