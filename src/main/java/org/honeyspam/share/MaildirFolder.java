package org.honeyspam.share;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.honeyspam.intel.Letter;

/**
 * A Maildir. A letter's name follows from its event, so that a second export adds only what is new,
 * also when a mail program has moved and marked the first.
 */
public final class MaildirFolder implements MailFormat {
    private final Path folder;
    private final Set<String> there = new HashSet<>();

    public MaildirFolder(Path folder) throws IOException {
        this.folder = folder;
        for (String name : new String[] {"tmp", "new", "cur"}) {
            Private.folder(folder.resolve(name));
            try (Stream<Path> files = Files.list(folder.resolve(name))) {
                files.map(file -> file.getFileName().toString().replaceFirst(":.*", ""))
                        .filter(file -> !name.equals("tmp"))
                        .forEach(there::add);
            }
        }
    }

    @Override
    public boolean add(Letter letter, byte[] text) throws IOException {
        String name = letter.time().getEpochSecond() + "." + letter.id() + ".honeyspam";
        if (!there.add(name)) {
            return false;
        }
        Path written = Private.beside(folder.resolve("tmp").resolve(name));
        Files.write(written, Delivery.of(letter, text));
        Files.move(written, folder.resolve("new").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
