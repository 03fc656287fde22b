package org.honeyspam.watch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was last seen.
 *
 * @param changed when anything of it last was, in nanoseconds: nobody can set that back
 * @param hashedBytes from its beginning on, that the hash is of; of a file that does not grow all
 * @param sha256 null if it was not read yet, or is no file
 */
record FileState(
        Type type,
        long size,
        long changed,
        long inode,
        int mode,
        String owner,
        long hashedBytes,
        @Nullable String sha256) {
    private static final int TYPE_BITS = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;
    private static final int LINK = 0120000;
    private static final int MODE_BITS = 07777;
    private static final int EXECUTABLE = 0111;

    enum Type {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    /**
     * How it is now, unread.
     *
     * @param followed whether of a link it is what it leads to
     */
    static FileState of(Path file, boolean followed) throws IOException {
        LinkOption[] options =
                followed ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        Map<String, Object> all =
                Files.readAttributes(file, "unix:mode,ino,uid,gid,size,ctime", options);
        int mode = (Integer) all.getOrDefault("mode", 0);
        Type type =
                switch (mode & TYPE_BITS) {
                    case REGULAR -> Type.FILE;
                    case FOLDER -> Type.FOLDER;
                    case LINK -> Type.LINK;
                    default -> Type.OTHER;
                };
        var changed = (FileTime) all.getOrDefault("ctime", FileTime.fromMillis(0));
        return new FileState(
                type,
                type == Type.FOLDER ? 0 : (Long) all.getOrDefault("size", 0L),
                changed.to(TimeUnit.NANOSECONDS),
                (Long) all.getOrDefault("ino", 0L),
                mode & MODE_BITS,
                all.get("uid") + ":" + all.get("gid"),
                0,
                null);
    }

    FileState read(long bytes, @Nullable String hash) {
        return new FileState(type, size, changed, inode, mode, owner, bytes, hash);
    }

    /** Whether nothing was done to it since. */
    boolean isSame(FileState later) {
        return size == later.size
                && changed == later.changed
                && inode == later.inode
                && isLike(later);
    }

    /** Whether it is of the same kind, owner and mode. */
    boolean isLike(FileState later) {
        return type == later.type && mode == later.mode && owner.equals(later.owner);
    }

    @JsonIgnore
    boolean isExecutable() {
        return type == Type.FILE && (mode & EXECUTABLE) != 0;
    }
}
