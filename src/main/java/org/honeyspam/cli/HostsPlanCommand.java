package org.honeyspam.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.hosts.HostPlan;
import org.honeyspam.hosts.VirtualHosts;
import org.honeyspam.node.HostDraw;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code honeyspam hosts plan}: what the machine must be told, and whether it was. */
@Command(
        name = "plan",
        description = {
            "Print the commands that give this machine the addresses of the virtual hosts (routes)",
            "and let each have its own ports open (nftables), as a script. Nothing is changed."
        },
        footer = {
            "",
            "Examples: honeyspam hosts plan | sh",
            "          honeyspam hosts plan --nft | nft -c -f -",
            "          honeyspam hosts plan --check",
            "",
            "The check asks `ip` and `nft`; the latter answers root only."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:printed; with --check: all of it holds",
            "1:there are no virtual hosts, the key cannot be read; with --check: something lacks",
            "2:wrong command line or configuration"
        })
final class HostsPlanCommand extends ConfiguredVerb {
    @ArgGroup private @Nullable Part part;

    @Option(names = "--json", description = "Print it as JSON; of a check a line for each thing.")
    private boolean json;

    /** Less than the whole script. */
    static final class Part {
        @Option(names = "--nft", description = "Print only the file for nft -f.")
        private boolean nft;

        @Option(names = "--check", description = "Tell what of it holds on this machine.")
        private boolean check;
    }

    /** The plan as JSON has it. */
    record Whole(List<String> commands, String nftables) {}

    @Override
    int run(Configuration configuration) throws IOException, InterruptedException {
        VirtualHosts hosts = HostDraw.of(configuration);
        if (hosts.isEmpty()) {
            return failed("there are none; [[hosts]] and [[host]] name networks and hosts");
        }
        var plan = new HostPlan(hosts, configuration.listeners());
        if (part != null && part.check) {
            return check(plan);
        }
        if (json) {
            printJson(new Whole(commands(plan), plan.rules()));
        } else if (part != null && part.nft) {
            out().print(plan.rules());
        } else {
            script(plan);
        }
        out().flush();
        return ExitCode.OK;
    }

    private static List<String> commands(HostPlan plan) {
        List<String> commands = new ArrayList<>();
        plan.routes().forEach(route -> commands.add(route.command()));
        commands.addAll(plan.lookUps());
        return commands;
    }

    private void script(HostPlan plan) {
        out().println("#!/bin/sh");
        out().println("# The addresses of the virtual hosts; for root, again after each boot.");
        out().println(
                        "# Networks that are not on the wire need a route to this machine elsewhere.");
        out().println("set -e");
        plan.routes().forEach(route -> out().println(route.command()));
        for (String command :
                plan.lookUps()) { // Taken away first: there would be one more each time.
            out().println(command.replace(" add ", " del ") + " 2> /dev/null || true");
            out().println(command);
        }
        out().println("nft -f - <<'END'");
        out().print(plan.rules());
        out().println("END");
    }

    private int check(HostPlan plan) throws IOException, InterruptedException {
        String load = command("hosts plan --nft") + " | nft -f -";
        List<HostsOnMachine.Finding> findings = HostsOnMachine.findings(plan, load);
        for (HostsOnMachine.Finding finding : findings) {
            if (json) {
                printJson(finding);
            } else if (finding.holds()) {
                out().println("ok     " + finding.what());
            } else {
                out().println("lacks  " + finding.what() + ": " + finding.why());
                out().println("       " + finding.command());
            }
        }
        boolean all = findings.stream().allMatch(HostsOnMachine.Finding::holds);
        return all ? ExitCode.OK : ExitCode.FAILED;
    }
}
