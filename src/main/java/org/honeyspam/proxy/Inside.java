package org.honeyspam.proxy;

import java.net.InetAddress;
import java.time.Instant;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.site.Site;
import org.jspecify.annotations.Nullable;

/** The world as it is behind a proxy: all of it is this node. */
public interface Inside {

    /**
     * Where a connection lands.
     *
     * @param tls that comes before the first word; null if it does not
     */
    record Landing(Dialogue dialogue, @Nullable TlsOffer tls) {}

    /** The mail server of that name, at one of the ports of mail. */
    Landing mail(String host, int port);

    /** The proxy of that name or address. */
    Landing proxy(String host, int port);

    /** The page that a host shows at a path; there always is one. */
    Site.Page page(String host, String path, Peer peer, String userAgent, Instant now);

    /** The address as it was left on some page, if it was made here; else null. */
    @Nullable String recognise(String address);

    /** Whether that password is taken; called once for each try. */
    boolean admits(String user, String password, InetAddress source);
}
