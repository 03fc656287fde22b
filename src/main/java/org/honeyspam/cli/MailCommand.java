package org.honeyspam.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code honeyspam mail}: the mail that was taken. */
@Command(
        name = "mail",
        description = "List the mail that was taken, show it, or give it to a mail program.",
        subcommands = {
            MailListCommand.class,
            MailShowCommand.class,
            MailExportCommand.class,
            HelpCommand.class
        },
        footer = {"", "Example: honeyspam mail list --since 2026-11-23"})
final class MailCommand extends Verb implements Callable<Integer> {
    @Override
    public Integer call() {
        err().println("honeyspam: say which: mail list, mail show or mail export");
        return ExitCode.WRONG;
    }
}
