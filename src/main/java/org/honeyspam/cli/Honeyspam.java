package org.honeyspam.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code honeyspam VERB}. */
@Command(
        name = "honeyspam",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A honeypot that fights unsolicited e-mail at its source.",
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
