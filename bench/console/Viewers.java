import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** So many who follow the journal live, in one thread; says what they were told when it is ended. */
final class Viewers {
    private static long bytes;

    void main(String[] arguments) throws Exception {
        URI console = URI.create(arguments[0]);
        int viewers = Integer.parseInt(arguments[1]);
        String request =
                "GET /live/rows HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(console.getAuthority(), console.getQuery().replace("token=", ""));
        Selector selector = Selector.open();
        for (int i = 0; i < viewers; i++) {
            var where = new InetSocketAddress(console.getHost(), console.getPort());
            SocketChannel channel = SocketChannel.open(where);
            channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }
        System.out.println("viewing");
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> System.out.println(bytes + " bytes of rows")));
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
        while (true) {
            selector.select(
                    key -> {
                        try {
                            buffer.clear();
                            int read = ((SocketChannel) key.channel()).read(buffer);
                            if (read < 0) {
                                throw new IllegalStateException("the console ended a stream");
                            }
                            bytes += read;
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    });
        }
    }
}
