package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Both ends of the UNIX-domain socket by which commands ask the node that runs: a line in, a line
 * out, one at a time, bounded in size and time. It leads to no other machine.
 */
public final class ControlSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
    private static final int BACKLOG = 16;

    /** A piece of a replay is the longest. */
    private static final int QUESTION_BYTES_MAX = 8 << 20;

    private static final int ANSWER_BYTES_MAX = 16 << 20;

    /** For who asks: the time to say it, and then to take the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** For the node, which may have much to read before it answers. */
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);

    private final Path path;
    private final ServerSocketChannel server;
    private final UnaryOperator<String> answers;
    private final Thread thread = Thread.ofPlatform().name("control").daemon().unstarted(this::run);

    /** Nobody listens there: no node runs on this data folder. */
    public static final class NobodyThere extends IOException {
        private static final long serialVersionUID = 1;

        NobodyThere(Path path, IOException cause) {
            super("no node listens at " + path, cause);
        }
    }

    private ControlSocket(Path path, ServerSocketChannel server, UnaryOperator<String> answers) {
        this.path = path;
        this.server = server;
        this.answers = answers;
    }

    /**
     * Listens, also where a node that was killed left its socket: the caller knows that none runs.
     *
     * @param answers makes the answer to a line
     */
    static ControlSocket listen(Path path, UnaryOperator<String> answers) throws IOException {
        Files.deleteIfExists(path);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        var socket = new ControlSocket(path, server, answers);
        socket.thread.start();
        return socket;
    }

    private void run() {
        while (server.isOpen()) {
            try (SocketChannel asker = server.accept()) {
                serve(asker);
            } catch (AsynchronousCloseException e) {
                return; // The end of the node.
            } catch (IOException e) {
                LOG.debug("Who asked at the control socket left", e);
            } catch (RuntimeException e) {
                LOG.error("A question at the control socket failed", e);
            }
        }
    }

    private void serve(SocketChannel asker) throws IOException {
        String question;
        try (var wire = new Wire(asker, PATIENCE)) {
            question = wire.line(QUESTION_BYTES_MAX);
        }
        String answer = answers.apply(question);
        try (var wire = new Wire(asker, PATIENCE)) {
            wire.write(answer + "\n");
        }
    }

    /**
     * Asks the node that listens there.
     *
     * @throws NobodyThere if none does
     */
    static String ask(Path path, String question) throws IOException {
        try (SocketChannel node = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            connect(node, path);
            try (var wire = new Wire(node, ANSWER_PATIENCE)) {
                wire.write(question + "\n");
                return wire.line(ANSWER_BYTES_MAX);
            }
        }
    }

    private static void connect(SocketChannel node, Path path) throws IOException {
        try {
            node.connect(UnixDomainSocketAddress.of(path));
        } catch (ConnectException | NoSuchFileException e) {
            throw new NobodyThere(path, e);
        } catch (SocketException e) {
            if (Files.notExists(path)) {
                throw new NobodyThere(path, e);
            }
            throw new IOException("%s: %s".formatted(path, e.getMessage()), e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
    }

    /** One connection, for as long as there is patience. */
    private static final class Wire implements AutoCloseable {
        private final SocketChannel channel;
        private final Selector selector = Selector.open();
        private final long endNanos;

        Wire(SocketChannel channel, Duration patience) throws IOException {
            this.channel = channel;
            this.endNanos = System.nanoTime() + patience.toNanos();
            channel.configureBlocking(false);
        }

        /** What comes before the first line feed, or the end. */
        String line(int bytesMax) throws IOException {
            var line = new ByteArrayOutputStream();
            ByteBuffer piece = ByteBuffer.allocate(8_192);
            while (line.size() <= bytesMax) {
                int read = channel.read(piece.clear());
                if (read == 0) {
                    await(SelectionKey.OP_READ);
                }
                for (int i = 0; i < read; i++) {
                    if (piece.get(i) == '\n') {
                        return line.toString(UTF_8);
                    }
                    line.write(piece.get(i));
                }
                if (read < 0) {
                    return line.toString(UTF_8);
                }
            }
            throw new IOException("a line of more than %d bytes".formatted(bytesMax));
        }

        void write(String text) throws IOException {
            ByteBuffer bytes = UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) {
                    await(SelectionKey.OP_WRITE);
                }
            }
        }

        private void await(int what) throws IOException {
            long left = Duration.ofNanos(endNanos - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new IOException("the other side does not go on");
            }
            channel.register(selector, what);
            selector.select(left);
            selector.selectedKeys().clear();
        }

        /** The connection itself stays open. */
        @Override
        public void close() throws IOException {
            selector.close();
        }
    }
}
