package org.honeyspam.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** A file that takes what there is space for, then fails as the kernel does. */
final class FaultyChannel extends FileChannel {
    private final FaultyDisk disk;
    private final FileChannel real;

    FaultyChannel(FaultyDisk disk, FileChannel real) {
        this.disk = disk;
        this.real = real;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        disk.change();
        int room = (int) Math.min(disk.bytesLeft.get(), bytes.remaining());
        if (room == 0 && bytes.hasRemaining()) {
            throw new IOException("No space left on device");
        }
        ByteBuffer part = bytes.duplicate().limit(bytes.position() + room);
        int written = real.write(part);
        bytes.position(bytes.position() + written);
        disk.bytesLeft.addAndGet(-written);
        return written;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        disk.fsync(); // The machine need not wait for its own disk: no test pulls its plug.
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return real.read(into);
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
        return real.read(into, offset);
    }

    @Override
    public long read(ByteBuffer[] into, int from, int count) throws IOException {
        return real.read(into, from, count);
    }

    @Override
    public long write(ByteBuffer[] bytes, int from, int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer bytes, long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long offset) throws IOException {
        real.position(offset);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.change();
        real.truncate(size);
        return this;
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel to) throws IOException {
        return real.transferTo(from, count, to);
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long offset, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long from, long size, boolean shared) throws IOException {
        return real.lock(from, size, shared);
    }

    @Override
    public @Nullable FileLock tryLock(long from, long size, boolean shared) throws IOException {
        return real.tryLock(from, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
