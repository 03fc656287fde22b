package org.honeyspam.jail;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How readily a thread of this process lets others go first, as the kernel says it: proc(5). */
public final class Nice {
    private static final int FIELD = 19;
    private static final int FIELDS_UP_TO_NAME = 2;

    private Nice() {}

    static int here() throws IOException {
        return of(Path.of("/proc/thread-self"));
    }

    /** Of the thread of that name. */
    public static int of(String name) throws IOException {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                if (Files.readString(task.resolve("comm")).strip().equals(name)) {
                    return of(task);
                }
            }
        }
        throw new IllegalArgumentException("there is no thread " + name);
    }

    private static int of(Path task) throws IOException {
        String stat = Files.readString(task.resolve("stat"));
        String behindName = stat.substring(stat.lastIndexOf(')') + 1).strip();
        return Integer.parseInt(behindName.split(" ", -1)[FIELD - FIELDS_UP_TO_NAME - 1]);
    }
}
