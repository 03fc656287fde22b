package org.honeyspam.intel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.honeyspam.content.Fingerprint;
import org.honeyspam.content.campaign.CampaignRows;
import org.honeyspam.content.campaign.Exemplar;
import org.honeyspam.dialogue.Bounded;

/**
 * The members of campaigns that messages are compared with, in the store; the last ones at hand.
 */
final class ExemplarRows implements CampaignRows<SQLException> {
    /** About ten megabytes. */
    private static final int AT_HAND_MAX = 8_000;

    private final Database database;

    private final Map<String, Exemplar> atHand = Bounded.byUse(AT_HAND_MAX);

    ExemplarRows(Database database) {
        this.database = database;
    }

    private record Place(long id, String campaign, int number) {
        static Place of(ResultSet row) throws SQLException {
            return new Place(row.getLong(1), row.getString(2), row.getInt(3));
        }
    }

    @Override
    public List<Exemplar> find(long key, int max) throws SQLException {
        List<Place> places =
                database.query(
                        "select exemplar.id, campaign, number from band"
                                + " join exemplar on exemplar.id = band.exemplar"
                                + " where key = ? order by band.exemplar limit ?",
                        Place::of,
                        key,
                        max);
        List<Exemplar> found = new ArrayList<>(places.size());
        for (Place place : places) {
            found.add(exemplar(place));
        }
        return found;
    }

    private Exemplar exemplar(Place place) throws SQLException {
        String name = place.campaign() + " " + place.number();
        Exemplar exemplar = atHand.get(name);
        if (exemplar == null) {
            byte[] packed =
                    database.query(
                                    "select fingerprint from exemplar where id = ?",
                                    row -> row.getBytes(1),
                                    place.id())
                            .getFirst();
            var print = Fingerprint.unpacked(packed);
            exemplar = new Exemplar(place.campaign(), place.number(), print);
            atHand.put(name, exemplar);
        }
        return exemplar;
    }

    @Override
    public void add(Exemplar exemplar, List<Long> keys) throws SQLException {
        long id = database.number("select coalesce(max(id), 0) + 1 from exemplar");
        database.update(
                "insert into exemplar values (?, ?, ?, ?)",
                id,
                exemplar.campaign(),
                exemplar.number(),
                exemplar.fingerprint().packed());
        try (var bands = new Rows(database, "insert into band values (?, ?)")) {
            for (long key : keys) {
                bands.add(key, id);
            }
            bands.write();
        }
    }

    @Override
    public int exemplars(String campaign) throws SQLException {
        return (int) database.number("select count(*) from exemplar where campaign = ?", campaign);
    }

    /** Forgets what is at hand: it may not have come to be. */
    void forget() {
        atHand.clear();
    }
}
