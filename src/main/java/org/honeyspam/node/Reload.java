package org.honeyspam.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.honeyspam.config.Checked;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.config.Mistake;
import org.honeyspam.dialogue.Sha256;
import org.honeyspam.journal.JournalEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of reading the configuration again.
 *
 * @param taken whether it holds now; if not, all is as it was
 * @param mistakes why not
 * @param changes what it did to ports
 */
public record Reload(String file, boolean taken, List<String> mistakes, List<String> changes) {

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    static Reload refused(Path file, List<String> mistakes) {
        return new Reload(file.toString(), false, mistakes, List.of());
    }

    /** That it was taken, with the hash of what was read: the watch tells of the same. */
    JournalEvent event() {
        String hash = null;
        try {
            MessageDigest digest = Sha256.begin();
            hash = HexFormat.of().formatHex(digest.digest(Files.readAllBytes(Path.of(file))));
        } catch (IOException e) {
            LOG.warn("{} cannot be read any more", file, e);
        }
        return new JournalEvent.ConfigurationTaken(file, hash);
    }

    /** Is told of each reload; nothing else goes on meanwhile. */
    public interface Watcher {
        /** It begins. */
        void begins();

        /**
         * It is over.
         *
         * @param now the configuration that holds
         */
        void ended(Reload outcome, Configuration now);
    }

    /** The configuration in a file, and what is wrong with it, by line and column. */
    static Checked read(Path file) throws IOException {
        try {
            return ConfigurationFile.read(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        }
    }

    static String text(Path file, Mistake mistake) {
        return "%s:%d:%d: %s; right would be: %s"
                .formatted(file, mistake.line(), mistake.column(), mistake.what(), mistake.right());
    }
}
