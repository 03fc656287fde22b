package org.honeyspam.content.campaign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.honeyspam.content.Fingerprint;

/**
 * Tells of each message to which campaign it belongs, by comparing it with the few exemplars that
 * have a key in common with it. A campaign never changes its id, and two never become one: what
 * belongs to both goes to the one that it is more like, and they are kin.
 *
 * @param <E> what goes wrong where they are kept
 */
public final class Campaigns<E extends Exception> {
    /** So many exemplars of a key are compared with; what more there are is as common as mud. */
    static final int CANDIDATES_MAX = 32;

    /** So many members of a campaign are compared with. */
    static final int EXEMPLARS_MAX = 8;

    /** What is as much alike as this to an exemplar adds nothing as another. */
    static final double NEW_BELOW = 0.8;

    private static final int ID_CHARS = 16;

    private final CampaignRows<E> rows;

    /**
     * Where a message went.
     *
     * @param founded whether it is the first of its campaign
     * @param likeness to the most alike member that it was compared with
     * @param kin others that it could have belonged to
     */
    public record Placed(String campaign, boolean founded, double likeness, List<String> kin) {}

    public Campaigns(CampaignRows<E> rows) {
        this.rows = rows;
    }

    /**
     * Places a message.
     *
     * @param sha256 of its bytes, after which a campaign that it founds is called
     */
    public Placed place(String sha256, Fingerprint print) throws E {
        List<Long> keys = Keys.of(print);
        Map<String, Double> likest = new LinkedHashMap<>();
        for (Exemplar candidate : candidates(keys)) {
            double likeness = Likeness.of(print, candidate.fingerprint());
            if (likeness >= Likeness.SAME_MIN) {
                likest.merge(candidate.campaign(), likeness, Math::max);
            }
        }
        if (likest.isEmpty()) {
            String id = sha256.substring(0, Math.min(ID_CHARS, sha256.length()));
            rows.add(new Exemplar(id, rows.exemplars(id), print), keys);
            return new Placed(id, true, 0, List.of());
        }
        String campaign = best(likest);
        double likeness = likest.getOrDefault(campaign, 0.0);
        int exemplars = rows.exemplars(campaign);
        if (likeness < NEW_BELOW && exemplars < EXEMPLARS_MAX) {
            rows.add(new Exemplar(campaign, exemplars, print), keys);
        }
        var kin = new TreeSet<>(likest.keySet());
        kin.remove(campaign);
        return new Placed(campaign, false, likeness, List.copyOf(kin));
    }

    private Collection<Exemplar> candidates(List<Long> keys) throws E {
        Map<String, Exemplar> candidates = new LinkedHashMap<>();
        for (long key : keys) {
            for (Exemplar found : rows.find(key, CANDIDATES_MAX)) {
                candidates.put(found.campaign() + " " + found.number(), found);
            }
        }
        return new ArrayList<>(candidates.values());
    }

    /** Of two that are as much alike the one whose id comes first: any rule does that is one. */
    private static String best(Map<String, Double> likest) {
        String best = "";
        double most = -1;
        for (Map.Entry<String, Double> one : likest.entrySet()) {
            boolean first = one.getValue() == most && one.getKey().compareTo(best) < 0;
            if (one.getValue() > most || first) {
                best = one.getKey();
                most = one.getValue();
            }
        }
        return best;
    }
}
