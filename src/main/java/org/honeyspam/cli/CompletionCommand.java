package org.honeyspam.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code honeyspam completion}: what a shell needs to complete the commands and their options. */
@Command(
        name = "completion",
        description = "Print a script that makes bash, or zsh after bashcompinit, complete.",
        footer = {
            "",
            "Example: honeyspam completion > ~/.local/share/bash-completion/completions/honeyspam",
            "To try it: source <(honeyspam completion)"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:wrong command line"})
final class CompletionCommand extends Verb implements Callable<Integer> {

    @Override
    public Integer call() {
        // A tree of its own: this one has been parsed into.
        CommandLine program = Honeyspam.commandLine();
        out().print(AutoComplete.bash("honeyspam", program));
        out().flush();
        return ExitCode.OK;
    }
}
