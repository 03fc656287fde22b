package org.honeyspam.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.sql.SQLException;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Contents;
import org.honeyspam.intel.Views;
import org.honeyspam.node.DataFolder;

/** Opens the views for a command and lets them catch up, whether or not the node runs. */
final class ViewsAccess {
    private ViewsAccess() {}

    static Views current(Configuration configuration, PrintWriter err)
            throws IOException, SQLException {
        DataFolder data = data(configuration);
        Views views = Views.open(data.views(configuration.views()), data.journal());
        catchUp(views, err);
        return views;
    }

    /** The data folder, in which there is a journal. */
    static DataFolder data(Configuration configuration) throws IOException {
        var data = new DataFolder(configuration.node().dataFolder());
        if (!Files.isDirectory(data.journal())) {
            throw new IOException(
                    "there is no journal in %s yet: has the node ever run?".formatted(data.root()));
        }
        return data;
    }

    /** Takes in what the journal has; returns how many events that were. */
    static long catchUp(Views views, PrintWriter err) throws IOException, SQLException {
        try (var bar = new ProgressBar(err, "events", views.leftBytes())) {
            return views.catchUp(taken -> bar.at(taken, views.leftBytes()));
        }
    }

    /** Reads what the messages say that were taken in; returns how many that were. */
    static long readMail(Configuration configuration, Views views, PrintWriter err)
            throws IOException, SQLException {
        Contents contents =
                views.contents(new DataFolder(configuration.node().dataFolder()).texts());
        long all = contents.left();
        try (var bar = new ProgressBar(err, "messages", all)) {
            return contents.catchUp(read -> bar.at(read, all - read));
        }
    }
}
