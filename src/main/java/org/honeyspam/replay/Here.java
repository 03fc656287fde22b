package org.honeyspam.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.JournalReader.Position;
import org.honeyspam.journal.Lines;

/** Which events are in the journal of this node, so that none is taken twice. */
final class Here {
    /** Sessions of mail from mailboxes are called so: there were none. */
    static final String MAIL = "mail-";

    private final Map<String, Ranges> boots = new HashMap<>();
    private final Set<String> mail = new HashSet<>();

    /** Nothing yet. */
    Here() {}

    /** All that is in a journal now. */
    static Here of(Path journal, Steps steps) throws IOException {
        var here = new Here();
        try (var reader = new JournalReader(journal, Position.START)) {
            long count = 0;
            for (String line = reader.nextLine(); line != null; line = reader.nextLine()) {
                String text = Lines.id(line);
                Lines.Id id = text == null ? null : Lines.Id.of(text);
                if (id != null) {
                    here.add(id);
                }
                String session = Lines.session(line);
                if (session != null && session.startsWith(MAIL)) {
                    here.mail.add(session);
                }
                if (++count % Steps.EVERY == 0) {
                    steps.at(count, JournalReader.bytesBehind(journal, reader.position()));
                }
            }
        }
        return here;
    }

    /** Notes an event; false if it is here. */
    boolean add(Lines.Id id) {
        return boots.computeIfAbsent(id.node() + "-" + id.boot(), boot -> new Ranges())
                .add(id.number());
    }

    /** Notes a message of a mailbox by its session; false if it is here. */
    boolean addMail(String session) {
        return mail.add(session);
    }

    boolean has(Lines.Id id) {
        Ranges numbers = boots.get(id.node() + "-" + id.boot());
        return numbers != null && numbers.contains(id.number());
    }

    /** The same, to be added to apart. */
    Here copy() {
        var copy = new Here();
        boots.forEach((boot, numbers) -> copy.boots.put(boot, numbers.copy()));
        copy.mail.addAll(mail);
        return copy;
    }
}
