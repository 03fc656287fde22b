package org.honeyspam.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            description = "bash or zsh (which needs bashcompinit); it is the same for both.")
    private String shell = "bash";

    @Override
    public Integer call() {
        if (!List.of("bash", "zsh").contains(shell)) {
            err().println("honeyspam: there is completion for bash and zsh");
            return ExitCode.WRONG;
        }
        // A tree of its own: this one has been parsed into.
        CommandLine program = Honeyspam.commandLine();
        out().print(AutoComplete.bash("honeyspam", program));
        out().flush();
        return ExitCode.OK;
    }
}
