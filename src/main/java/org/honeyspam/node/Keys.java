package org.honeyspam.node;

import java.io.IOException;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.ChainKey;

/** The keys that follow from the installation's own; they stay when that is rotated. */
public final class Keys {
    private Keys() {}

    /** By which the journal is proved whole. */
    public static ChainKey chain(Configuration configuration) throws IOException {
        return new ChainKey(KeyRing.read(configuration.node().keyFile()).derive("journal chain"));
    }
}
