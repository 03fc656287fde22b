package org.honeyspam.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.sql.SQLException;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Contents;
import org.honeyspam.intel.Views;
import org.honeyspam.mail.MessageReader;
import org.honeyspam.node.DataFolder;

/** Opens the views for a command and lets them catch up, whether or not the node runs. */
final class ViewsAccess {
    private ViewsAccess() {}

    static Views current(Configuration configuration, PrintWriter err)
            throws IOException, SQLException {
        var data = new DataFolder(configuration.node().dataFolder());
        if (!Files.isDirectory(data.journal())) {
            throw new IOException(
                    "there is no journal in %s yet: has the node ever run?".formatted(data.root()));
        }
        Views views = Views.open(data.views(configuration.views()), data.journal());
        catchUp(configuration, views, err);
        return views;
    }

    /** Takes in what the journal has and reads what the messages say; returns how much that was. */
    static Caught catchUp(Configuration configuration, Views views, PrintWriter err)
            throws IOException, SQLException {
        var data = new DataFolder(configuration.node().dataFolder());
        long events;
        try (var bar = new ProgressBar(err, "events", views.leftBytes())) {
            events = views.catchUp(taken -> bar.at(taken, views.leftBytes()));
        }
        Contents contents = views.contents(new MessageReader(data.mail())::read);
        try (var bar = new ProgressBar(err, "messages", contents.left())) {
            return new Caught(events, contents.catchUp(read -> bar.at(read, contents.left())));
        }
    }

    /** What was new: events of the journal, and messages. */
    record Caught(long events, long messages) {}
}
