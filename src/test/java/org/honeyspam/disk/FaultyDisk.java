package org.honeyspam.disk;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A real folder seen through a disk of limited space, that can become read-only, and whose fsync
 * can fail or take long. It counts each fsync.
 */
public final class FaultyDisk {
    final AtomicLong bytesLeft = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger fsyncs = new AtomicInteger();
    private final FaultyFileSystem fileSystem = new FaultyFileSystem(this);
    private final Path real;
    private volatile boolean fsyncFails;
    private volatile Duration fsyncTime = Duration.ZERO;
    private volatile boolean readOnly;

    public FaultyDisk(Path real) {
        this.real = real;
    }

    /** The folder, on this disk. */
    public Path folder() {
        return seen(real);
    }

    /** Lets that many more bytes be written. */
    public void leave(long bytes) {
        bytesLeft.set(bytes);
    }

    /** From now on an fsync fails, or does not. */
    public void failFsync(boolean fails) {
        fsyncFails = fails;
    }

    /** From now on an fsync takes so long. */
    public void slowFsync(Duration time) {
        fsyncTime = time;
    }

    /** From now on nothing can be written, as after an error of the disk, or everything can. */
    public void readOnly(boolean newReadOnly) {
        readOnly = newReadOnly;
    }

    void change() throws IOException {
        if (readOnly) {
            throw new IOException("Read-only file system");
        }
    }

    /** How often something was made durable. */
    public int fsyncs() {
        return fsyncs.get();
    }

    void fsync() throws IOException {
        LockSupport.parkNanos(fsyncTime.toNanos());
        if (fsyncFails) {
            throw new IOException("Input/output error");
        }
        fsyncs.incrementAndGet();
    }

    /** A path of the machine as one of this disk. */
    Path seen(Path path) {
        return (Path)
                Proxy.newProxyInstance(
                        Seen.class.getClassLoader(),
                        new Class<?>[] {Path.class, Seen.class},
                        (proxy, method, arguments) -> call(path, method, arguments));
    }

    /** A path of this disk as one of the machine. */
    static Path real(Path path) {
        return path instanceof Seen seen ? seen.real() : path;
    }

    private @Nullable Object call(Path path, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass().equals(Seen.class)) {
            return path;
        }
        if (method.getName().equals("getFileSystem")) {
            return fileSystem;
        }
        Object[] own = arguments == null ? new Object[0] : arguments.clone();
        for (int i = 0; i < own.length; i++) {
            own[i] = own[i] instanceof Path argument ? real(argument) : own[i];
        }
        try {
            Object result = method.invoke(path, own);
            return result instanceof Path found ? seen(found) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Marks a path of such a disk; public because proxies want it. */
    public interface Seen {
        Path real();
    }
}
