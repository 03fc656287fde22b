package org.honeyspam.node;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Configuration;
import org.honeyspam.dns.Blocklist;
import org.honeyspam.health.Status;
import org.honeyspam.intel.Arrivals;
import org.honeyspam.intel.Contents;
import org.honeyspam.intel.Listed;
import org.honeyspam.intel.Views;
import org.honeyspam.jail.Background;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the views follow the journal while the node runs. No service waits for it. */
final class ViewsKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewsKeeper.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration RETIRE_EVERY = Duration.ofHours(1);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);

    /** One batch, or one decision about all who are listed, may take its time. */
    private static final Duration STEP_MAX = Duration.ofMinutes(2);

    private volatile Configuration.Views settings;
    private final DataFolder data;
    private final ListKeeper lists;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable String trouble;
    private volatile long lastStepNanos = System.nanoTime();
    private volatile Measured measured = new Measured(0, 0, System.nanoTime());
    private Instant retired = Instant.MIN;

    /** How large the views are, and how much of the journal they have still to take in. */
    record Measured(long bytes, long behindBytes, long atNanos) {}

    private ViewsKeeper(Configuration configuration, Blocklist blocklist) {
        this.settings = configuration.views();
        this.lists = new ListKeeper(configuration, blocklist);
        this.data = new DataFolder(configuration.node().dataFolder());
        // No service waits for the views, and none should by chance.
        Runnable work = Background.of(this::follow);
        this.thread = Thread.ofPlatform().name("views").daemon().unstarted(work);
    }

    /**
     * Begins to follow.
     *
     * @param blocklist that is told who is listed
     */
    static ViewsKeeper start(Configuration configuration, Blocklist blocklist) {
        var keeper = new ViewsKeeper(configuration, blocklist);
        keeper.thread.start();
        return keeper;
    }

    /** Whom the services let in before this boot; waits until the views know all of it. */
    static Map<String, String> logins(Configuration configuration) throws IOException {
        var data = new DataFolder(configuration.node().dataFolder());
        try (Views views = Views.open(data.views(configuration.views()), data.journal())) {
            views.catchUp();
            return views.logins();
        } catch (SQLException e) {
            throw new IOException("the views cannot be read: " + e.getMessage(), e);
        }
    }

    /** Who came to which address before this boot, as far as the views know by now. */
    static Arrivals arrivals(Configuration configuration, Instant now) throws IOException {
        var data = new DataFolder(configuration.node().dataFolder());
        try (Views views = Views.open(data.views(configuration.views()), data.journal())) {
            return views.arrivals(now);
        } catch (SQLException e) {
            LOG.warn("The views cannot be read; which addresses are burnt is not known", e);
            return Arrivals.none(now);
        }
    }

    private void follow() {
        while (!stopping) {
            try (Views views = Views.open(data.views(settings), data.journal())) {
                Contents contents = views.contents(data.texts());
                measured = measure(views);
                while (!stopping) {
                    views.catchUp(all -> stepped(views));
                    Instant now = Instant.now();
                    lists.look(views, now);
                    if (Due.is(retired, RETIRE_EVERY, now)) {
                        views.retire(settings, now);
                        retired = now;
                    }
                    trouble = null;
                    // Few at a time: who is to be listed does not wait for what is to be read.
                    Thread.sleep(contents.step() > 0 ? Duration.ZERO : EVERY);
                }
            } catch (InterruptedException | ClosedByInterruptException | InterruptedIOException e) {
                return; // A stop, also in the middle of a read.
            } catch (IOException | SQLException e) {
                trouble = String.valueOf(e.getMessage());
                LOG.warn("The views do not follow; the journal goes on without them", e);
                rest();
            } catch (RuntimeException | StackOverflowError e) {
                trouble = "a fault of the program: " + e;
                LOG.error("The views do not follow, by a fault of the program", e);
                rest();
            }
        }
    }

    private void stepped(Views views) throws IOException, SQLException {
        lastStepNanos = System.nanoTime();
        if (lastStepNanos - measured.atNanos() >= MEASURE_EVERY.toNanos()) {
            measured = measure(views);
        }
    }

    private static Measured measure(Views views) throws IOException, SQLException {
        return new Measured(views.sizeBytes(), views.leftBytes(), System.nanoTime());
    }

    /** From now on with that configuration; where the views are kept stays. */
    void follow(Configuration configuration) {
        settings = configuration.views();
        lists.follow(configuration);
    }

    /** As it was some seconds ago. */
    Measured measured() {
        return measured;
    }

    /** Why the views do not follow the journal; null if they do. */
    @Nullable String trouble() {
        String known = trouble;
        boolean stuck = System.nanoTime() - lastStepNanos > STEP_MAX.toNanos();
        return known == null && stuck ? "nothing happened for two minutes" : known;
    }

    /** Who is listed, as of a moment ago. */
    Listed listed() {
        return lists.listed();
    }

    /** How the copies of the blacklist fare. */
    List<Status.Part> exports() {
        return lists.exports();
    }

    private void rest() {
        try {
            Thread.sleep(AFTER_TROUBLE);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lists.close();
    }
}
