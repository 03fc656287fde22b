package org.honeyspam.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import org.jspecify.annotations.Nullable;

/** The space of such a disk: what may still be written. */
final class FaultyStore extends FileStore {
    private final FaultyDisk disk;
    private final FileStore real;

    FaultyStore(FaultyDisk disk, FileStore real) {
        this.disk = disk;
        this.real = real;
    }

    @Override
    public long getUsableSpace() {
        return disk.bytesLeft.get();
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public String type() {
        return real.type();
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public long getTotalSpace() throws IOException {
        return real.getTotalSpace();
    }

    @Override
    public long getUnallocatedSpace() {
        return disk.bytesLeft.get();
    }

    @Override
    public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
        return real.supportsFileAttributeView(type);
    }

    @Override
    public boolean supportsFileAttributeView(String name) {
        return real.supportsFileAttributeView(name);
    }

    @Override
    public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> type) {
        return real.getFileStoreAttributeView(type);
    }

    @Override
    public Object getAttribute(String name) throws IOException {
        return real.getAttribute(name);
    }
}
