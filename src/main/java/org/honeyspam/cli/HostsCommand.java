package org.honeyspam.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code honeyspam hosts}: the virtual hosts, and what the machine must be told for them. */
@Command(
        name = "hosts",
        description = "List the virtual hosts; print and check what the machine needs for them.",
        subcommands = {HostsListCommand.class, HostsPlanCommand.class},
        footer = {"", "Example: honeyspam hosts list"})
final class HostsCommand extends Verb implements Callable<Integer> {

    @Override
    public Integer call() {
        err().println("honeyspam: say what to do: honeyspam hosts list, or honeyspam hosts plan");
        return ExitCode.WRONG;
    }
}
