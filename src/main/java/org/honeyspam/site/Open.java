package org.honeyspam.site;

/** What everybody may see of a site, robots too. */
enum Open {
    HOME,
    ABOUT,
    CONTACT,
    TEAM,
    LATEST,
    SEARCH,
    TERMS,
    GUESTBOOK,
    REGISTER,
    RESET,
    ROBOTS,
    SITEMAP,
    FEED,
    ATOM,
    STYLE,
    LOGO,
    LOGO_PNG,
    BANNER,
    ICON;

    /** Whether it is a page to read, which a site map lists. */
    boolean isPage() {
        return switch (this) {
            case HOME, ABOUT, CONTACT, TEAM, LATEST, SEARCH, TERMS, GUESTBOOK, REGISTER, RESET ->
                    true;
            default -> false;
        };
    }

    /** Whether what a visitor fills in can be sent there. */
    boolean takesForms() {
        return switch (this) {
            case CONTACT, SEARCH, GUESTBOOK, REGISTER, RESET -> true;
            default -> false;
        };
    }
}
