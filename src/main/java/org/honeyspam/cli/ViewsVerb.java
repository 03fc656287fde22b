package org.honeyspam.cli;

import java.io.IOException;
import java.sql.SQLException;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Views;

/** A verb that answers from the views, which are up to date when it is asked. */
abstract class ViewsVerb extends ConfiguredVerb {
    /** Answers; returns the exit code. */
    abstract int answer(Configuration configuration, Views views) throws IOException, SQLException;

    /** Whether it has to know what messages say: to read them takes long. */
    boolean readsMail() {
        return false;
    }

    @Override
    final int run(Configuration configuration) throws IOException, SQLException {
        try (Views views = ViewsAccess.current(configuration, err())) {
            if (readsMail()) {
                ViewsAccess.readMail(configuration, views, err());
            }
            return answer(configuration, views);
        }
    }
}
