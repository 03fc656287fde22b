package org.honeyspam.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program: {@code honeyspam VERB}. */
@Command(
        name = "honeyspam",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A honeypot that fights unsolicited e-mail at its source.",
        subcommands = {
            InitCommand.class,
            ConfigCommand.class,
            EntryCommand.class,
            DnsCommand.class,
            RunCommand.class,
            StatusCommand.class,
            TopCommand.class,
            ReloadCommand.class,
            DoctorCommand.class,
            DemoCommand.class,
            TraceCommand.class,
            CampaignsCommand.class,
            BlacklistCommand.class,
            ExportCommand.class,
            ExplainCommand.class,
            SourcesCommand.class,
            BlockCommand.class,
            MailCommand.class,
            TailCommand.class,
            RebuildCommand.class,
            ReplayCommand.class,
            ProbeCommand.class,
            AlertCommand.class,
            KeyCommand.class,
            UserCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        footer = {"", "Example: honeyspam demo"})
public final class Honeyspam {
    private Honeyspam() {}

    static CommandLine commandLine() {
        return new CommandLine(new Honeyspam());
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }
}
