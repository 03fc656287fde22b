package org.honeyspam.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.JournalReader.Position;
import org.honeyspam.journal.Lines;

/** Which events are in the journal of this node, so that none is taken twice. */
final class Here {
    private final Map<String, Ranges> boots = new HashMap<>();

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

    boolean has(Lines.Id id) {
        Ranges numbers = boots.get(id.node() + "-" + id.boot());
        return numbers != null && numbers.contains(id.number());
    }

    /** The same, to be added to apart. */
    Here copy() {
        var copy = new Here();
        boots.forEach((boot, numbers) -> copy.boots.put(boot, numbers.copy()));
        return copy;
    }
}
