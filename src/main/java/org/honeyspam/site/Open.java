package org.honeyspam.site;

import org.jspecify.annotations.Nullable;

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
    /** Where a browser is sent to that has sent a form. */
    THANKS,
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

    /** The form that can be sent there; null if none can. */
    @Nullable FormKind form() {
        return switch (this) {
            case CONTACT -> FormKind.CONTACT;
            case SEARCH -> FormKind.SEARCH;
            case GUESTBOOK -> FormKind.GUESTBOOK;
            case REGISTER -> FormKind.REGISTRATION;
            case RESET -> FormKind.PASSWORD_RESET;
            default -> null;
        };
    }
}
