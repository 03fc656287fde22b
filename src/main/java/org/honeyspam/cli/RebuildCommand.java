package org.honeyspam.cli;

import java.io.IOException;
import java.sql.SQLException;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Views;
import org.honeyspam.node.DataFolder;
import picocli.CommandLine.Command;

/** {@code honeyspam rebuild}: the views anew from the journal. */
@Command(
        name = "rebuild",
        description = "Make the views (traces, campaigns, blacklist) anew from the journal.",
        footer = {"", "Example: honeyspam rebuild --config /etc/honeyspam/honeyspam.toml"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:no data", "2:wrong command line or configuration"})
final class RebuildCommand extends ConfiguredVerb {
    @Override
    int run(Configuration configuration) throws IOException, SQLException {
        try (Views views = anew(configuration)) {
            long events = ViewsAccess.catchUp(views, err());
            long messages = ViewsAccess.readMail(configuration, views, err());
            out().println("%d events taken in, %d messages read.".formatted(events, messages));
            return ExitCode.OK;
        }
    }

    private static Views anew(Configuration configuration) throws IOException, SQLException {
        DataFolder data = ViewsAccess.data(configuration);
        return Views.anew(data.views(configuration.views()), data.journal());
    }
}
