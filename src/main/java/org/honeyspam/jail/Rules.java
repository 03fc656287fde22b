package org.honeyspam.jail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What remains allowed. Paths are absolute; of a folder all that is below it is meant.
 *
 * @param reads what may be read
 * @param writes folders in which files may be read, written, made and removed
 * @param ports of TCP that may be connected to; none forbids to connect at all
 */
public record Rules(Set<Path> reads, Set<Path> writes, Set<Integer> ports) {
    public Rules {
        reads = Set.copyOf(reads);
        writes = Set.copyOf(writes);
        ports = Set.copyOf(ports);
    }

    /** The same, and to connect to these ports. */
    public Rules connecting(Set<Integer> more) {
        Set<Integer> all = new HashSet<>(ports);
        all.addAll(more);
        return new Rules(reads, writes, all);
    }

    /** Files that others would allow and these do not, each as one would say it. */
    public List<String> lackingFiles(Rules others) {
        List<String> lacking = new ArrayList<>();
        for (Path path : others.writes()) {
            if (writes.stream().noneMatch(folder -> isWithin(path, folder))) {
                lacking.add("to write into " + path);
            }
        }
        for (Path path : others.reads()) {
            boolean allowed =
                    writes.stream().anyMatch(folder -> isWithin(path, folder))
                            || reads.stream().anyMatch(folder -> isWithin(path, folder));
            if (!allowed) {
                lacking.add("to read " + path);
            }
        }
        return lacking;
    }

    private static boolean isWithin(Path path, Path folder) {
        return path.startsWith(folder) || real(path).startsWith(real(folder));
    }

    /** Without symbolic links, as far as it exists. */
    public static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path parent = path.getParent();
            boolean isLink = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
            return parent == null || isLink ? path : real(parent).resolve(path.getFileName());
        }
    }
}
