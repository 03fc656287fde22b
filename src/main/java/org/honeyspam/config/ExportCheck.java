package org.honeyspam.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.TableReader.Read;
import org.jspecify.annotations.Nullable;

/** Finds copies of the blacklist that would replace something else: a copy is written unasked. */
final class ExportCheck {
    /** Files that other tables name. */
    private static final Map<String, List<String>> NAMED =
            Map.of(
                    "node", List.of("key_file"),
                    "listener", List.of("certificate", "certificate_key"),
                    "site", List.of("certificate", "certificate_key", "robots"),
                    "geo", List.of("country_file", "asn_file"),
                    "views", List.of("password_file"),
                    "console", List.of("users_file", "certificate", "certificate_key"),
                    "alerts", List.of("smart_host_password_file", "webhook_token_file"),
                    "crawlers", List.of("list"));

    private final Path file;
    private final Map<Path, String> taken = new LinkedHashMap<>();
    private final List<Mistake> mistakes = new ArrayList<>();

    private ExportCheck(Path file) {
        this.file = file;
        taken.put(file, "this file");
    }

    static List<Mistake> of(Map<String, List<Read>> tables, Path file) {
        var check = new ExportCheck(file);
        NAMED.forEach((table, keys) -> check.name(tables.getOrDefault(table, List.of()), keys));
        Path data = check.path(tables.getOrDefault("node", List.of()).getFirst().text("data"));
        for (Read export : tables.getOrDefault("export", List.of())) {
            check.look(export, data);
        }
        return check.mistakes;
    }

    private void name(List<Read> tables, List<String> keys) {
        for (Read table : tables) {
            for (String key : keys) {
                if (table.values().get(key) instanceof String text && !text.isEmpty()) {
                    taken.put(path(text), key);
                }
            }
        }
    }

    private void look(Read export, Path data) {
        Path wanted = path(export.text("file"));
        String what = whose(wanted, data);
        if (what != null) {
            var at = export.place("file");
            String said = "file: %s is %s".formatted(wanted, what);
            mistakes.add(
                    new Mistake(at.line(), at.column(), said, "a file that nothing else is in"));
        }
        taken.put(wanted, "another export's");
    }

    private @Nullable String whose(Path wanted, Path data) {
        return wanted.startsWith(data) ? "in the data folder" : taken.get(wanted);
    }

    private Path path(String text) {
        return file.resolveSibling(text).normalize();
    }
}
