package org.honeyspam.smtp;

import org.jspecify.annotations.Nullable;

/**
 * A BDAT command as the imitated product reads it.
 *
 * @param sizeBytes how much follows, whether it is taken or not
 * @param last whether it ends the message
 * @param refusal what is said when that much was swallowed; null if the chunk is taken
 */
record Chunk(long sizeBytes, boolean last, @Nullable Reply refusal) {

    Chunk refused(Reply why) {
        return new Chunk(sizeBytes, last, why);
    }
}
