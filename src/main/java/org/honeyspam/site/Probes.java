package org.honeyspam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.honeyspam.bait.Grant;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Peer;
import org.jspecify.annotations.Nullable;

/** What those find who look for a way in. The key decides which openings a site seems to have. */
final class Probes {
    private final List<Opening> openings = new ArrayList<>();

    Probes(Profile profile, Skin skin) {
        if (!profile.base.equals(Configuration.Site.ROOT)) {
            return; // What stands elsewhere on the host is another's.
        }
        SplittableRandom dice = profile.keyed.dice("probes");
        boolean wordPress = dice.nextInt(3) > 0;
        openings.add(wordPress ? new WordPress(profile) : new AdminPage(profile, skin));
        openings.add(new LeftFiles(profile));
        if (dice.nextInt(3) == 0) {
            openings.add(new PhpMyAdmin(profile));
        }
    }

    /** Whether what stands at a path has an address in it. */
    boolean wantsAddress(String path) {
        return openings.stream().anyMatch(opening -> opening.wantsAddress(path));
    }

    boolean has(String path) {
        return page(path, Opening.Caller.NOBODY) != null;
    }

    boolean isFolder(String path) {
        return openings.stream().anyMatch(opening -> opening.isFolder(path));
    }

    /** What is at a path; null if nothing is. */
    Site.@Nullable Page page(String path, Peer peer, @Nullable Grant grant) {
        List<Grant.Shown> shown = grant == null ? List.of() : grant.shown();
        Site.Page page = page(path, new Opening.Caller(Way.of(peer), peer.session(), shown));
        return page == null || grant == null ? page : page.with(grant);
    }

    private Site.@Nullable Page page(String path, Opening.Caller caller) {
        for (Opening opening : openings) {
            Site.Page page = opening.page(path, caller);
            if (page != null) {
                return page;
            }
        }
        return null;
    }

    /** The form at a path; null if there is none. */
    @Nullable FormKind form(String path) {
        for (Opening opening : openings) {
            FormKind form = opening.form(path);
            if (form != null) {
                return form;
            }
        }
        return null;
    }

    /** What is answered to a password; null if a path takes none. */
    Site.@Nullable Page posted(String path) {
        for (Opening opening : openings) {
            Site.Page page = opening.posted(path);
            if (page != null) {
                return page;
            }
        }
        return null;
    }
}
