package org.honeyspam.share;

import java.io.Closeable;
import java.io.IOException;
import org.honeyspam.intel.Letter;

/** A place that letters are written to; what is there already is left alone. */
public interface MailFormat extends Closeable {

    /** Writes it, whole or not at all; false if it is there already. */
    boolean add(Letter letter, byte[] text) throws IOException;

    /** Makes final what was written; without it, nothing that was not there before need be. */
    void finish() throws IOException;
}
