package org.honeyspam.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full disk, on a small tmpfs: senders are put off, nothing is spoilt, space ends it. */
@Timeout(120)
final class DiskFullIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String MOUNT_BYTES = "24m";

    @TempDir private Path folder;

    private final Ledger ledger = new Ledger();
    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        String root = "only root may mount the small tmpfs that this test fills";
        assumeTrue("root".equals(System.getProperty("user.name")), root);
        List<String> command = List.of("mount", "-t", "tmpfs", "-o", "size=" + MOUNT_BYTES);
        Program.of(command).succeed("tmpfs", folder.toString());
        mounted = true;
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            Program.of(List.of("umount", "--lazy")).succeed(folder.toString());
        }
    }

    private Installation installation() throws IOException, InterruptedException {
        return Installation.init(folder.resolve("node"))
                .set("journal", "segment_size", "\"256KiB\"")
                .set("mail", "segment_size", "\"1MiB\"");
    }

    /** Takes all but so many bytes of the disk. */
    private Path fill(long leftBytes) throws IOException {
        Path filler = folder.resolve("filler");
        FileStore store = Files.getFileStore(folder);
        byte[] block = new byte[4096];
        try (var file = new RandomAccessFile(filler.toFile(), "rw")) {
            file.seek(file.length());
            while (store.getUsableSpace() - leftBytes >= block.length) {
                file.write(block);
            }
        } catch (IOException full) {
            assertThat(store.getUsableSpace()).isLessThan(leftBytes + 2L * block.length);
        }
        return filler;
    }

    @Test
    void sendersGet452AndAreServedAgainWhenThereIsSpace() throws IOException, InterruptedException {
        Installation installation = installation();
        try (RunningNode node = installation.start();
                var sender = new Sender(node.port(RunningNode.Service.RELAY), ledger, 1)) {
            assertThat(sender.send("before@sender.example")).startsWith("250");
            Path filler = fill(3 << 20);
            assertThat(sendUntil("452", sender, "filling")).startsWith("452 4.4.5");
            int full = ledger.size();
            assertThat(full).as("messages that fitted").isGreaterThan(10);
            ledger.compare(installation.data());
            Files.delete(filler);
            assertThat(sendUntil("250", sender, "after")).startsWith("250");
            assertThat(ledger.size()).isGreaterThan(full);
            assertThat(node.terminate()).isZero();
        }
        ledger.compare(installation.data());
    }

    @Test
    void aDiskWithoutASingleByteSpoilsNothing() throws IOException, InterruptedException {
        // Nothing is kept back here, so that the journal, too, runs into the end of the disk.
        Installation installation = installation().set("mail", "disk_free_min", "0");
        try (RunningNode node = installation.start()) {
            int port = node.port(RunningNode.Service.RELAY);
            try (var sender = new Sender(port, ledger, 2)) {
                assertThat(sender.send("before@sender.example")).startsWith("250");
                Path filler = fill(0);
                String reply = sendUntil("452", sender, "full");
                assertThat(reply).startsWith("452");
                Files.delete(filler);
            }
            try (var sender = new Sender(port, ledger, 3)) {
                assertThat(sendUntil("250", sender, "after")).startsWith("250");
            }
            assertThat(node.isAlive()).isTrue();
            assertThat(node.terminate()).isZero();
        }
        ledger.compare(installation.data());
        try (RunningNode node = installation.start();
                var sender = new Sender(node.port(RunningNode.Service.RELAY), ledger, 4)) {
            assertThat(sender.send("again@sender.example")).startsWith("250");
            assertThat(node.terminate()).isZero();
        }
        ledger.compare(installation.data());
    }

    @Test
    void aKillOnAFullDiskLosesNothing() throws IOException, InterruptedException {
        Installation installation = installation().set("mail", "disk_free_min", "0");
        try (RunningNode node = installation.start();
                var sender = new Sender(node.port(RunningNode.Service.RELAY), ledger, 5)) {
            fill(1 << 20);
            assertThat(sendUntil("452", sender, "full")).startsWith("452");
            node.kill();
        }
        Files.delete(folder.resolve("filler"));
        try (RunningNode node = installation.start()) {
            ledger.compare(installation.data());
            assertAccepts(node.port(RunningNode.Service.WEB));
            assertThat(node.terminate()).isZero();
        }
    }

    @Test
    void aStartOnAReadOnlyFileSystemSaysSo() throws IOException, InterruptedException {
        Installation installation = installation();
        try (RunningNode node = installation.start();
                var sender = new Sender(node.port(RunningNode.Service.RELAY), ledger, 6)) {
            assertThat(sender.send("before@sender.example")).startsWith("250");
            assertThat(node.terminate()).isZero();
        }
        remount("ro");
        Program.Finished refused = Program.of(installation.startingWords()).within(PATIENCE).run();
        remount("rw");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("Read-only file system").doesNotContain("\tat ");
        try (RunningNode node = installation.start();
                var sender = new Sender(node.port(RunningNode.Service.RELAY), ledger, 7)) {
            assertThat(sender.send("after@sender.example")).startsWith("250");
            assertThat(node.terminate()).isZero();
        }
        ledger.compare(installation.data());
    }

    private void remount(String how) throws IOException, InterruptedException {
        Program.of(List.of("mount", "-o", "remount," + how)).succeed(folder.toString());
    }

    private static String sendUntil(String code, Sender sender, String name) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String reply = "";
        for (int i = 0; !reply.startsWith(code) && System.nanoTime() < deadline; i++) {
            reply = sender.send(name + i + "@sender.example");
        }
        return reply;
    }

    private static void assertAccepts(int port) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }
}
