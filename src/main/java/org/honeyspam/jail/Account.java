package org.honeyspam.jail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of this machine, as in passwd(5) and group(5).
 *
 * @param groups in which he is besides his own
 */
public record Account(String name, int uid, int gid, List<Integer> groups) {
    private static final Path USERS = Path.of("/etc/passwd");
    private static final Path GROUPS = Path.of("/etc/group");
    private static final int USER_FIELDS = 7;
    private static final int GROUP_FIELDS = 4;

    /** The user of that name; null if there is none. */
    public static @Nullable Account of(String name) throws IOException {
        for (String line : Files.readAllLines(USERS)) {
            String[] fields = line.split(":", -1);
            if (fields.length == USER_FIELDS && fields[0].equals(name)) {
                int uid = number(fields[2]);
                return new Account(name, uid, number(fields[3]), groupsOf(name));
            }
        }
        return null;
    }

    private static List<Integer> groupsOf(String name) throws IOException {
        List<Integer> groups = new ArrayList<>();
        for (String line : Files.readAllLines(GROUPS)) {
            String[] fields = line.split(":", -1);
            boolean whole = fields.length == GROUP_FIELDS;
            if (whole && List.of(fields[3].split(",", -1)).contains(name)) {
                groups.add(number(fields[2]));
            }
        }
        return groups;
    }

    private static int number(String text) throws IOException {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw new IOException(
                    "%s or %s has no number where one stands".formatted(USERS, GROUPS));
        }
    }
}
