package org.honeyspam.cli;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.honeyspam.config.Configuration;
import picocli.CommandLine.Mixin;

/** A verb that works by the configuration, and begins only if that is good. */
abstract class ConfiguredVerb extends Verb implements Callable<Integer> {
    @Mixin private ConfigOption config = new ConfigOption();

    /** Does it; returns the exit code. What it throws is said, and it has failed. */
    abstract int run(Configuration configuration)
            throws IOException, SQLException, InterruptedException;

    /** A command to tell the user, which works by the same configuration as this one. */
    final String command(String words) {
        return config.command(words);
    }

    @Override
    public final Integer call() {
        Logging.quiet();
        Configuration configuration = config.read(err());
        if (configuration == null) {
            return ExitCode.WRONG;
        }
        try {
            return run(configuration);
        } catch (IOException | SQLException e) {
            return failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }
}
