package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.honeyspam.intel.News;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that says up to which message the operator was told; a line: event, time. */
final class AlertMark {
    private static final Logger LOG = LoggerFactory.getLogger(AlertMark.class);

    private final Path file;

    AlertMark(Path file) {
        this.file = file;
    }

    /** From where on it is news: from now, where nothing else is known. */
    News.Mark read(Instant now, Duration newsMax) {
        try {
            if (Files.exists(file)) {
                String[] words = Files.readString(file).strip().split(" ", -1);
                var kept = new News.Mark(-1, words[0], Instant.parse(words[words.length - 1]));
                Instant oldest = now.minus(newsMax);
                return kept.time().isBefore(oldest) ? News.Mark.of(oldest) : kept;
            }
        } catch (IOException | DateTimeException e) {
            LOG.warn("{} does not say what was told; what is new begins now", file, e);
        }
        return News.Mark.of(now);
    }

    void write(News.Mark mark) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, "%s %s\n".formatted(mark.event(), mark.time()), UTF_8);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
