package org.honeyspam.journal;

import java.util.ArrayList;
import java.util.List;

/** What a check comes upon: the first of it, and how much more. */
public final class Findings {
    /** Of these each is told. */
    public static final int DAMAGES_MAX = 100;

    private final List<Damage> damages = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long more;
    private boolean partial;

    public void add(Damage damage) {
        if (damages.size() < DAMAGES_MAX) {
            damages.add(damage);
        } else {
            more++;
        }
    }

    /** Something that is no damage, and that one should know. */
    public void note(String text) {
        if (notes.size() < DAMAGES_MAX) {
            notes.add(text);
        }
    }

    /** Part of it has no chain: an older version wrote it, or somebody took the chain away. */
    void noteUnproved(String text) {
        partial = true;
        note(text);
    }

    /** Whether nothing is proved of some of it. */
    public boolean isPartial() {
        return partial;
    }

    public List<Damage> damages() {
        return List.copyOf(damages);
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Damages besides those that are told. */
    public long more() {
        return more;
    }
}
