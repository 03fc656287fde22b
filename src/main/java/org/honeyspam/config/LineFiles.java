package org.honeyspam.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.TableReader.Read;
import org.jspecify.annotations.Nullable;

/** Finds text files that the configuration names and that cannot be read. */
final class LineFiles {
    /** RFC 9309 section 2.5: a crawler reads no more of a robots.txt. */
    private static final int BYTES_MAX = 500 << 10;

    private final Path file;
    private final List<Mistake> mistakes = new ArrayList<>();

    private LineFiles(Path file) {
        this.file = file;
    }

    static List<Mistake> of(Map<String, List<Read>> tables, Path file) {
        var check = new LineFiles(file);
        tables.getOrDefault("site", List.of()).forEach(site -> check.look(site, "robots"));
        tables.getOrDefault("crawlers", List.of()).forEach(one -> check.look(one, "list"));
        return check.mistakes;
    }

    private void look(Read table, String key) {
        if (!table.text(key).isEmpty()) {
            String fault = fault(file.resolveSibling(table.text(key)).normalize());
            if (fault != null) {
                var at = table.place(key);
                String right = "a text file in UTF-8 of at most 500 KiB";
                mistakes.add(new Mistake(at.line(), at.column(), key + ": " + fault, right));
            }
        }
    }

    private static @Nullable String fault(Path path) {
        try {
            if (Files.size(path) > BYTES_MAX) {
                return "%s is longer than 500 KiB".formatted(path);
            }
            Files.readString(path);
            return null;
        } catch (NoSuchFileException e) {
            return "there is no file %s".formatted(path);
        } catch (CharacterCodingException e) {
            return "%s is not UTF-8".formatted(path);
        } catch (IOException e) {
            return "%s cannot be read".formatted(path);
        }
    }
}
