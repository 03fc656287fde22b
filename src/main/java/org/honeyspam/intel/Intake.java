package org.honeyspam.intel;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.honeyspam.intel.Views.Deed;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into rows. What is counted by host is summed up first and written at the end: a
 * crawler's thousand pages are one change of its row.
 */
final class Intake implements AutoCloseable {
    private static final int REPLY_NO_SUCH_USER = 550;
    private static final Pattern POSTMASTER =
            Pattern.compile("postmaster(@.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Database database;
    private final PreparedStatement event;
    private final PreparedStatement address;
    private final PreparedStatement message;
    private final PreparedStatement recipient;
    private final PreparedStatement deed;
    private final PreparedStatement login;
    private final PreparedStatement form;
    private final PreparedStatement naming;
    private final Walks walks;
    private final Map<Doer, Deed> deeds = new LinkedHashMap<>();

    /** Who did what. */
    private record Doer(String ip, Reason reason) {}

    Intake(Database database) throws SQLException {
        this.database = database;
        this.event = database.prepare("insert into event values (?, ?, ?, ?, ?, ?)");
        this.address =
                database.prepare("insert or ignore into address values (?, ?, ?, ?, ?, ?, ?, ?)");
        this.message =
                database.prepare(
                        "insert or ignore into message values"
                                + " (null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id");
        this.recipient = database.prepare("insert into recipient values (?, ?, ?)");
        this.deed =
                database.prepare(
                        "insert into deed values (?, ?, ?, ?, ?) on conflict (ip, reason) do update set"
                                + " count = count + excluded.count, first = min(first, excluded.first),"
                                + " last = max(last, excluded.last)");
        this.form = database.prepare("insert into form values (?, ?, ?, ?, ?, ?, ?, ?)");
        this.naming = Namings.insert(database);
        this.login = database.prepare("insert or ignore into login values (?, ?)");
        this.walks = new Walks(database);
    }

    void take(Recorded recorded) throws SQLException {
        String ip = recorded.sourceIp();
        if (ip == null) {
            return; // What the node itself did.
        }
        long time = recorded.time().toEpochMilli();
        row(
                event,
                time,
                Summary.action(recorded.event()),
                recorded.service(),
                recorded.session(),
                ip,
                Summary.of(recorded.event()));
        switch (recorded.event()) {
            case JournalEvent.BaitServed bait -> bait(bait, ip, time);
            case JournalEvent.MessageTaken taken -> message(taken, recorded, ip, time);
            case JournalEvent.CrawlerSeen seen -> walks.claim(seen, ip, time);
            case JournalEvent.PageServed page -> {
                walks.page(page, ip, time);
                if (page.page().equals("maze")) {
                    deed(ip, Reason.TRESPASSED, 1, time);
                }
            }
            case JournalEvent.ProxyRequest request -> proxied(request, ip, time);
            case JournalEvent.SmtpAuth login -> login(login, ip, time);
            case JournalEvent.FormPosted posted -> form(posted, recorded, ip, time);
            case JournalEvent.WeaknessSought _ -> deed(ip, Reason.SOUGHT_WEAKNESS, 1, time);
            case JournalEvent.SmtpCommand command -> command(command, ip, time);
            default -> {
                // The row in the table of events says it all.
            }
        }
    }

    private void command(JournalEvent.SmtpCommand command, String ip, long time) {
        boolean rcpt = command.line().strip().toUpperCase(Locale.ROOT).startsWith("RCPT");
        if (rcpt && command.replyCode() == REPLY_NO_SUCH_USER) {
            deed(ip, Reason.GUESSED, 1, time);
        }
    }

    private void bait(JournalEvent.BaitServed bait, String ip, long time) throws SQLException {
        List<String> forms = bait.forms();
        for (int i = 0; i < bait.addresses().size(); i++) {
            row(
                    address,
                    bait.addresses().get(i),
                    bait.visit(),
                    ip,
                    time,
                    bait.site(),
                    bait.path(),
                    bait.userAgent(),
                    forms == null || i >= forms.size() ? null : forms.get(i));
        }
        deed(ip, Reason.HARVESTED, bait.addresses().size(), time);
    }

    private void form(JournalEvent.FormPosted posted, Recorded recorded, String ip, long time)
            throws SQLException {
        for (String bait : posted.bait()) {
            row(
                    form,
                    bait,
                    time,
                    recorded.session(),
                    ip,
                    posted.kind(),
                    posted.site(),
                    posted.url(),
                    posted.sha256());
        }
        if (!posted.bait().isEmpty()) {
            deed(ip, Reason.POSTED_BAIT, 1, time);
        }
        switch (posted.kind()) {
            case "login", "xml_rpc" -> deed(ip, Reason.TRIED_PASSWORDS, 1, time);
            case "search", "proxied" -> {
                // Anybody may look for something; what goes through a proxy counts as its use.
            }
            default -> deed(ip, Reason.POSTED_FORMS, 1, time);
        }
    }

    private void proxied(JournalEvent.ProxyRequest request, String ip, long time)
            throws SQLException {
        switch (request.outcome()) {
            case "relay" -> deed(ip, Reason.PROXIED, 1, time);
            case "page", "judge", "followed", "timed_out" -> deed(ip, Reason.USED_PROXY, 1, time);
            case "denied" -> deed(ip, Reason.TRIED_PASSWORDS, 1, time);
            default -> {
                // He asked for nothing that anybody gets, or not as one asks.
            }
        }
        Namings.Naming named = Namings.of(request);
        if (named != null) {
            String reason = named.reason().name();
            row(naming, named.ip(), reason, Namings.network(ip), ip, time, time);
        }
    }

    private void login(JournalEvent.SmtpAuth tried, String ip, long time) throws SQLException {
        deed(ip, Reason.TRIED_PASSWORDS, 1, time);
        if (tried.outcome().equals("accepted") && tried.password() != null) {
            row(login, tried.user(), tried.password());
        }
    }

    private void message(JournalEvent.MessageTaken taken, Recorded recorded, String ip, long time)
            throws SQLException {
        Long id =
                inserted(
                        recorded.id(),
                        time,
                        recorded.service(),
                        recorded.session(),
                        ip,
                        recorded.sourcePort(),
                        String.join("\n", recorded.chain()),
                        taken.helo(),
                        taken.sender(),
                        taken.queueId(),
                        taken.messageId(),
                        taken.subject(),
                        taken.sha256(),
                        taken.sizeBytes(),
                        taken.traceHeader());
        if (id == null) {
            return; // A copy of an event that is there.
        }
        for (JournalEvent.Recipient to : taken.recipients()) {
            row(recipient, id, to.address(), to.bait());
            if (to.bait() != null) {
                harvestMailed(to.bait(), time);
            }
        }
        Reason reason = reason(taken, recorded);
        if (reason != null) {
            deed(ip, reason, 1, time);
        }
    }

    /** Null if it is none against anybody. */
    private static @Nullable Reason reason(JournalEvent.MessageTaken taken, Recorded recorded) {
        if ("relay".equals(recorded.service())) {
            return Reason.RELAYED;
        }
        boolean bait = taken.recipients().stream().anyMatch(to -> to.bait() != null);
        if (bait) {
            return Reason.MAILED_BAIT;
        }
        // Who writes to nobody but the postmaster has something to say to us.
        boolean toUs =
                taken.recipients().stream()
                        .map(to -> to.address().replaceAll("[\"\\\\]", ""))
                        .allMatch(to -> POSTMASTER.matcher(to).matches());
        return toUs ? null : Reason.MAILED_TRAP;
    }

    /** Whoever took the address has passed it on, or uses it himself. */
    private void harvestMailed(String bait, long time) throws SQLException {
        List<String> harvesters =
                database.query(
                        "select ip from address where address = ?", row -> row.getString(1), bait);
        for (String harvester : harvesters) {
            deed(harvester, Reason.HARVEST_MAILED, 1, time);
        }
    }

    private void deed(String ip, Reason reason, long count, long time) {
        var done = new Deed(ip, reason, count, time, time);
        deeds.merge(new Doer(ip, reason), done, Deed::and);
    }

    /** Writes what was summed up. */
    void finish() throws SQLException {
        for (Deed done : deeds.values()) {
            row(
                    deed,
                    done.ip(),
                    done.reason().name(),
                    done.count(),
                    done.firstMillis(),
                    done.lastMillis());
        }
        deeds.clear();
        walks.write();
    }

    private @Nullable Long inserted(@Nullable Object... values) throws SQLException {
        Database.bind(message, values);
        try (var id = message.executeQuery()) {
            return id.next() ? id.getLong(1) : null;
        }
    }

    private static void row(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        Database.bind(statement, values);
        statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement :
                List.of(event, address, message, recipient, deed, login, form, naming)) {
            statement.close();
        }
        walks.close();
    }
}
