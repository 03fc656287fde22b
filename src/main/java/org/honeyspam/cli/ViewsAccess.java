package org.honeyspam.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.sql.SQLException;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Views;
import org.honeyspam.node.DataFolder;

/** Opens the views for a command and lets them catch up, whether or not the node runs. */
final class ViewsAccess {
    private static final int SHOWN_FROM = 20_000;

    private ViewsAccess() {}

    static Views current(Configuration configuration, PrintWriter err)
            throws IOException, SQLException {
        var data = new DataFolder(configuration.node().dataFolder());
        if (!Files.isDirectory(data.journal())) {
            throw new IOException(
                    "there is no journal in %s yet: has the node ever run?".formatted(data.root()));
        }
        Views views = Views.open(data.views(configuration.views()), data.journal());
        catchUp(views, err);
        return views;
    }

    /** Long work shows its progress, on a terminal only. */
    @SuppressWarnings(
            "SystemConsoleNull") // NullAway holds that it may be null, and a check is cheap.
    static long catchUp(Views views, PrintWriter err) throws IOException, SQLException {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        long all =
                views.catchUp(
                        taken -> {
                            if (terminal && taken >= SHOWN_FROM) {
                                err.print("\rreading the journal: %,d events ".formatted(taken));
                                err.flush();
                            }
                        });
        if (terminal && all >= SHOWN_FROM) {
            err.println();
        }
        return all;
    }
}
