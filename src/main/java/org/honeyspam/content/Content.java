package org.honeyspam.content;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a message says, as far as the limits let it be read. Strings are what the sender wrote,
 * decoded: who shows them makes them safe.
 *
 * @param hops the way it claims to have come, the last server first
 * @param languages of its text, the surest first, by their ISO 639-1 names
 * @param text what a reader sees of it
 * @param truncated the limits that cut something off
 */
public record Content(
        Head head,
        List<Hop> hops,
        Part body,
        String text,
        List<String> languages,
        List<Link> links,
        Finds finds,
        Set<Oddity> oddities,
        Set<Limit> truncated) {
    /** Reads the bytes that the message store keeps. Never throws, whatever they are. */
    public static Content read(byte[] message, Vantage vantage) {
        var notes = new Notes();
        var walk = new MimeWalk(message, notes);
        Part body = walk.walk();
        Head head = Head.of(walk.fields(), notes);
        List<Hop> hops = Chain.of(walk.fields(), vantage, notes);
        var reading = new Reading(notes);
        walk.texts().forEach(reading::add);
        reading.addFields(walk.fields());
        String text = reading.text();
        Finds finds = reading.finds();
        return new Content(
                head,
                hops,
                body,
                text,
                Languages.of(text),
                reading.links(),
                finds,
                notes.oddities(),
                notes.truncated());
    }

    /** All its parts that hold no others, in order. */
    public List<Part> leaves() {
        return leaves(body).toList();
    }

    private static Stream<Part> leaves(Part part) {
        return part.parts().isEmpty()
                ? Stream.of(part)
                : part.parts().stream().flatMap(Content::leaves);
    }
}
