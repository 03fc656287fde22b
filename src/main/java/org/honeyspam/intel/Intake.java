package org.honeyspam.intel;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.Recorded;
import org.honeyspam.journal.Replayed;
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
    private final long batch;
    private final Rows events;
    private final Rows addresses;
    private final Rows messages;
    private final Rows recipients;
    private final Rows deedRows;
    private final Rows conduct;
    private final Rows logins;
    private final Rows forms;
    private final Rows namings;
    private final Walks walks;
    private final Rollups rollups;
    private final Trials trials;
    private final Rows arrivalRows;
    private final Tally<String> arrivals = new Tally<>();
    private final Tally<Doer> deeds = new Tally<>();
    private final Set<String> messageEvents = new HashSet<>();
    private long lastEvent;
    private long lastMessage;

    /** Who did what. */
    private record Doer(String ip, Reason reason) {}

    private record Player(String ip, Part part) {}

    /**
     * Begins a batch.
     *
     * @param batch its number, which rows keep that change
     */
    Intake(Database database, long batch) throws SQLException {
        this.database = database;
        this.batch = batch;
        this.lastEvent = database.number("select coalesce(max(id), 0) from event");
        // Those that were read may be forgotten; their numbers are not given again.
        this.lastMessage =
                Math.max(
                        database.number("select coalesce(max(id), 0) from message"),
                        database.number("select message from perused"));
        this.events = new Rows(database, "insert into event values (?, ?, ?, ?, ?, ?, ?)");
        this.addresses =
                new Rows(
                        database,
                        "insert into address values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing");
        this.messages =
                new Rows(
                        database,
                        "insert into message values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.recipients = new Rows(database, "insert into recipient values (?, ?, ?, ?)");
        this.deedRows =
                new Rows(
                        database,
                        "insert into deed values (?, ?, ?, ?, ?, ?) on conflict (ip, reason) do update set "
                                + Span.counted("deed")
                                + ", batch = excluded.batch");
        this.conduct =
                new Rows(
                        database,
                        "insert into conduct values (?, ?, ?, ?, ?) on conflict (ip, part) do update set "
                                + Span.counted("conduct"));
        this.forms = new Rows(database, "insert into form values (?, ?, ?, ?, ?, ?, ?, ?)");
        this.namings = Namings.rows(database);
        this.logins = new Rows(database, "insert into login values (?, ?) on conflict do nothing");
        this.walks = new Walks(database);
        this.rollups = new Rollups(database);
        this.trials = new Trials(database);
        this.arrivalRows = Arrivals.rows(database);
    }

    void take(Recorded recorded) throws SQLException {
        String ip = recorded.sourceIp();
        if (recorded.event() instanceof JournalEvent.ProbeFound probe) {
            messages.write(); // It may have been taken in this very batch.
            trials.found(probe);
        }
        if (ip == null) {
            return; // What the node itself did.
        }
        long time = recorded.time().toEpochMilli();
        String action = Summary.action(recorded.event());
        // Who asks by datagram may be anybody: he is none of the busiest.
        boolean named = !"dns".equals(recorded.service());
        rollups.count(time, String.valueOf(recorded.service()), action, named ? ip : null);
        events.add(
                ++lastEvent,
                time,
                action,
                recorded.service(),
                recorded.session(),
                ip,
                Summary.of(recorded.event()));
        deeds(recorded, ip, time);
    }

    private void deeds(Recorded recorded, String ip, long time) throws SQLException {
        switch (recorded.event()) {
            case JournalEvent.SessionOpened _ -> {
                // Who came to another's address, or long ago, did not find ours.
                if (recorded.destinationIp() != null && recorded.replayed() == null) {
                    arrivals.add(recorded.destinationIp(), time);
                }
            }
            case JournalEvent.BaitServed bait -> bait(bait, recorded, ip, time);
            case JournalEvent.MessageTaken taken -> message(taken, recorded, ip, time);
            case JournalEvent.CrawlerSeen seen -> {
                // Whom the DNS confirms is never listed: that is for our own to say.
                if (recorded.replayed() == null) {
                    walks.claim(seen, ip, time);
                }
            }
            case JournalEvent.PageServed page -> {
                walks.page(page, ip, time);
                if (page.page().equals("maze")) {
                    deed(ip, Reason.TRESPASSED, 1, time);
                }
            }
            case JournalEvent.ProxyRequest request -> {
                proxied(request, ip, time);
                trials.proxied(request, ip, time);
            }
            case JournalEvent.SmtpAuth login -> login(login, recorded, ip, time);
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

    private void bait(JournalEvent.BaitServed bait, Recorded recorded, String ip, long time)
            throws SQLException {
        // Each node counts its visits from 1.
        boolean others = recorded.replayed() == Replayed.JOURNAL;
        String visit = others ? bait.visit() + "@" + recorded.node() : bait.visit();
        List<String> forms = bait.forms();
        for (int i = 0; i < bait.addresses().size(); i++) {
            addresses.add(
                    bait.addresses().get(i),
                    visit,
                    ip,
                    time,
                    bait.site(),
                    bait.path(),
                    bait.userAgent(),
                    forms == null || i >= forms.size() ? null : forms.get(i));
        }
        rollups.given(time, bait.addresses().size());
        deed(ip, Reason.HARVESTED, bait.addresses().size(), time);
    }

    private void form(JournalEvent.FormPosted posted, Recorded recorded, String ip, long time)
            throws SQLException {
        for (String bait : posted.bait()) {
            forms.add(
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
            String network = Namings.network(ip);
            var key = List.of(named.ip(), reason, network);
            namings.addTo(key, named.ip(), reason, network, ip, time, time, 1L, batch);
        }
    }

    private void login(JournalEvent.SmtpAuth tried, Recorded recorded, String ip, long time)
            throws SQLException {
        deed(ip, Reason.TRIED_PASSWORDS, 1, time);
        String user = tried.user();
        if (recorded.replayed() != null) {
            return; // Whom another let in is not let in here for that.
        }
        if (tried.outcome().equals("accepted") && user != null && tried.password() != null) {
            logins.add(Database.key(user), tried.password());
        }
    }

    private void message(JournalEvent.MessageTaken taken, Recorded recorded, String ip, long time)
            throws SQLException {
        if (isThere(recorded.id())) {
            return; // A copy of an event.
        }
        messages.add(
                ++lastMessage,
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
                taken.messageId() == null ? null : Database.key(taken.messageId()),
                taken.subject(),
                taken.sha256(),
                taken.sizeBytes(),
                taken.traceHeader());
        // Anybody can have written what a mailbox says of who sent a message to whom.
        boolean evidence = recorded.replayed() != Replayed.MAIL;
        int position = 0;
        for (JournalEvent.Recipient to : taken.recipients()) {
            recipients.add(lastMessage, position++, to.address(), to.bait());
            if (to.bait() != null && evidence) {
                harvestMailed(to.bait(), time);
            }
        }
        Reason reason = reason(taken, recorded);
        if (reason != null && evidence) {
            deed(ip, reason, 1, time);
        }
    }

    private boolean isThere(String event) throws SQLException {
        return !messageEvents.add(event)
                || database.number("select count(*) from message where event = ?", event) > 0;
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
        addresses.write(); // It may have been taken in this very batch.
        List<String> harvesters =
                database.query(
                        "select ip from address where address = ?", row -> row.getString(1), bait);
        for (String harvester : harvesters) {
            deed(harvester, Reason.HARVEST_MAILED, 1, time);
        }
    }

    private void deed(String ip, Reason reason, long count, long time) {
        deeds.add(new Doer(ip, reason), time, count);
    }

    /** Writes what was summed up and what waits. */
    void finish() throws SQLException {
        var parts = new Tally<Player>();
        deeds.drain(
                (doer, sum) -> {
                    deedRows.add(
                            doer.ip(),
                            doer.reason().name(),
                            sum.count(),
                            sum.firstMillis(),
                            sum.lastMillis(),
                            batch);
                    parts.add(new Player(doer.ip(), Part.of(doer.reason())), sum);
                });
        parts.drain(
                (player, sum) ->
                        conduct.add(
                                player.ip(),
                                player.part().name(),
                                sum.count(),
                                sum.firstMillis(),
                                sum.lastMillis()));
        arrivals.drain(
                (address, sum) ->
                        arrivalRows.add(address, sum.firstMillis(), sum.lastMillis(), sum.count()));
        for (Rows rows : rows()) {
            rows.write();
        }
        walks.write();
        rollups.write();
        trials.write();
    }

    private List<Rows> rows() {
        return List.of(
                events,
                addresses,
                messages,
                recipients,
                deedRows,
                conduct,
                logins,
                forms,
                namings,
                arrivalRows);
    }

    @Override
    public void close() throws SQLException {
        for (Rows rows : rows()) {
            rows.close();
        }
        walks.close();
        rollups.close();
        trials.close();
    }
}
