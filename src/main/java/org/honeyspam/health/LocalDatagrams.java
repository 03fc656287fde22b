package org.honeyspam.health;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Datagrams to a UNIX socket of this machine, which the JDK has no class for: by the C library, and
 * to that family of addresses alone. A receiver that does not read is not waited for.
 */
final class LocalDatagrams {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDatagrams.class);
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;

    /** Room for a path in a struct sockaddr_un, unix(7). */
    private static final int PATH_BYTES_MAX = 108;

    private final byte[] path;

    private LocalDatagrams(byte[] path) {
        this.path = path;
    }

    /**
     * @param address a path, or a name in the abstract space with {@code @} before it
     */
    static LocalDatagrams to(String address) {
        byte[] path = address.getBytes(UTF_8);
        if (path[0] == '@') {
            path[0] = 0;
        }
        return new LocalDatagrams(path);
    }

    /** Whether the receiver has it. */
    boolean send(byte[] message) {
        if (path.length > PATH_BYTES_MAX) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment to = arena.allocate(Short.BYTES + path.length);
            to.set(JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(path, 0, to, JAVA_BYTE, Short.BYTES, path.length);
            MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, message);
            int socket = (int) C.SOCKET.invokeExact((int) AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            if (socket < 0) {
                return false;
            }
            long sent =
                    (long)
                            C.SENDTO.invokeExact(
                                    socket,
                                    bytes,
                                    bytes.byteSize(),
                                    MSG_DONTWAIT_NOSIGNAL,
                                    to,
                                    (int) to.byteSize());
            int closed = (int) C.CLOSE.invokeExact(socket);
            return sent == message.length && closed == 0;
        } catch (Throwable e) { // Declared by every method handle.
            LOG.warn("The C library cannot be called: {}", e.getMessage());
            return false;
        }
    }

    /** The calls, made when the first message goes out. */
    private static final class C {
        static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
        static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);
        static final MethodHandle SENDTO =
                call(
                        "sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS,
                        JAVA_INT);

        private C() {}

        @SuppressWarnings(
                "restricted") // The signatures above are libc's; the program is let call it.
        private static MethodHandle call(
                String name, MemoryLayout result, MemoryLayout... parameters) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow(name),
                    FunctionDescriptor.of(result, parameters));
        }
    }
}
