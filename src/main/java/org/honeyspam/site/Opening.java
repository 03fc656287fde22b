package org.honeyspam.site;

import java.util.List;
import org.honeyspam.bait.Grant;
import org.jspecify.annotations.Nullable;

/**
 * Something of a site by which one might get in, for those who look for it. Nothing is ever run.
 */
interface Opening {
    /**
     * Who looks.
     *
     * @param session of his, by which a program knows him again
     * @param shown the addresses that he gets there
     */
    record Caller(Way way, String session, List<Grant.Shown> shown) {
        static final Caller NOBODY = new Caller(new Way("http://", ""), "", List.of());
    }

    /** What is at a path; null if nothing is. */
    Site.@Nullable Page page(String path, Caller caller);

    /** Whether an address stands in what is at a path. */
    default boolean wantsAddress(String path) {
        return false;
    }

    /** The form at a path; null if there is none. */
    default @Nullable FormKind form(String path) {
        return null;
    }

    /** What is answered to a form; null if a path takes none. */
    default Site.@Nullable Page posted(String path) {
        return null;
    }

    /** Whether something is below a path that ends in a slash. */
    default boolean isFolder(String path) {
        return false;
    }
}
