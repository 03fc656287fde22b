package org.honeyspam.web;

import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.Busy;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.http.Posting;
import org.honeyspam.site.FormKind;
import org.honeyspam.site.Site;
import org.honeyspam.site.Sites;
import org.jspecify.annotations.Nullable;

/** What all connections of one web listener share: the sites, and the product that serves them. */
public final class WebServer {
    private final Sites sites;
    private final WebPersona persona;
    private final Pace pace;
    private final int formBytesMax;
    private final Forwarding forwarding;

    /**
     * What a listener shows of itself.
     *
     * @param secure whether all of it is within TLS
     * @param chance what a product draws at its start
     */
    public record Face(Configuration.Persona persona, boolean secure, long chance) {}

    /** One that slows nobody down. */
    public WebServer(Face face, Sites sites, Configuration.Web settings) {
        this(face, sites, settings, Pace.quick());
    }

    /** For visitors who come straight here. */
    public WebServer(Face face, Sites sites, Configuration.Web settings, Pace pace) {
        this(face, sites, settings, pace, List.of());
    }

    /**
     * @param forwarders that say for whom they ask
     */
    public WebServer(
            Face face,
            Sites sites,
            Configuration.Web settings,
            Pace pace,
            List<Network> forwarders) {
        this.forwarding = new Forwarding(forwarders);
        this.sites = sites;
        this.pace = pace;
        this.formBytesMax = settings.formBytesMax();
        this.persona = persona(face, sites.all().getFirst().host(), settings);
    }

    private static WebPersona persona(Face face, String host, Configuration.Web settings) {
        var terms =
                new WebPersona.Terms(
                        host,
                        face.secure(),
                        settings.requestLineBytesMax(),
                        settings.headerCountMax(),
                        settings.requestMax(),
                        settings.keepAliveMax(),
                        settings.keepAliveRequestsMax(),
                        face.chance());
        return switch (face.persona()) {
            case APACHE -> new Apache(terms);
            case NGINX -> new Nginx(terms);
            case IIS -> new Iis(terms);
            default -> throw new IllegalArgumentException(face.persona() + " is no web server");
        };
    }

    /** A dialogue for one connection. */
    public Dialogue dialogue() {
        return new WebDialogue(this);
    }

    /** One for a connection on which TLS agreed on HTTP/2. */
    Dialogue http2() {
        return new Http2Dialogue(this);
    }

    /** What is said to those who are not let in. */
    public Busy busy() {
        return (cause, source, now) -> {
            Reply reply = persona.busy(cause, now);
            return reply == null ? null : new Busy.Words(reply.bytes(), true);
        };
    }

    /** How TLS is done where all of it is within: each site has its own certificate. */
    public TlsOffer tls() {
        List<String> hosts = sites.all().stream().map(Site::host).toList();
        return persona.tls(hosts.getFirst()).with(hosts.subList(1, hosts.size()));
    }

    /** What is kept of the form that a request sends; null if it sends none. */
    @Nullable Posting posting(Request request) {
        String path = request.head.is("POST") ? persona.formAt(request) : null;
        if (path == null) {
            return null;
        }
        String host = persona.host(request.head);
        FormKind kind = request.form(host, path);
        return kind == null
                ? null
                : new Posting(form(request.head, host, kind), sites::recognise, formBytesMax);
    }

    private static Posting.Form form(RequestHead head, String host, FormKind kind) {
        return new Posting.Form(
                kind.label(),
                kind.takesPasswords(),
                host,
                head.target,
                head.said("referer"),
                head.said("user-agent"),
                head.said("content-type"));
    }

    int formBytesMax() {
        return formBytesMax;
    }

    Forwarding forwarding() {
        return forwarding;
    }

    Sites sites() {
        return sites;
    }

    Pace pace() {
        return pace;
    }

    WebPersona persona() {
        return persona;
    }
}
