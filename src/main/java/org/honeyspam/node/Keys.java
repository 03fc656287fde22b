package org.honeyspam.node;

import java.io.IOException;
import java.nio.file.Path;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.ChainKey;

/** The keys that follow from the installation's own; they stay when that is rotated. */
public final class Keys {
    private Keys() {}

    /** By which the journal is proved whole. */
    static ChainKey chain(Configuration configuration) throws IOException {
        return chain(configuration.node().keyFile());
    }

    /** The same, of a key file. */
    public static ChainKey chain(Path keyFile) throws IOException {
        return new ChainKey(KeyRing.read(keyFile).derive("journal chain"));
    }

    /** By which the list of watched files is known to be the node's own. */
    static ChainKey watch(Configuration configuration) throws IOException {
        return watch(configuration.node().keyFile());
    }

    /** The same, of a key file. */
    public static ChainKey watch(Path keyFile) throws IOException {
        return new ChainKey(KeyRing.read(keyFile).derive("file watch"));
    }
}
