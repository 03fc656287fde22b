package org.honeyspam.content.campaign;

import java.util.List;

/**
 * What is kept of campaigns between messages: the exemplars, and the keys by which they are found.
 * One writer at a time; what was added is found from then on.
 */
public interface CampaignRows {
    /**
     * The first exemplars that were added with that key, at most so many, in the order of adding.
     */
    List<Exemplar> find(long key, int max);

    /** Keeps an exemplar under each of its keys. */
    void add(Exemplar exemplar, List<Long> keys);

    /** How many exemplars the campaign has. */
    int exemplars(String campaign);
}
