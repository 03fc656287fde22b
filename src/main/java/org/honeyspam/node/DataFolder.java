package org.honeyspam.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Blocks;
import org.honeyspam.intel.Contents;
import org.honeyspam.intel.Store;
import org.honeyspam.mail.MessageReader;

/** What lies where below the data folder; the one place that knows. */
public record DataFolder(Path root) {

    public Path journal() {
        return root.resolve("journal");
    }

    public Path mail() {
        return root.resolve("mail");
    }

    /** What the messages say, as long as it is kept and whole. */
    public Contents.Texts texts() {
        return new KeptTexts(new MessageReader(mail()));
    }

    /** The counter of the addresses made. */
    public Path serials() {
        return root.resolve("serials");
    }

    /** The key of the self-signed certificates. */
    public Path tls() {
        return root.resolve("tls");
    }

    /** The views are here, or in a database elsewhere. */
    public Store views(Configuration.Views settings) throws IOException {
        return Store.of(settings, root.resolve("views.db"));
    }

    /** What the operator decided by hand: nothing else knows it. */
    public Blocks blocks() {
        return new Blocks(root.resolve("blocks.jsonl"));
    }

    /** Where commands ask a running node. */
    Path control() {
        return root.resolve("control");
    }

    /** Keeps a second replay out while there is one. */
    Path replayLock() {
        return root.resolve("replay.lock");
    }

    /** The probes, and which were claimed: losing it can send one twice. */
    public Path probes() {
        return root.resolve("probe.db");
    }

    /** Opens the console on this machine. */
    public Path consoleToken() {
        return root.resolve("console.token");
    }

    /** Up to when the operator was told what there is to tell. */
    Path alertMark() {
        return root.resolve("alerts");
    }

    /** How all watched files were. */
    Path watch() {
        return root.resolve("watch");
    }

    /** What was done with the console: nothing else knows it. */
    public Path audit() {
        return root.resolve("audit.jsonl");
    }

    /** Makes it where it is not there, for this user alone. */
    void prepare() throws StartException {
        try {
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            Files.delete(Files.createTempFile(root, ".write-test", null));
        } catch (IOException e) {
            throw new StartException(
                    "the data folder %s cannot be written: %s".formatted(root, reason(e)), e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            case java.nio.file.FileAlreadyExistsException exists -> "it is a file";
            case java.nio.file.FileSystemException fs when fs.getReason() != null ->
                    String.valueOf(fs.getReason());
            default -> String.valueOf(e.getMessage());
        };
    }
}
