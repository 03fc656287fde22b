package org.honeyspam.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Export;
import org.honeyspam.config.Watch;
import org.honeyspam.journal.SegmentFolder.Own;
import org.jspecify.annotations.Nullable;

/** Which folders and files of a node are watched, and by which rule. */
public final class Places {
    static final String PROGRAM = "program";
    static final String CONFIGURATION = "configuration";
    static final String RECORD = "record";
    static final String DATA = "data";
    static final String OTHER = "other";

    private static final Pattern JOURNAL = Pattern.compile("(\\d{10})\\.(?:jsonl|chain)");
    private static final Pattern MAIL = Pattern.compile("(\\d{10})\\.mail");

    private final Map<Path, WatchedFolder> folders = new LinkedHashMap<>();

    private Places() {}

    /** What the node itself does to its record. */
    public record Deeds(Supplier<Own> journal, Supplier<Own> mail) {}

    /**
     * @param program its jar, or the folder of its classes; null if that is not known
     */
    static List<WatchedFolder> of(Configuration configuration, @Nullable Path program, Deeds own) {
        var places = new Places();
        places.data(configuration, own);
        if (program != null && Files.isRegularFile(program)) {
            places.program(program);
        }
        places.configuration(configuration);
        for (Path path : configuration.watch().paths()) {
            places.other(path);
        }
        return List.copyOf(places.folders.values());
    }

    /** What the configuration names to be watched and is not there now. */
    public static List<Path> missing(Watch watch) {
        return watch.paths().stream().distinct().filter(Files::notExists).toList();
    }

    private void data(Configuration configuration, Deeds own) {
        Path data = configuration.node().dataFolder();
        Map<String, Rule> named = new LinkedHashMap<>();
        for (String base : List.of("views.db", "probe.db")) {
            Stream.of("", "-wal", "-shm", "-journal")
                    .forEach(end -> named.put(base + end, Rule.FREE));
        }
        for (String base : List.of("serials", "alerts", "watch", "control", "console.token")) {
            Stream.of("", ".new", ".part").forEach(end -> named.put(base + end, Rule.FREE));
        }
        named.put("replay.lock", Rule.FREE);
        named.put("blocks.jsonl", Rule.GROWING);
        named.put("audit.jsonl", Rule.GROWING);
        add(new WatchedFolder(data, DATA, named, Rule.FIXED, false, null));
        Map<String, Rule> lock = Map.of("lock", Rule.FREE);
        var journal = new WatchedFolder.Segments(JOURNAL, own.journal());
        add(new WatchedFolder(data.resolve("journal"), RECORD, lock, Rule.FIXED, false, journal));
        var mail = new WatchedFolder.Segments(MAIL, own.mail());
        add(new WatchedFolder(data.resolve("mail"), RECORD, lock, Rule.FIXED, false, mail));
        add(new WatchedFolder(data.resolve("tls"), DATA, Map.of(), Rule.FIXED, false, null));
    }

    /** Of a package all of its folder, with its own Java; else the jar and its libraries. */
    private void program(Path jar) {
        Path home = parent(jar);
        if (Files.isDirectory(home.resolve("runtime"))) {
            add(new WatchedFolder(home, PROGRAM, Map.of(), Rule.FIXED, true, null));
        } else {
            file(jar, PROGRAM);
            Path libraries = home.resolve("lib");
            add(new WatchedFolder(libraries, PROGRAM, Map.of(), Rule.FIXED, true, null));
        }
        launchers(jar).forEach(launcher -> file(launcher, PROGRAM));
    }

    /** What starts the program, where it is not beside its jar. */
    public static List<Path> launchers(Path jar) {
        return Stream.of("../honeyspam", "../../bin/honeyspam")
                .map(launcher -> parent(jar).resolve(launcher).normalize())
                .filter(Files::isRegularFile)
                .toList();
    }

    private void configuration(Configuration configuration) {
        Path file = configuration.file();
        add(new WatchedFolder(parent(file), CONFIGURATION, Map.of(), Rule.LISTED, false, null));
        file(file, CONFIGURATION);
        Set<Path> files = new TreeSet<>(configuration.security().named());
        files.remove(configuration.node().dataFolder());
        files.removeAll(configuration.watch().paths());
        for (Path texts : configuration.web().textFolders()) {
            files.remove(texts);
            add(new WatchedFolder(texts, CONFIGURATION, Map.of(), Rule.FIXED, true, null));
        }
        for (Export export : configuration.exports()) {
            files.remove(export.file());
            rule(export.file(), CONFIGURATION, Rule.FREE);
        }
        files.forEach(one -> file(one, CONFIGURATION));
    }

    /** What is not there yet may come as either. */
    private void other(Path path) {
        if (!Files.isDirectory(path)) {
            file(path, OTHER);
        }
        if (!Files.exists(path) || Files.isDirectory(path)) {
            add(new WatchedFolder(path, OTHER, Map.of(), Rule.FIXED, true, null));
        }
    }

    private void file(Path file, String part) {
        rule(file, part, Rule.FIXED);
    }

    private void rule(Path file, String part, Rule rule) {
        Map<String, Rule> named = Map.of(String.valueOf(file.getFileName()), rule);
        add(new WatchedFolder(parent(file), part, named, null, false, null));
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file : parent;
    }

    /** A folder that is there for two reasons keeps both; the first names the part. */
    private void add(WatchedFolder more) {
        folders.merge(
                more.path(),
                more,
                (there, next) -> {
                    Map<String, Rule> named = new LinkedHashMap<>(next.named());
                    named.putAll(there.named());
                    return new WatchedFolder(
                            there.path(),
                            there.part(),
                            named,
                            there.others() == null ? next.others() : there.others(),
                            there.deep() || next.deep(),
                            there.segments());
                });
    }
}
