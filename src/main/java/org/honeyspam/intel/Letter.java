package org.honeyspam.intel;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that was taken, without its text. What the peer said is one character a byte.
 *
 * @param id of its event
 * @param sha256 by which the message store knows its text
 */
public record Letter(
        String id,
        Instant time,
        String service,
        String ip,
        String helo,
        String sender,
        List<String> recipients,
        String queueId,
        @Nullable String messageId,
        @Nullable String subject,
        String sha256,
        long sizeBytes,
        String traceHeader) {}
