package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.honeyspam.node.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code honeyspam restore FILE DIR}: a folder as it was when the archive was made. */
@Command(
        name = "restore",
        description = {
            "Make a folder of an archive of `backup`; all of it is checked before.",
            "New addresses get a new key and leave a gap of numbers, and probes that were not sent"
                    + " yet count as unsure: the node may have done more since than the archive knows."
        },
        footer = {"", "Example: honeyspam restore honeyspam.zip /etc/honeyspam"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:restored",
            "1:the archive or the folder is not good, and nothing is left",
            "2:wrong command line"
        })
final class RestoreCommand extends Verb implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The archive.")
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private Path file;

    @Parameters(index = "1", paramLabel = "DIR", description = "Empty, or not there yet.")
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private Path folder;

    @Override
    public Integer call() {
        Logging.quiet();
        try {
            int files = Restore.into(file, folder.toAbsolutePath());
            out().println("%d files were restored to %s.".formatted(files, folder));
            out().println(
                            "Its data are in %s, the key is %s: see that node.data and node.key_file of %s say so."
                                    .formatted(
                                            folder.resolve("data"),
                                            folder.resolve("secret.key"),
                                            folder.resolve("honeyspam.toml")));
            return ExitCode.OK;
        } catch (IOException e) {
            return failed(e);
        }
    }
}
