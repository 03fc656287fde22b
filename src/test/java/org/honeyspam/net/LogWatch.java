package org.honeyspam.net;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Collects what one class logs, and keeps it off the console. */
public final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger;
    private final List<ILoggingEvent> seen = new CopyOnWriteArrayList<>();

    private LogWatch(Logger logger) {
        this.logger = logger;
    }

    public static LogWatch on(Class<?> type) {
        var watch = new LogWatch((Logger) LoggerFactory.getLogger(type));
        watch.setContext(watch.logger.getLoggerContext());
        watch.start();
        watch.logger.setAdditive(false);
        watch.logger.addAppender(watch);
        return watch;
    }

    @Override
    protected void append(ILoggingEvent event) {
        seen.add(event);
    }

    public List<String> messages() {
        return seen.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setAdditive(true);
        stop();
    }
}
