package org.honeyspam.console.page;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Setting;
import org.honeyspam.console.Backend;
import org.honeyspam.console.access.Audit;
import org.honeyspam.console.sheet.Column;
import org.honeyspam.console.sheet.Sheet;
import org.honeyspam.health.Status;

/** The pages about the node itself: its health, its faces, its configuration, who did what. */
public final class NodePages {
    private final Backend backend;
    private final Audit audit;

    public NodePages(Backend backend, Audit audit) {
        this.backend = backend;
        this.audit = audit;
    }

    /** How the node is. */
    public Found health(Ask ask) {
        return new Found("health.jte", "Health", backend.status());
    }

    /** Every host that it plays, and where. */
    public Found hosts(Ask ask) throws Ask.Wrong {
        var rows =
                Sheet.of(
                        Column.text("host", "Host"),
                        Column.text("service", "Service"),
                        Column.text("persona", "Plays"),
                        Column.text("address", "Address"),
                        Column.of("port", "Port", Column.Kind.NUMBER),
                        Column.of("conversations", "Talking now", Column.Kind.NUMBER));
        for (Status.Port port : backend.status().ports()) {
            rows.row(
                    port.host(),
                    port.service(),
                    port.persona(),
                    port.address(),
                    port.port(),
                    port.conversations());
        }
        for (Configuration.Site site : backend.configuration().sites()) {
            rows.row(site.host(), "site", site.kind(), "", null, null);
        }
        return list("Hosts", "/hosts", "The hosts that the node plays, and where.", ask, rows);
    }

    /** Every key, as it is in effect. */
    public Found configuration(Ask ask) {
        var rows =
                Sheet.of(
                        Column.text("table", "Table"),
                        Column.text("key", "Key"),
                        Column.text("value", "Value"),
                        Column.text("origin", "From"),
                        Column.text("meaning", "Meaning"));
        for (Setting setting : backend.settings()) {
            rows.row(
                    setting.table(),
                    setting.key(),
                    setting.value(),
                    setting.given() ? "file" : "default",
                    setting.meaning());
        }
        Sheet sheet = rows.build();
        return new Found("configuration.jte", "Configuration", sheet, sheet);
    }

    /** Who did what with the console. */
    public Found audit(Ask ask) throws Ask.Wrong, IOException {
        if (!ask.caller().isOperator()) {
            throw Ask.Wrong.forbidden("the audit trail is for operators");
        }
        var rows =
                Sheet.of(
                        Column.of("time", "Time", Column.Kind.TIME),
                        Column.text("who", "Who"),
                        Column.text("from", "From"),
                        Column.text("what", "What"),
                        Column.text("of", "Of"));
        for (Audit.Act act : audit.newest(ask.limit())) {
            rows.row(Instant.parse(act.time()), act.who(), act.from(), act.what(), act.of());
        }
        return list("Audit", "/audit", "What was done with this console.", ask, rows);
    }

    private static Found list(
            String title, String path, String about, Ask ask, Sheet.Builder rows) {
        Sheet sheet = rows.build();
        var model = new ListModel(about, path, ask.query(), List.of(), List.of(), sheet);
        return new Found("list.jte", title, model, sheet);
    }
}
