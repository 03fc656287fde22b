package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.honeyspam.config.Configuration;
import org.honeyspam.node.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code honeyspam backup FILE}: all that cannot be made again, in one file. */
@Command(
        name = "backup",
        description = {
            "Copy the node into one archive (ZIP, mode 0600), whether or not it runs.",
            "In it: configuration, keys, journal, mail, decisions, numbers, probes. Not in it: the"
                    + " views, and files elsewhere that the configuration names.",
            "Whoever has it can read all mail and recognise all addresses."
        },
        footer = {"", "Example: honeyspam backup /backup/honeyspam.zip"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "1:could not, and no file is left",
            "2:wrong command line or configuration"
        })
final class BackupCommand extends ConfiguredVerb {
    @Parameters(paramLabel = "FILE", description = "The archive; it must not be there yet.")
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private Path file;

    @Override
    int run(Configuration configuration) throws IOException {
        int files = Backup.write(configuration, file.toAbsolutePath(), Instant.now());
        out().println("%d files are in %s.".formatted(files, file));
        return ExitCode.OK;
    }
}
