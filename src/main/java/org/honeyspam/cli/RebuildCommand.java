package org.honeyspam.cli;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Views;
import org.honeyspam.node.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code honeyspam rebuild}: the views anew from the journal. */
@Command(
        name = "rebuild",
        description = "Make the views (traces, campaigns, blacklist) anew from the journal.",
        footer = {"", "Example: honeyspam rebuild --config /etc/honeyspam/honeyspam.toml"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:no data", "2:wrong command line or configuration"})
final class RebuildCommand extends Verb implements Callable<Integer> {
    @Mixin private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() {
        Logging.quiet();
        Configuration configuration = config.read(err());
        if (configuration == null) {
            return ExitCode.WRONG;
        }
        try (Views views = anew(configuration)) {
            long events = ViewsAccess.catchUp(views, err());
            long messages = ViewsAccess.readMail(configuration, views, err());
            out().println("%d events taken in, %d messages read.".formatted(events, messages));
            return ExitCode.OK;
        } catch (IOException | SQLException e) {
            return failed(e);
        }
    }

    private static Views anew(Configuration configuration) throws IOException, SQLException {
        DataFolder data = ViewsAccess.data(configuration);
        return Views.anew(data.views(configuration.views()), data.journal());
    }
}
