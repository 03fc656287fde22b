package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on the way to the node, by which a crawler comes from an address of its own. It lets so
 * many pages through; those that are asked for afterwards it refuses and counts.
 */
final class Detour implements AutoCloseable {
    private static final Pattern PAGE = Pattern.compile("GET (http://\\S+?(?:/|\\.s?html?)) .*");
    private static final byte[] NO_MORE =
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(ISO_8859_1);
    private static final int HEAD_BYTES_MAX = 16_384;

    /** What proves that a crawler has not come to an end. */
    private static final int FURTHER_MIN = 20;

    private final ServerSocket door;
    private final InetAddress from;
    private final int port;
    private final int pagesMax;
    private final Set<String> pages = ConcurrentHashMap.newKeySet();
    private final Set<String> further = ConcurrentHashMap.newKeySet();

    private Detour(String from, int port, int pagesMax) throws IOException {
        this.from = InetAddress.ofLiteral(from);
        this.port = port;
        this.pagesMax = pagesMax;
        this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    /**
     * Opens it, to the port of 127.0.0.1.
     *
     * @param from the address that the node sees
     */
    static Detour open(String from, int port, int pagesMax) throws IOException {
        var detour = new Detour(from, port, pagesMax);
        Thread.ofVirtual().start(detour::serve);
        return detour;
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return door.getLocalPort();
    }

    /** How many pages it let through; each counts once. */
    int pages() {
        return pages.size();
    }

    /** Whether so many others were asked for afterwards that there is no doubt. */
    boolean hasSeenEnough() {
        return further.size() >= FURTHER_MIN;
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> carry(client));
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private void carry(Socket client) {
        try (client;
                var node = new Socket()) {
            node.bind(new InetSocketAddress(from, 0));
            node.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Thread.ofVirtual().start(() -> answer(node, client));
            var in = new BufferedInputStream(client.getInputStream());
            for (String head = head(in); head != null; head = head(in)) {
                if (!passes(head)) {
                    client.getOutputStream().write(NO_MORE);
                    return;
                }
                node.getOutputStream().write(head.getBytes(ISO_8859_1));
            }
        } catch (IOException e) {
            // One of the two hung up.
        }
    }

    private static void answer(Socket node, Socket client) {
        try (client;
                InputStream in = node.getInputStream();
                OutputStream out = client.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // One of the two hung up.
        }
    }

    /** The next head of a request, with its empty line; null at the end. */
    private static @Nullable String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (next == '\n' && head.indexOf("\r\n\r\n") >= 0) {
                return head.toString();
            }
            if (head.length() > HEAD_BYTES_MAX) {
                throw new IOException("a head that does not end");
            }
        }
        return null;
    }

    private synchronized boolean passes(String head) {
        Matcher page = PAGE.matcher(head.substring(0, head.indexOf("\r\n")));
        if (!page.matches() || pages.contains(page.group(1))) {
            return page.matches() || further.isEmpty();
        }
        if (pages.size() < pagesMax) {
            return pages.add(page.group(1));
        }
        if (!hasSeenEnough()) {
            further.add(page.group(1));
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
