package org.honeyspam.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code honeyspam dns}: the zones of the decoy domains, and what others see of them. */
@Command(
        name = "dns",
        description = "Print the DNS records of the decoy domains; compare what others see.",
        subcommands = {DnsRecordsCommand.class, DnsCheckCommand.class},
        footer = {"", "Example: honeyspam dns records"})
final class DnsCommand extends Verb implements Callable<Integer> {

    @Override
    public Integer call() {
        err().println("honeyspam: say what to do: honeyspam dns records, or honeyspam dns check");
        return ExitCode.WRONG;
    }
}
