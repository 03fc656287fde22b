package org.honeyspam.intel;

import java.sql.SQLException;
import java.util.List;
import org.honeyspam.intel.Trace.Outcome;

/** What became of the addresses that were taken: how soon mail came, and from how many. */
final class Harvests {
    /** From so many, who have nothing to do with each other, the list was sold. */
    static final int RESOLD_FROM_SENDERS = 3;

    /** Of one visit or host; there is no need to know more. */
    private static final int MAIL_MAX = 5_000;

    private static final int VISITS_MAX = 20;

    private final Database database;

    Harvests(Database database) {
        this.database = database;
    }

    /** A visit that took addresses, and when it took the first. */
    record Taking(String visit, String ip, long timeMillis, String site, String agent) {}

    private record Mail(String network, String campaign, long firstMillis, long count) {}

    /** The visit with that id; none if it took nothing, or is forgotten. */
    List<Taking> visit(String visit) throws SQLException {
        return takings("visit = ?", visit);
    }

    /** The last visits of a host that took addresses. */
    List<Taking> visits(String ip) throws SQLException {
        return takings("ip = ?", ip);
    }

    /** Which visits they are follows from an index alone, what else is told of them from rows. */
    private List<Taking> takings(String where, String value) throws SQLException {
        return database.query(
                "select visit, first, (select min(ip) from address where address.visit = chosen.visit),"
                        + " (select min(site) from address where address.visit = chosen.visit),"
                        + " (select min(agent) from address where address.visit = chosen.visit)"
                        + " from (select visit, min(time) as first from address where "
                        + where
                        + " group by visit order by 2 desc limit "
                        + VISITS_MAX
                        + ") as chosen order by first desc",
                row ->
                        new Taking(
                                row.getString(1),
                                row.getString(3),
                                row.getLong(2),
                                row.getString(4),
                                row.getString(5)),
                value);
    }

    /** What became of a visit. */
    Outcome of(Taking taking) throws SQLException {
        List<Mail> mail =
                database.query(
                        "select network, campaign, first, count from visit_mail where visit = ?"
                                + " order by first limit "
                                + MAIL_MAX,
                        row ->
                                new Mail(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getLong(4)),
                        taking.visit());
        long addresses =
                database.number("select count(*) from address where visit = ?", taking.visit());
        long mailed =
                database.number(
                        "select count(distinct bait) from recipient"
                                + " join address on address.address = bait where visit = ?",
                        taking.visit());
        var kinship = new Kinship();
        String own = Namings.network(taking.ip());
        boolean byHimself = false;
        long messages = 0;
        long first = Long.MAX_VALUE;
        for (Mail one : mail) {
            kinship.add(one.network(), one.campaign());
            byHimself |= one.network().equals(own);
            messages += one.count();
            first = Math.min(first, one.firstMillis());
        }
        boolean none = mail.isEmpty();
        return new Outcome(
                addresses,
                mailed,
                messages,
                none ? null : Span.time(first),
                none ? null : (first - taking.timeMillis()) / 1_000,
                kinship.senders(),
                HarvesterClass.of(kinship.senders(), byHimself).label());
    }
}
