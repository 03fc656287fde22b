package org.honeyspam.content.campaign;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.honeyspam.content.Fingerprint;

/** The keys under which an exemplar is kept, one of which a message like it has as well. */
final class Keys {
    /** Of the links, which may be many. */
    private static final int LINKS_MAX = 4;

    private Keys() {}

    static List<Long> of(Fingerprint print) {
        Set<Long> keys = new LinkedHashSet<>();
        for (long band : print.sketch().bands()) {
            keys.add(band);
        }
        for (String attachment : print.attachments()) {
            keys.add(Fingerprint.key("attachment", attachment));
        }
        for (String link : print.links().subList(0, Math.min(LINKS_MAX, print.links().size()))) {
            keys.add(Fingerprint.key("link", link));
        }
        if (!print.subject().isEmpty() || print.sketch().shingles() == 0) {
            keys.add(Fingerprint.key("subject", print.subject()));
        }
        return new ArrayList<>(keys);
    }
}
