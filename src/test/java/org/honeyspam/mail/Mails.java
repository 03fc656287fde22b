package org.honeyspam.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Sha256;
import org.jspecify.annotations.Nullable;

/** Messages and stores for tests. */
final class Mails {
    static final long MEMORY_BYTES_MAX = 64 << 20;

    private Mails() {}

    static Configuration.Mail settings(long segmentBytesMax) {
        return new Configuration.Mail(segmentBytesMax, 1L << 40, Duration.ofDays(30), 0);
    }

    static MessageStore open(Path folder) throws IOException {
        return MessageStore.open(folder, settings(1 << 30), MEMORY_BYTES_MAX);
    }

    static MailFile file(Path folder) throws IOException {
        return MailFile.open(folder, settings(1 << 30));
    }

    /** Bytes that no compression makes shorter. */
    static byte[] message(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static void add(MailFile file, byte[] message) throws IOException {
        byte[] hash = Sha256.of(message);
        file.add(message, hash, HexFormat.of().formatHex(hash));
    }

    static String sha256(byte[] message) {
        return Sha256.hex(message);
    }

    static Draft draft(MessageStore store, byte[] message) {
        Draft draft = store.draft();
        draft.add(message);
        return draft;
    }

    /** Stores the message and waits for the answer: null if there was no room. */
    static @Nullable Content put(MessageStore store, byte[] message) {
        return answer(offer(store, message));
    }

    static CompletableFuture<@Nullable Content> offer(MessageStore store, byte[] message) {
        var answer = new CompletableFuture<@Nullable Content>();
        store.put(draft(store, message), answer::complete);
        return answer;
    }

    static @Nullable Content answer(CompletableFuture<@Nullable Content> answer) {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError("the store did not answer", e);
        }
    }

    static Path segment(Path folder, int number) {
        return folder.resolve("%010d.mail".formatted(number));
    }
}
