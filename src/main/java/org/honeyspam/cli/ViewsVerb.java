package org.honeyspam.cli;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Views;
import picocli.CommandLine.Mixin;

/** A verb that answers from the views, which are up to date when it is asked. */
abstract class ViewsVerb extends Verb implements Callable<Integer> {
    @Mixin private ConfigOption config = new ConfigOption();

    /** Answers; returns the exit code. */
    abstract int answer(Configuration configuration, Views views) throws IOException, SQLException;

    /** Whether it has to know what messages say: to read them takes long. */
    boolean readsMail() {
        return false;
    }

    @Override
    public final Integer call() {
        Logging.quiet();
        Configuration configuration = config.read(err());
        if (configuration == null) {
            return ExitCode.WRONG;
        }
        try (Views views = ViewsAccess.current(configuration, err())) {
            if (readsMail()) {
                ViewsAccess.readMail(configuration, views, err());
            }
            return answer(configuration, views);
        } catch (IOException | SQLException e) {
            return failed(e);
        }
    }
}
