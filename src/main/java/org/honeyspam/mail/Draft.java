package org.honeyspam.mail;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import org.honeyspam.dialogue.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A message under way, in memory. All drafts share one allowance; one that finds it used up gives
 * its memory back and fails when it is to be stored. For one thread at a time.
 */
public final class Draft {
    private final Allowance memory;
    private final MessageDigest digest = Sha256.begin();
    private @Nullable ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long charged;

    Draft(Allowance memory) {
        this.memory = memory;
    }

    /** Adds a piece; false if there is no memory for the message. */
    public boolean add(byte[] piece) {
        ByteArrayOutputStream out = bytes;
        if (out == null) {
            return false;
        }
        charged += piece.length;
        if (!memory.take(piece.length)) {
            drop();
            return false;
        }
        digest.update(piece);
        out.writeBytes(piece);
        return true;
    }

    /** Gives the memory back; the message is gone. */
    public void drop() {
        bytes = null;
        memory.giveBack(charged);
        charged = 0;
    }

    public long sizeBytes() {
        return bytes == null ? 0 : bytes.size();
    }

    /** The whole message; null if it was dropped. */
    byte @Nullable [] content() {
        return bytes == null ? null : bytes.toByteArray();
    }

    byte[] hash() {
        return digest.digest();
    }
}
