package org.honeyspam.node;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.honeyspam.intel.Contents;
import org.honeyspam.mail.MessageReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The texts of messages. One that the disk has spoilt is as good as lost: the rest is read. */
record KeptTexts(MessageReader messages) implements Contents.Texts {
    private static final Logger LOG = LoggerFactory.getLogger(KeptTexts.class);

    @Override
    public byte @Nullable [] read(String sha256) throws IOException {
        try {
            return messages.read(sha256);
        } catch (ClosedByInterruptException e) {
            throw e; // A stop: it is not lost.
        } catch (IOException e) {
            LOG.warn("What a message says is not read: {}", e.getMessage());
            return null;
        }
    }
}
