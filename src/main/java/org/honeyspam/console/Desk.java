package org.honeyspam.console;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.honeyspam.intel.Views;

/**
 * Asks the views on a few threads of its own: whatever is asked, the services' threads and those
 * that write stay free, and many who ask at once wait for each other.
 */
public final class Desk implements AutoCloseable {
    private static final int THREADS = 3;
    private static final int WAITING_MAX = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Backend backend;
    private final ThreadPoolExecutor threads;
    private final ConcurrentLinkedDeque<Views> idle = new ConcurrentLinkedDeque<>();

    /** Something that is asked of the views. */
    public interface Question<T> {
        T ask(Views views) throws IOException, SQLException;
    }

    /** Too much is asked at once, or it takes too long. */
    public static final class Busy extends IOException {
        private static final long serialVersionUID = 1;

        Busy(String what) {
            super(what);
        }
    }

    public Desk(Backend backend) {
        this.backend = backend;
        var number = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING_MAX),
                        work ->
                                Thread.ofPlatform()
                                        .name("console-" + number.incrementAndGet())
                                        .daemon()
                                        .unstarted(work));
    }

    /** Asks, and waits for the answer. */
    public <T> T ask(Question<T> question) throws IOException, SQLException {
        try {
            Future<T> answer = threads.submit(() -> answer(question));
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            throw new Busy("too much is asked at once; try again in a moment");
        } catch (TimeoutException e) {
            throw new Busy("that takes longer than %d s".formatted(PATIENCE.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy("the console ends");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case SQLException sql -> throw sql;
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** Views that a question failed on are not asked again: their connection may be lost. */
    private <T> T answer(Question<T> question) throws IOException, SQLException {
        Views found = idle.poll();
        Views views = found == null ? backend.openViews() : found;
        boolean well = false;
        try {
            T answer = question.ask(views);
            well = true;
            return answer;
        } finally {
            if (well && !threads.isShutdown()) {
                idle.push(views);
            } else {
                views.close();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        for (Views views = idle.poll(); views != null; views = idle.poll()) {
            views.close();
        }
    }
}
