package org.honeyspam.node;

import java.nio.file.Path;

/** What lies where below the data folder; the one place that knows. */
public record DataFolder(Path root) {

    public Path journal() {
        return root.resolve("journal");
    }

    public Path mail() {
        return root.resolve("mail");
    }

    /** The counter of the addresses made. */
    public Path serials() {
        return root.resolve("serials");
    }

    /** The key of the self-signed certificates. */
    public Path tls() {
        return root.resolve("tls");
    }

    public Path views() {
        return root.resolve("views.db");
    }

    /** The probes, and which were claimed: losing it can send one twice. */
    public Path probes() {
        return root.resolve("probe.db");
    }
}
