package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.honeyspam.content.SafeText;
import org.honeyspam.node.Control;
import org.honeyspam.node.ControlSocket;
import org.honeyspam.node.DataFolder;
import org.honeyspam.node.Reload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code honeyspam reload}: the running node reads its configuration again. */
@Command(
        name = "reload",
        description = {
            "Let the running node read its configuration again, as SIGHUP does.",
            "Who is inside goes on as he began. If anything is wrong, nothing changes."
        },
        footer = {"", "Example: honeyspam reload --config /etc/honeyspam/honeyspam.toml"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the configuration holds now",
            "1:no node runs, or it does not answer",
            "2:wrong command line, or the configuration was not taken"
        })
final class ReloadCommand extends Verb implements Callable<Integer> {
    @Mixin private ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "Print what became of it as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Path folder = config.dataFolder(err());
        if (folder == null) {
            return ExitCode.WRONG;
        }
        Reload outcome;
        try {
            outcome = Control.reload(new DataFolder(folder));
        } catch (ControlSocket.NobodyThere e) {
            return failed("no node runs on the data folder %s".formatted(folder));
        } catch (IOException e) {
            return failed(e);
        }
        if (json) {
            printJson(outcome);
        } else if (outcome.taken()) {
            outcome.changes().forEach(change -> out().println(SafeText.safe(change)));
            out().println("%s was read again and holds now.".formatted(outcome.file()));
        } else {
            outcome.mistakes().forEach(this::failed);
            failed("it was not taken; the configuration of before goes on");
        }
        return outcome.taken() ? ExitCode.OK : ExitCode.WRONG;
    }
}
