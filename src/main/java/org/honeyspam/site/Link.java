package org.honeyspam.site;

/** A link as a page has it. */
record Link(String href, String title) {
    /** Whether it leads to another site. */
    boolean isElsewhere() {
        return href.startsWith("http");
    }
}
