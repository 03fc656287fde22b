package org.honeyspam.content.campaign;

import java.util.List;

/**
 * What is kept of campaigns between messages: the exemplars, and the keys by which they are found.
 * One writer at a time; what was added is found from then on.
 *
 * @param <E> what goes wrong where they are kept
 */
public interface CampaignRows<E extends Exception> {
    /**
     * The first exemplars that were added with that key, at most so many, in the order of adding.
     */
    List<Exemplar> find(long key, int max) throws E;

    /** Keeps an exemplar under each of its keys. */
    void add(Exemplar exemplar, List<Long> keys) throws E;

    /** How many exemplars the campaign has. */
    int exemplars(String campaign) throws E;
}
