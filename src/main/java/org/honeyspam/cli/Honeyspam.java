package org.honeyspam.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program: {@code honeyspam VERB}. */
@Command(
        name = "honeyspam",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A honeypot that fights unsolicited e-mail at its source.",
        footer = {"", "Example: honeyspam demo"})
public final class Honeyspam {
    private static final List<Class<?>> COMMANDS =
            List.of(
                    InitCommand.class,
                    ConfigCommand.class,
                    EntryCommand.class,
                    DnsCommand.class,
                    HostsCommand.class,
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
                    VerifyCommand.class,
                    ProbeCommand.class,
                    AlertCommand.class,
                    KeyCommand.class,
                    UserCommand.class,
                    BackupCommand.class,
                    RestoreCommand.class,
                    CompletionCommand.class);

    private Honeyspam() {}

    /** The program with all its commands. */
    public static CommandLine commandLine() {
        return with(COMMANDS).addSubcommand(HelpCommand.class);
    }

    /** The same, but only with the command that is named: all take a quarter of a start. */
    private static CommandLine commandLine(String[] arguments) {
        String named = arguments.length == 0 ? "" : arguments[0];
        List<Class<?>> one = COMMANDS.stream().filter(c -> name(c).equals(named)).toList();
        return one.isEmpty() ? commandLine() : with(one);
    }

    private static CommandLine with(List<Class<?>> commands) {
        var program = new CommandLine(new Honeyspam());
        commands.forEach(program::addSubcommand);
        return program;
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(arguments).execute(arguments));
    }
}
