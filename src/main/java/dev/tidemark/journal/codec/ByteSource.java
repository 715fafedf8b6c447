package dev.tidemark.journal.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Bytes being read, from first to last. Never reads beyond its end: that is a [FrameFault]. Not thread-safe.
public final class ByteSource {

    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int at;

    /// Reads `bytes` from `from` up to `end`, which the caller guarantees to lie within the array.
    public ByteSource(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    public int remaining() {
        return end - at;
    }

    /// Steps over `count` bytes, each of `width` bytes, and returns where they begin.
    int take(int count, int width) throws FrameFault {
        long length = (long) count * width;
        if (count < 0 || length > remaining()) {
            throw new FrameFault("Expected " + length + " more bytes, was " + remaining());
        }
        int from = at;
        at += (int) length;
        return from;
    }

    byte[] array() {
        return bytes;
    }

    public int int8() throws FrameFault {
        return bytes[take(1, 1)];
    }

    public long int64() throws FrameFault {
        return (long) LONG.get(bytes, take(1, 8));
    }

    /// A number of 0 or more in 1 to 5 bytes.
    public int count() throws FrameFault {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = int8();
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return inRange(value);
            }
        }
        throw new FrameFault("Expected a count of at most 5 bytes, was longer");
    }

    private static int inRange(long value) throws FrameFault {
        if (value > Integer.MAX_VALUE) {
            throw new FrameFault("Expected a count below 2^31, was " + value);
        }
        return (int) value;
    }

    /// A number of things of which each takes at least `minBytes` of what remains.
    int countOf(String what, int minBytes) throws FrameFault {
        int count = count();
        if ((long) count * minBytes > remaining()) {
            throw new FrameFault("Expected " + what + " that fit into " + remaining() + " bytes, was " + count);
        }
        return count;
    }

    public String text() throws FrameFault {
        int length = count();
        int from = take(length, 1);
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    byte[] bytes(int length) throws FrameFault {
        int from = take(length, 1);
        byte[] copy = new byte[length];
        System.arraycopy(bytes, from, copy, 0, length);
        return copy;
    }

    /// A column of raw doubles: where it begins.
    int doubles(int rows) throws FrameFault {
        return take(rows, 8);
    }

    double doubleAt(int column, int row) {
        return Double.longBitsToDouble((long) LONG.get(bytes, column + 8 * row));
    }

    /// A column written by [ByteSink#longs].
    LongColumn longs(int rows) throws FrameFault {
        int width = int8();
        if (width != 0 && width != 1 && width != 2 && width != 4 && width != 8) {
            throw new FrameFault("Expected a width of 0, 1, 2, 4 or 8 bytes, was " + width);
        }
        long base = int64();
        return new LongColumn(bytes, take(rows, width), width, base);
    }

    /// Checks that everything has been read.
    public void expectEnd() throws FrameFault {
        if (at != end) {
            throw new FrameFault("Expected no further bytes, was " + remaining());
        }
    }

    /// Whole numbers as a base and a distance for each row.
    // An array, since it is read for every row of every frame.
    @SuppressWarnings("ArrayRecordComponent")
    record LongColumn(byte[] bytes, int from, int width, long base) {

        long at(int row) {
            return base
                    + switch (width) {
                        case 0 -> 0;
                        case 1 -> bytes[from + row] & 0xFFL;
                        case 2 -> (short) SHORT.get(bytes, from + 2 * row) & 0xFFFFL;
                        case 4 -> (int) INT.get(bytes, from + 4 * row) & 0xFFFF_FFFFL;
                        default -> (long) LONG.get(bytes, from + 8 * row);
                    };
        }
    }
}
