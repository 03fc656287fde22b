package org.honeyspam.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who came in by one door, and who of them is shed first: of the network that has most, whoever is
 * held longest, then whoever is there longest; never one who is spared. Of networks that have
 * equally many, one with somebody held, then the one that has so many for longest. All of it takes
 * the same time however many there are. Guarded by {@link Admission}.
 */
final class Crowd {
    private final Map<Long, Group> groups = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private int top;
    private int inside;
    private int max;

    /** How often a newcomer found it full, and how often nobody could make room for him. */
    long reached;

    long turnedAway;

    /** Networks that have equally many who can be shed. */
    private static final class Row {
        private final Line<Group> withHeld = new Line<>();
        private final Line<Group> others = new Line<>();

        @Nullable Group first() {
            Group first = withHeld.first();
            return first == null ? others.first() : first;
        }
    }

    /** Those of one network. */
    static final class Group extends Line.Member<Group> {
        private final long network;
        private final Line<Place> held = new Line<>();
        private final Line<Place> others = new Line<>();
        private int inside;
        private int weight;
        private @Nullable Line<Group> in;

        private Group(long network) {
            this.network = network;
        }
    }

    Crowd(int max) {
        this.max = max;
    }

    void bound(int newMax) {
        max = newMax;
    }

    boolean isFull() {
        return inside >= max;
    }

    int inside() {
        return inside;
    }

    int max() {
        return max;
    }

    /** Somebody of whom nothing is known yet is inside. */
    void arrive() {
        inside++;
    }

    /** He is of that network. */
    void settle(Place place, long network) {
        Group group = groups.computeIfAbsent(network, Group::new);
        group.inside++;
        place.group = group;
    }

    /** He stands otherwise from now on. */
    void move(Place place, Place.Stand stand) {
        Group group = place.group;
        if (group == null) {
            place.stand = stand;
            return;
        }
        Line<Place> from = line(group, place.stand);
        Line<Place> to = line(group, stand);
        place.stand = stand;
        if (from != null) {
            from.remove(place);
            group.weight--;
        }
        if (to != null) {
            to.add(place);
            group.weight++;
        }
        rank(group);
    }

    void leave(Place place) {
        inside--;
        Group group = place.group;
        if (group == null) {
            return;
        }
        move(place, Place.Stand.OUT);
        place.group = null;
        if (--group.inside == 0) {
            groups.remove(group.network);
        }
    }

    private static @Nullable Line<Place> line(Group group, Place.Stand stand) {
        return switch (stand) {
            case HELD -> group.held;
            case OTHER -> group.others;
            case OUT, SPARED -> null;
        };
    }

    private void rank(Group group) {
        Line<Group> before = group.in;
        Line<Group> after = group.weight == 0 ? null : line(row(group.weight), group);
        if (before != after) {
            if (before != null) {
                before.remove(group);
            }
            if (after != null) {
                after.add(group);
            }
            group.in = after;
        }
        top = Math.max(top, group.weight);
        while (top > 0 && rows.get(top).first() == null) { // A weight changes by one at most.
            top--;
        }
    }

    private static Line<Group> line(Row row, Group group) {
        return group.held.isEmpty() ? row.others : row.withHeld;
    }

    private Row row(int weight) {
        while (rows.size() <= weight) {
            rows.add(new Row());
        }
        return rows.get(weight);
    }

    /** How many who could be shed are of the network that has most of them. */
    int weight() {
        return top;
    }

    /** Who is shed next; null if nobody can be. */
    @Nullable Place next() {
        Group heaviest = top == 0 ? null : rows.get(top).first();
        if (heaviest == null) {
            return null;
        }
        Place held = heaviest.held.first();
        return held == null ? heaviest.others.first() : held;
    }
}
