package org.honeyspam.console;

import org.honeyspam.console.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param caller null for who is not logged in
 * @param path of the page
 * @param csv where the page's table can be had as CSV; null if it has none
 */
public record Frame(
        String title,
        String path,
        @Nullable Caller caller,
        String node,
        boolean well,
        @Nullable String csv,
        @Nullable String json) {
    /** What has to come with a form. */
    public String csrf() {
        return caller == null ? "" : caller.csrf();
    }

    public boolean isOperator() {
        return caller != null && caller.isOperator();
    }

    /** Whether a link of the menu leads to where one is. */
    public boolean isAt(String link) {
        return path.equals(link) || (!link.equals("/") && path.startsWith(link + "/"));
    }
}
