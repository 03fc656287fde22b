package org.honeyspam.node;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Objects;
import org.honeyspam.jail.Account;

/**
 * Gives files of root's to another user. Somebody else may own a folder of them and exchange what
 * is in it meanwhile: so each is held open, and what is in it is found from there.
 */
final class HandOver {
    private final UserPrincipal root;
    private final UserPrincipal user;
    private final GroupPrincipal group;
    private int count;

    private HandOver(Path folder, Account account) throws IOException {
        var principals = folder.getFileSystem().getUserPrincipalLookupService();
        root = principals.lookupPrincipalByName("0");
        user = principals.lookupPrincipalByName(Integer.toString(account.uid()));
        group = principals.lookupPrincipalByGroupName(Integer.toString(account.gid()));
    }

    /**
     * A folder, and all folders and files below it. Links, sockets and the like stay as they are.
     *
     * @return how many there were of root's
     * @throws IOException also if one has another name, which may stand anywhere: who owns it would
     *     have that as well
     */
    static int of(Path folder, Account account) throws IOException {
        Path path = folder.toAbsolutePath();
        Path parent = path.getParent();
        if (parent == null) {
            throw new IOException(path + " is no folder for data");
        }
        var handOver = new HandOver(path, account);
        try (DirectoryStream<Path> within = Files.newDirectoryStream(parent)) {
            if (!(within instanceof SecureDirectoryStream<Path> secure)) { // No Linux.
                throw new IOException("no folder can be held open here");
            }
            handOver.take(secure, path);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return handOver.count;
    }

    private void take(SecureDirectoryStream<Path> folder, Path path) throws IOException {
        Path name = path.subpath(path.getNameCount() - 1, path.getNameCount());
        PosixFileAttributeView view =
                folder.getFileAttributeView(
                        name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributes found = view.readAttributes();
        if (found.isDirectory()) {
            try (SecureDirectoryStream<Path> inner =
                    folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                for (Path entry : inner) {
                    take(inner, entry);
                }
                give(inner.getFileAttributeView(PosixFileAttributeView.class));
            }
        } else if (found.isRegularFile() && found.owner().equals(root)) {
            requireOneName(path, found);
            give(view);
        }
    }

    /** The number of names is told by path alone: so whether it is still the same file counts. */
    private static void requireOneName(Path path, PosixFileAttributes found) throws IOException {
        Map<String, Object> now =
                Files.readAttributes(path, "unix:nlink,fileKey", LinkOption.NOFOLLOW_LINKS);
        if (!Objects.equals(now.get("fileKey"), found.fileKey())) {
            throw new IOException(path + " was exchanged while it changed hands");
        }
        if (!Objects.equals(now.get("nlink"), 1)) {
            throw new IOException(path + " is root's, and has another name elsewhere");
        }
    }

    private void give(PosixFileAttributeView view) throws IOException {
        if (view.readAttributes().owner().equals(root)) {
            view.setGroup(group);
            view.setOwner(user);
            count++;
        }
    }
}
