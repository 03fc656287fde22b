package org.honeyspam.content;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.content.Link.Kind;
import org.honeyspam.content.Link.Trick;
import org.jspecify.annotations.Nullable;

/** Gathers from the texts of a message what its reader sees and where it leads him. */
final class Reading {
    private final Notes notes;
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder rendered = new StringBuilder();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Set<String> addresses = new LinkedHashSet<>();
    private final Set<String> phones = new LinkedHashSet<>();
    private final Set<Finds.Wallet> wallets = new LinkedHashSet<>();

    Reading(Notes notes) {
        this.notes = notes;
    }

    void add(MimeWalk.Piece piece) {
        if (piece.html()) {
            var page = new Page(piece.text(), this, notes);
            rendered.append(page.text()).append('\n');
            find(page.text());
        } else {
            plain.append(piece.text()).append('\n');
            find(piece.text());
        }
    }

    private void find(String text) {
        TextLinks.find(text, this);
        Mailboxes.find(text, this);
        Phones.find(text, phones, notes);
        Wallets.find(text, wallets, notes);
    }

    /** Those fields lead somewhere, too. */
    void addFields(List<Field> fields) {
        for (Field field : fields) {
            if (field.is("List-Unsubscribe")
                    || field.is("Errors-To")
                    || field.is("X-Complaints-To")) {
                TextLinks.find(field.value(), Kind.HEADER, this);
            }
        }
    }

    @Nullable Link link(String written, Kind kind, Set<Trick> tricks) {
        if (!notes.room(Limit.LINKS, links.size())) {
            return null;
        }
        Link link = LinkText.read(written, kind, notes);
        if (link == null) {
            return null;
        }
        Set<Trick> all = EnumSet.noneOf(Trick.class);
        all.addAll(link.tricks());
        all.addAll(tricks);
        Link known = links.get(link.url());
        if (known != null) {
            all.addAll(known.tricks());
        }
        Kind first = known == null ? kind : known.kind();
        link = new Link(link.url(), first, link.host(), link.domain(), all);
        links.put(link.url(), link);
        String carried = known == null ? LinkText.carried(link) : null;
        if (carried != null) {
            link(carried, Kind.REDIRECT, Set.of());
        }
        return link;
    }

    void address(String address) {
        if (!addresses.contains(address) && notes.room(Limit.ADDRESSES, addresses.size())) {
            addresses.add(address);
        }
    }

    void phone(String link) {
        Phones.find(link, phones, notes);
    }

    void odd(Oddity oddity) {
        notes.odd(oddity);
    }

    /** Of two forms of one text the longer one: some senders leave one of them all but empty. */
    String text() {
        String page = rendered.toString().strip();
        String other = plain.toString().strip();
        boolean both = !page.isEmpty() && !other.isEmpty();
        String seen = both ? (page.length() * 2 >= other.length() ? page : other) : page + other;
        if (seen.isEmpty()) {
            notes.odd(Oddity.NO_TEXT);
        }
        String text = notes.within(Limit.TEXT_CHARS, seen);
        if (Normal.disguised(text)) {
            notes.odd(Oddity.DISGUISED_LETTERS);
        }
        return text;
    }

    List<Link> links() {
        return List.copyOf(links.values());
    }

    Finds finds() {
        return new Finds(List.copyOf(addresses), List.copyOf(phones), List.copyOf(wallets));
    }
}
