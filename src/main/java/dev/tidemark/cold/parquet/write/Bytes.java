package dev.tidemark.cold.parquet.write;

import java.io.OutputStream;
import java.util.Arrays;

/// Bytes that grow and are used again. Not thread-safe, so without the locks of the one in the JDK.
final class Bytes extends OutputStream {

    private byte[] array;
    private int size;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    /// The bytes themselves, of which the first [#size] count, until something is written.
    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /// Sets the number of bytes; those that are new are whatever stood there. For filling [#array] by hand.
    void resize(int bytes) {
        room(bytes - size);
        size = bytes;
    }

    @Override
    public void write(int value) {
        room(1);
        array[size++] = (byte) value;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, array, size, length);
        size += length;
    }

    /// Appends a little-endian number of four bytes.
    void int32(int value) {
        write(value);
        write(value >>> 8);
        write(value >>> 16);
        write(value >>> 24);
    }

    private void room(int more) {
        if (more > array.length - size) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }
}
