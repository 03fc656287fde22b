package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.honeyspam.config.Configuration;
import org.honeyspam.content.SafeText;
import org.honeyspam.hosts.VirtualHosts;
import org.honeyspam.intel.Summary;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.JournalReader.Position;
import org.honeyspam.journal.Lines;
import org.honeyspam.journal.Recorded;
import org.honeyspam.node.DataFolder;
import org.honeyspam.node.HostDraw;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code honeyspam tail}: the journal, live. */
@Command(
        name = "tail",
        description =
                "Show what happens as it happens, at which virtual host if it is one; Ctrl-C ends it.",
        footer = {
            "",
            "Examples: honeyspam tail --filter service=relay --filter action=message_taken",
            "          honeyspam tail --json --all --once | jq ."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended", "1:no data", "2:wrong command line or configuration"})
final class TailCommand extends Verb implements Callable<Integer> {
    private static final int POLL_MILLIS = 200;

    @Option(
            names = "--filter",
            paramLabel = "NAME=VALUE",
            converter = Filter.Reader.class,
            description = "Only events where action, service, ip or session is that; all must fit.")
    private List<Filter> filters = new ArrayList<>();

    @Option(names = "--json", description = "Print the lines as they are in the journal.")
    private boolean json;

    @Option(names = "--all", description = "Begin with the oldest event, not with the next one.")
    private boolean all;

    @Option(names = "--once", description = "End when all that is there was shown.")
    private boolean once;

    @Mixin private ConfigOption config = new ConfigOption();

    private HostNames names = new HostNames(VirtualHosts.none());

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        Configuration configuration = config.read(err());
        if (configuration == null) {
            return ExitCode.WRONG;
        }
        Path journal = new DataFolder(configuration.node().dataFolder()).journal();
        if (!Files.isDirectory(journal)) {
            return failed(
                    "there is no journal in %s yet: has the node ever run?".formatted(journal));
        }
        if (!json) {
            names = names(configuration);
        }
        try (var reader =
                new JournalReader(journal, all ? Position.START : JournalReader.end(journal))) {
            follow(reader);
            return ExitCode.OK;
        } catch (IOException e) {
            return failed(e);
        }
    }

    /** What cannot be named is shown all the same. */
    private HostNames names(Configuration configuration) {
        try {
            return new HostNames(HostDraw.of(configuration));
        } catch (IOException e) {
            failed("virtual hosts have no names here: " + e.getMessage());
            return new HostNames(VirtualHosts.none());
        }
    }

    private void follow(JournalReader reader) throws IOException, InterruptedException {
        while (true) {
            String line = reader.nextLine();
            if (line != null) {
                show(line, Lines.read(line));
            } else if (once) {
                return;
            } else {
                out().flush();
                if (out().checkError()) {
                    return; // Nobody reads any more.
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private void show(String line, @Nullable Recorded event) {
        if (event == null && json && filters.isEmpty()) {
            out().println(line); // Also what a newer version wrote.
        }
        if (event == null || !filters.stream().allMatch(filter -> filter.fits(event))) {
            return;
        }
        if (json) {
            out().println(line);
            return;
        }
        String who = event.sourceIp() == null ? event.node() : event.sourceIp();
        String host = names.of(event);
        out().println(
                        "%s %-5s %-15s %-15s %s%s%s"
                                .formatted(
                                        event.time().truncatedTo(ChronoUnit.MILLIS),
                                        Filter.service(event),
                                        who,
                                        Summary.action(event.event()),
                                        event.replayed() == null ? "" : "(replayed) ",
                                        host.isEmpty() ? "" : "(at " + host + ") ",
                                        SafeText.peer(Summary.of(event.event()))));
    }
}
