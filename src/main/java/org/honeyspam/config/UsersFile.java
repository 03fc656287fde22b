package org.honeyspam.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file of who may log in to the console: a line each, {@code NAME ROLE SECRET}. The secret is a
 * hash of a password or of a token, never the thing itself.
 */
public final class UsersFile {
    private static final Pattern LINE =
            Pattern.compile("([a-z0-9][a-z0-9._@-]{0,63}) (viewer|operator) (\\$\\S{10,300})");

    private UsersFile() {}

    /** What one may do. */
    public enum Role {
        /** See everything but what may hurt him who opens it. */
        VIEWER,
        /** Change the blacklist and load the configuration anew as well. */
        OPERATOR;

        /** As in the file. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Somebody who may log in.
     *
     * @param secret begins with the name of its kind between dollar signs
     */
    public record User(String name, Role role, String secret) {
        private String line() {
            return "%s %s %s".formatted(name, role.label(), secret);
        }
    }

    /** Whether one can be called so. */
    public static boolean isName(String name) {
        return LINE.matcher(name + " viewer $0123456789").matches();
    }

    /**
     * Reads all of them.
     *
     * @throws IOException that says which line is wrong, or why the file cannot be read
     */
    public static List<User> read(Path file) throws IOException {
        List<User> users = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher fields = LINE.matcher(line);
            if (!fields.matches()) {
                throw new IOException(
                        "%s:%d: this is no line `NAME viewer|operator $HASH`"
                                .formatted(file, number));
            }
            String name = fields.group(1);
            if (users.stream().anyMatch(user -> user.name().equals(name))) {
                throw new IOException(
                        "%s:%d: %s stands above already; a name has one line"
                                .formatted(file, number, name));
            }
            Role role = Role.valueOf(fields.group(2).toUpperCase(Locale.ROOT));
            users.add(new User(name, role, fields.group(3)));
        }
        return users;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            // Bytes that are no text are told as what is wrong in their line.
            return new String(Files.readAllBytes(file), UTF_8).lines().toList();
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Lets somebody be in it with another line, or in it no more; the other lines stay as they are.
     *
     * @param with null for no more
     */
    public static void change(Path file, String name, @Nullable User with) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.exists(file)) {
            read(file); // Nothing is made of a file that is not as it should be.
            lines.addAll(lines(file));
        }
        int at = 0;
        while (at < lines.size() && !lines.get(at).startsWith(name + " ")) {
            at++;
        }
        if (at < lines.size()) {
            lines.remove(at);
        }
        if (with != null) {
            lines.add(at, with.line());
        }
        replace(file, lines);
    }

    /** Writes a file of these and nothing else. */
    public static void write(Path file, List<User> users) throws IOException {
        replace(file, users.stream().map(User::line).toList());
    }

    /** As a whole; only its owner can read it. */
    private static void replace(Path file, List<String> lines) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        var owner = PosixFilePermissions.fromString("rw-------");
        // By root in a folder of the service's, which could put a link there: none is followed.
        try (FileChannel out =
                FileChannel.open(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(owner))) {
            ByteBuffer text = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(UTF_8));
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        }
        var view =
                Files.getFileAttributeView(
                        part, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && Files.getAttribute(part, "unix:uid").equals(0)) {
            // Root writes it for the service, whose the folder is.
            view.setOwner(Files.getOwner(Files.exists(file) ? file : folder));
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
