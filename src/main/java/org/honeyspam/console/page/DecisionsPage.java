package org.honeyspam.console.page;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.honeyspam.config.Network;
import org.honeyspam.console.Backend;
import org.honeyspam.console.Desk;
import org.honeyspam.console.access.Doorkeeper;
import org.honeyspam.console.sheet.Column;
import org.honeyspam.console.sheet.Sheet;
import org.honeyspam.intel.Blocks;
import org.jspecify.annotations.Nullable;

/** What was decided by hand about the blacklist, and how it is decided. */
public final class DecisionsPage implements Page {
    public static final String PATH = "/decisions";

    private static final int REASON_CHARS_MAX = 500;

    private final Backend backend;
    private final Desk desk;
    private final Doorkeeper doorkeeper;

    public DecisionsPage(Backend backend, Desk desk, Doorkeeper doorkeeper) {
        this.backend = backend;
        this.desk = desk;
        this.doorkeeper = doorkeeper;
    }

    /** What a form of it is filled in with. */
    public record Model(String network, @JsonValue Sheet decisions) {}

    @Override
    public Found find(Ask ask) throws Ask.Wrong, IOException, SQLException {
        var rows =
                Sheet.of(
                        Column.of("time", "Time", Column.Kind.TIME),
                        Column.text("action", "Decided"),
                        Column.of("network", "Of", Column.Kind.NETWORK),
                        Column.text("reason", "Why"),
                        Column.text("who", "By"),
                        Column.of("until", "Until", Column.Kind.TIME));
        List<Blocks.Decision> all = backend.blocks().all().reversed();
        for (Blocks.Decision decision : all.subList(0, Math.min(all.size(), ask.limit()))) {
            String until = decision.until();
            rows.row(
                    Instant.parse(decision.time()),
                    decision.action().name().toLowerCase(Locale.ROOT),
                    decision.range().source(),
                    decision.reason(),
                    decision.who(),
                    until == null ? null : Instant.parse(until));
        }
        Sheet sheet = rows.build();
        return new Found(
                "decisions.jte", "Decided by hand", new Model(ask.text("network"), sheet), sheet);
    }

    /** Decides; it is in the audit trail before it holds. */
    public Map<String, Object> decide(Ask ask, InetAddress from)
            throws Ask.Wrong, IOException, SQLException {
        Blocks.Action action = action(ask.text("action"));
        Network network = ask.network("network");
        String reason = ask.text("reason");
        if (network == null) {
            throw Ask.Wrong.request("network: an address, or a network such as 192.0.2.0/24");
        }
        if (reason.isEmpty() || reason.length() > REASON_CHARS_MAX) {
            throw Ask.Wrong.request("reason: why, in up to %d letters".formatted(REASON_CHARS_MAX));
        }
        Duration lasting = lasting(ask.text("for"));
        if (action == Blocks.Action.ADD) {
            List<String> never =
                    desk.ask(
                            views ->
                                    Stream.ofNullable(
                                                    backend.neverListed(network, views, ask.now()))
                                            .toList());
            if (!never.isEmpty()) {
                throw Ask.Wrong.request(
                        "%s is never listed: %s".formatted(network.source(), never.getFirst()));
            }
        }
        Instant now = ask.now().truncatedTo(ChronoUnit.SECONDS);
        String until = lasting == null ? null : now.plus(lasting).toString();
        String what = "block_" + action.name().toLowerCase(Locale.ROOT);
        String who = ask.caller().name();
        doorkeeper.tell(who, from, what, "%s: %s".formatted(network.text(), reason));
        backend.blocks()
                .decide(
                        new Blocks.Decision(
                                now.toString(), action, network.text(), reason, who, until));
        return Map.of("network", network.source(), "action", ask.text("action"));
    }

    /** Writes into the audit trail what was taken. */
    public void tell(Ask ask, InetAddress from, String what) throws IOException {
        doorkeeper.tell(ask.caller().name(), from, what, String.join(" ", ask.path().values()));
    }

    private static Blocks.Action action(String text) throws Ask.Wrong {
        for (Blocks.Action action : Blocks.Action.values()) {
            if (action.name().equalsIgnoreCase(text)) {
                return action;
            }
        }
        throw Ask.Wrong.request("action: add, allow or remove");
    }

    private static @Nullable Duration lasting(String text) throws Ask.Wrong {
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("[1-9]\\d{0,4}[hd]")) {
            throw Ask.Wrong.request("for: a time such as 12h or 30d, or nothing for ever");
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return text.endsWith("h") ? Duration.ofHours(number) : Duration.ofDays(number);
    }
}
