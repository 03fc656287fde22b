package org.honeyspam.web;

import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.site.Sites;

/** What all sessions of one web listener share. */
public record WebServer(Sites sites, Configuration.Web settings) {

    /** A dialogue for one connection. */
    public Dialogue dialogue() {
        return new WebDialogue(this);
    }
}
