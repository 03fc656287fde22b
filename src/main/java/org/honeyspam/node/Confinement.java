package org.honeyspam.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Export;
import org.honeyspam.config.Security;
import org.honeyspam.jail.Account;
import org.honeyspam.jail.Hold;
import org.honeyspam.jail.Jail;
import org.honeyspam.jail.JailException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the process of a node gives up what it does not need: its user before anything is opened, the
 * rest once the ports are open. It holds until the process ends, so only who has it for himself may
 * do it.
 */
public final class Confinement {
    private static final Logger LOG = LoggerFactory.getLogger(Confinement.class);
    private static final String ROOT = "root";

    private final boolean wasRoot;
    private final String warning;

    private Confinement(boolean wasRoot, String warning) {
        this.wasRoot = wasRoot;
        this.warning = warning;
    }

    /**
     * If root started it, the process goes on as the user that the configuration names.
     *
     * @throws StartException if it cannot, or that user cannot work with the files
     */
    public static Confinement begin(Configuration configuration) throws StartException {
        Security security = configuration.security();
        if (security.jail() != Security.Jail.OFF) {
            Jail.prepare(); // Beside all that is opened meanwhile.
        }
        if (!Jail.isRoot() || security.user().equals(ROOT)) {
            return new Confinement(false, "");
        }
        boolean named = !security.user().isEmpty();
        String user = named ? security.user() : Security.USUAL_USER;
        try {
            Account account = Account.of(user);
            if (account == null && !named) {
                return new Confinement(
                        false,
                        "it runs as root, for there is no user %s: name another in security.user"
                                .formatted(user));
            }
            if (account == null) {
                throw new StartException("security.user: there is no user " + user, null, true);
            }
            become(account, configuration);
            return new Confinement(true, "");
        } catch (IOException | JailException e) {
            throw new StartException(
                    "it cannot go on as %s: %s".formatted(user, e.getMessage()), e);
        }
    }

    /** What the operator should know of it; empty if there is nothing. */
    public String warning() {
        return warning;
    }

    private static void become(Account account, Configuration configuration)
            throws IOException, JailException, StartException {
        Set<Path> files =
                Stream.concat(
                                configuration.security().named().stream(),
                                Stream.of(configuration.file()))
                        .filter(Files::isRegularFile)
                        .collect(Collectors.toSet());
        handOver(configuration.node().dataFolder(), account);
        Jail.become(account);
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new StartException(
                        "%s cannot be read by %s, who the node goes on as: chown or chmod it, or name another in security.user"
                                .formatted(file, account.name()),
                        null);
            }
        }
    }

    /** What root made in the data folder, at an earlier start perhaps. */
    private static void handOver(Path folder, Account account) throws IOException {
        Files.createDirectories(folder);
        int count = HandOver.of(folder, account);
        if (count > 0) {
            LOG.info("{} files in {} are {}'s now", count, folder, account.name());
        }
    }

    /**
     * Gives up the rest, in all threads of this process.
     *
     * @param visits ports that somebody in this process comes to
     * @throws StartException if it must hold, and does not
     */
    public void close(Node node, Set<Integer> visits) throws StartException {
        Security.Jail wanted = node.configuration().security().jail();
        if (wanted == Security.Jail.OFF) {
            return;
        }
        // A service manager may be told by such a socket.
        boolean scoped = !System.getenv().getOrDefault("NOTIFY_SOCKET", "").startsWith("@");
        tellMissing(node.configuration());
        Jail jail = Jail.close(node.needs(visits), wasRoot, scoped);
        node.jailed(jail);
        List<String> faults =
                jail.faults(wanted == Security.Jail.ON).stream().map(Confinement::text).toList();
        if (faults.isEmpty()) {
            return;
        }
        String all = String.join("; ", faults);
        if (wanted == Security.Jail.ON) {
            throw new StartException(
                    "security.jail is \"on\", and not all of it holds: " + all, null);
        }
        LOG.warn("Not all of the jail holds: {}", all);
    }

    private static void tellMissing(Configuration configuration) {
        for (Export export : configuration.exports()) {
            Path folder = export.file().getParent();
            if (folder != null && Files.notExists(folder)) {
                LOG.warn(
                        "{} cannot be written: make its folder and restart the node",
                        export.file());
            }
        }
    }

    private static String text(Hold hold) {
        return hold.name() + ": " + hold.note();
    }
}
