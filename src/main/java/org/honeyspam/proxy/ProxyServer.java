package org.honeyspam.proxy;

import java.util.function.Function;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Dialogue;

/**
 * What all sessions of one proxy listener share.
 *
 * @param host the name the proxy gives as its own
 * @param pages makes the page that a URL shows
 * @param relays answers as the mail server of that name would
 */
public record ProxyServer(
        String host,
        Configuration.Proxy settings,
        Function<String, byte[]> pages,
        Function<String, Dialogue> relays) {

    /** A dialogue for one connection. */
    public Dialogue dialogue() {
        return new ProxyDialogue(this, new Squid(host));
    }
}
