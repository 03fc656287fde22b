package org.honeyspam.web;

import java.net.InetAddress;
import java.time.Instant;
import org.honeyspam.config.Configuration.Treatment;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.http.BodySkipper;
import org.honeyspam.journal.PeerText;
import org.honeyspam.site.FormKind;
import org.honeyspam.site.Obedience;
import org.honeyspam.site.Site;
import org.honeyspam.site.Sites;
import org.jspecify.annotations.Nullable;

/** A request as a persona sees it: its head, what came of its body, what it may look up. */
final class Request {
    final RequestHead head;
    final BodySkipper body;
    final int port;
    final Instant now;

    /** How many more the connection may have. */
    final int left;

    private final Sites sites;
    private final Peer peer;
    private Site.@Nullable Page shown;
    private @Nullable Site shownBy;
    private String shownAt = "";
    private Obedience.@Nullable Guest guest;

    Request(RequestHead head, BodySkipper body, int left, Sites sites, Peer peer, Instant now) {
        this.head = head;
        this.body = body;
        this.left = left;
        this.sites = sites;
        this.peer = peer;
        this.port = peer.local().port();
        this.now = now;
    }

    /** The address that the peer speaks to, as it stands in a URL. */
    String address() {
        String text = peer.local().ipText();
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }

    InetAddress visitor() {
        return peer.source().ip();
    }

    boolean has(String host, String path) {
        Site site = sites.site(host);
        return passes(site) ? site.hasOpen(path) : site.has(path);
    }

    /** Whether there are pages below a path that ends in a slash. */
    boolean isFolder(String host, String path) {
        Site site = sites.site(host);
        return passes(site) ? site.isOpenFolder(path) : site.isFolder(path);
    }

    /** Whether he is to see nothing of the maze. */
    private boolean passes(Site site) {
        return guest(site).treatment() == Treatment.PASS;
    }

    private Obedience.Guest guest(Site site) {
        if (guest == null) {
            guest = sites.obedience().guest(peer, userAgent(), site.host(), now);
        }
        return guest;
    }

    /** Who asks, if it was of any matter; else null. */
    Obedience.@Nullable Guest guest() {
        return guest;
    }

    String userAgent() {
        return PeerText.bounded(head.said("user-agent"));
    }

    /** The form that a request would be sent to at that path; null if it is sent to none. */
    @Nullable FormKind form(String host, String path) {
        Site site = sites.site(host);
        boolean open = head.is("POST") && (!passes(site) || site.hasOpen(path));
        return open ? site.form(path) : null;
    }

    /** The page, made for this visitor and, from now on, shown to him; null if there is none. */
    Site.@Nullable Page page(String host, String path) {
        if (shown == null) {
            Site site = sites.site(host);
            shown =
                    form(host, path) != null
                            ? site.posted(path, !passes(site))
                            : switch (guest(site).treatment()) {
                                case PASS -> site.openPage(path, peer);
                                case MAZE -> site.pageWithoutBait(path, peer);
                                case ADDRESSES -> site.page(path, peer, userAgent(), now);
                            };
            shownBy = site;
            shownAt = path;
        }
        return shown;
    }

    Site.@Nullable Page shown() {
        return shown;
    }

    /** Whose page was shown; the first site's if none was. */
    Site shownBy() {
        return shownBy == null ? sites.all().getFirst() : shownBy;
    }

    String shownAt() {
        return shownAt;
    }
}
