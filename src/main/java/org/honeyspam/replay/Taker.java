package org.honeyspam.replay;

import java.io.IOException;
import java.util.List;

/** Whoever writes the record of the node: the node itself if it runs. */
public interface Taker {
    /** Takes events; they are on disk when it returns. */
    void events(List<String> lines) throws IOException;

    /** The same of messages of a mailbox, which get an id of this node's. */
    void mail(List<String> lines) throws IOException;

    /** Takes a text that events speak of; it is on disk when it returns. */
    void text(byte[] text) throws IOException;
}
