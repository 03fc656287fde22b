package org.honeyspam.net;

import org.jspecify.annotations.Nullable;

/**
 * Some who stand in line, the longest first. Whoever stands in it holds its links, so that he can
 * leave from the middle, and nothing is sought or copied however many there are.
 */
final class Line<M extends Line.Member<M>> {
    private @Nullable M first;
    private @Nullable M last;

    /** Who can stand in one line at a time. */
    abstract static class Member<M extends Member<M>> {
        private @Nullable M before;
        private @Nullable M behind;
    }

    @Nullable M first() {
        return first;
    }

    boolean isEmpty() {
        return first == null;
    }

    void add(M member) {
        M end = last;
        links(member).before = end;
        if (end == null) {
            first = member;
        } else {
            links(end).behind = member;
        }
        last = member;
    }

    /** Takes out one who stands in this line. */
    void remove(M member) {
        Member<M> links = links(member);
        if (links.before == null) {
            first = links.behind;
        } else {
            links(links.before).behind = links.behind;
        }
        if (links.behind == null) {
            last = links.before;
        } else {
            links(links.behind).before = links.before;
        }
        links.before = null;
        links.behind = null;
    }

    /** Its links are private to the member as such. */
    private Member<M> links(M member) {
        return member;
    }
}
