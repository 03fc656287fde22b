package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;

/** The two decoy sites of the tests, with pages that follow from a fixed key. */
public final class TestSites {
    static final Corpus CORPUS = corpus();

    private TestSites() {}

    private static Corpus corpus() {
        try {
            return Corpus.read(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Sites make() {
        return make(TestNode.WEB);
    }

    public static Sites make(Configuration.Web settings) {
        return make(TestNode.SITES, settings);
    }

    public static Sites make(List<Configuration.Site> named, Configuration.Web settings) {
        return make(named, settings, "the key of the tests' pages");
    }

    static Sites make(List<Configuration.Site> named, Configuration.Web settings, String key) {
        byte[] secret = key.getBytes(US_ASCII);
        return new Sites(named, settings, secret, TestNode.bait(), CORPUS, TestNode.manners());
    }
}
