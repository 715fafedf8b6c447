package dev.tidemark.journal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// The file operations of the journal, few enough to let every one of them fail in a test. All block.
interface Disk {

    /// Takes the directory for this process alone, making it where it is missing; closing gives it back.
    ///
    /// @throws IOException naming the directory where another process, or this one, already holds it
    Closeable lock(Path directory) throws IOException;

    /// Creates a file of this size, filled with zeros and forced to disk, so that writing into it later neither
    /// moves its metadata nor runs out of space. Leaves nothing behind when it fails.
    File allocate(Path path, long bytes) throws IOException;

    File open(Path path) throws IOException;

    /// Renames and makes the new name durable.
    void rename(Path from, Path to) throws IOException;

    /// Deletes and makes that durable. A missing file is no fault.
    void delete(Path path) throws IOException;

    /// Replaces a small file as a whole: it is there as it was or as it is now.
    void replace(Path path, byte[] content) throws IOException;

    List<Path> list(Path directory) throws IOException;

    /// One open file. Reading is safe from any thread, writing confined to one.
    interface File extends Closeable {

        /// Writes all of the buffers at this offset.
        void write(ByteBuffer[] buffers, long offset) throws IOException;

        /// Reads as many bytes as there are; returns how many, 0 or less at the end.
        int read(ByteBuffer into, long offset) throws IOException;

        /// Forces content to disk.
        void force() throws IOException;

        void truncate(long bytes) throws IOException;

        long size() throws IOException;
    }
}
