package org.honeyspam.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code honeyspam key rotate}: a new key for new addresses. */
@Command(
        name = "key",
        description = "Work with the secret keys.",
        subcommands = KeyCommand.Rotate.class,
        footer = {"", "Example: honeyspam key rotate"})
final class KeyCommand extends Verb implements Callable<Integer> {

    @Override
    public Integer call() {
        err().println("honeyspam: say what to do with the keys: honeyspam key rotate");
        return ExitCode.WRONG;
    }

    @Command(
            name = "rotate",
            description = "Add a key that makes new addresses; old ones stay recognised.",
            footer = {"", "Example: honeyspam key rotate --config /etc/honeyspam/honeyspam.toml"},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:added", "1:could not be added", "2:wrong configuration"})
    static final class Rotate extends Verb implements Callable<Integer> {
        @Mixin private ConfigOption config = new ConfigOption();

        @Override
        public Integer call() {
            Configuration configuration = config.read(err());
            if (configuration == null) {
                return ExitCode.WRONG;
            }
            try {
                int id = KeyRing.rotate(configuration.node().keyFile());
                out().println(
                                "Key %d makes new addresses from the node's next start on."
                                        .formatted(id));
                return ExitCode.OK;
            } catch (IOException e) {
                return failed(e);
            }
        }
    }
}
