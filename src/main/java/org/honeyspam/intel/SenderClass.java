package org.honeyspam.intel;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How a sender comes to the addresses he writes to, and by which way he does. */
public enum SenderClass {
    /** He writes to addresses that his own network took. */
    OWN_HARVEST,
    /** He writes to addresses that another took. */
    BOUGHT_LIST,
    /** He writes to addresses that hosts of several other networks took. */
    MERGED_LISTS,
    /** He writes to addresses, or asks for them, that nobody was shown. */
    GUESSED,
    /** He tries whether relays or proxies work. */
    TESTER,
    /** He sends through the open relay. */
    RELAY_USER,
    /** He sends through the open proxy. */
    PROXY_USER;

    private static final int HARVESTS_MAX = 2_000;

    /** As printed. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The classes of a host; none if it sent nothing. */
    static Set<SenderClass> of(Database database, String ip) throws SQLException {
        Set<SenderClass> classes = EnumSet.noneOf(SenderClass.class);
        String own = Namings.network(ip);
        long others = 0;
        for (String network : harvestersOf(database, ip)) {
            if (network.equals(own)) {
                classes.add(OWN_HARVEST);
            } else {
                others++;
            }
        }
        if (others > 0) {
            classes.add(others < Harvests.RESOLD_FROM_SENDERS ? BOUGHT_LIST : MERGED_LISTS);
        }
        database.query(
                "select reason from deed where ip = ?",
                row ->
                        switch (Reason.valueOf(row.getString(1))) {
                            case MAILED_TRAP, GUESSED -> classes.add(GUESSED);
                            case RELAYED -> classes.add(RELAY_USER);
                            case PROXIED -> classes.add(PROXY_USER);
                            default -> false;
                        },
                ip);
        if (database.number("select count(*) from trial where ip = ?", ip) > 0) {
            classes.add(TESTER);
        }
        return classes;
    }

    /** The networks that took the addresses which he writes to. */
    private static List<String> harvestersOf(Database database, String ip) throws SQLException {
        return database
                .query(
                        "select distinct address.ip from message"
                                + " join recipient on recipient.message = message.id"
                                + " join address on address.address = bait"
                                + " where message.ip = ? limit "
                                + HARVESTS_MAX,
                        row -> row.getString(1),
                        ip)
                .stream()
                .map(Namings::network)
                .distinct()
                .toList();
    }
}
