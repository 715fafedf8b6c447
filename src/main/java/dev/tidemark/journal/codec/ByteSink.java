package dev.tidemark.journal.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes being written: grows by appending, is reused after [#reset]. Not thread-safe.
public final class ByteSink {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int size;

    public ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    public int size() {
        return size;
    }

    /// The bytes themselves, valid up to [#size] until the next write.
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /// Forgets the content; gives back memory beyond `keepBytes`.
    public void reset(int keepBytes) {
        size = 0;
        if (bytes.length > keepBytes) {
            bytes = new byte[keepBytes];
        }
    }

    /// Appends `count` zero bytes to be filled in later and returns where they begin.
    public int skip(int count) {
        int at = grow(count);
        Arrays.fill(bytes, at, at + count, (byte) 0);
        return at;
    }

    public void setByte(int at, int value) {
        bytes[at] = (byte) value;
    }

    public void setShort(int at, int value) {
        SHORT.set(bytes, at, (short) value);
    }

    public void setInt(int at, int value) {
        INT.set(bytes, at, value);
    }

    public void setLong(int at, long value) {
        LONG.set(bytes, at, value);
    }

    public void int8(int value) {
        int at = grow(1);
        bytes[at] = (byte) value;
    }

    public void int32(int value) {
        int at = grow(4);
        INT.set(bytes, at, value);
    }

    public void int64(long value) {
        int at = grow(8);
        LONG.set(bytes, at, value);
    }

    public void float64(double value) {
        int at = grow(8);
        LONG.set(bytes, at, Double.doubleToRawLongBits(value));
    }

    /// A number of 0 or more in 1 to 5 bytes, 7 bits each, lowest first.
    public void count(int value) {
        int at = grow(5);
        int rest = value;
        while (rest >= 0x80) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        size = at;
    }

    public void bytes(byte[] from) {
        // Growing may replace the array, so it comes first.
        int at = grow(from.length);
        System.arraycopy(from, 0, bytes, at, from.length);
    }

    /// A text as its length in bytes and UTF-8. An unpaired surrogate becomes a question mark.
    public void text(String text) {
        int length = text.length();
        count(length);
        int at = grow(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                size = at - sizeOfCount(length);
                textBeyondAscii(text);
                return;
            }
            bytes[at + i] = (byte) c;
        }
    }

    /// Whole numbers as the least of them and the distance of each from it, in 0, 1, 2, 4 or 8 bytes.
    public void longs(long[] values, int count) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        int width = count == 0 ? 0 : widthOf(max - min);
        int8(width);
        int64(count == 0 ? 0 : min);
        int at = grow(count * width);
        switch (width) {
            case 0 -> {}
            case 1 -> putBytes(values, count, min, at);
            case 2 -> putShorts(values, count, min, at);
            case 4 -> putInts(values, count, min, at);
            default -> putLongs(values, count, min, at);
        }
    }

    private static int widthOf(long range) {
        if (range < 0 || range > 0xFFFF_FFFFL) {
            // Below zero: the true range does not fit in 63 bits, and the distances wrap around.
            return 8;
        }
        if (range == 0) {
            return 0;
        }
        return range <= 0xFF ? 1 : range <= 0xFFFF ? 2 : 4;
    }

    private void putBytes(long[] values, int count, long min, int at) {
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (values[i] - min);
        }
    }

    private void putShorts(long[] values, int count, long min, int at) {
        for (int i = 0; i < count; i++) {
            SHORT.set(bytes, at + 2 * i, (short) (values[i] - min));
        }
    }

    private void putInts(long[] values, int count, long min, int at) {
        for (int i = 0; i < count; i++) {
            INT.set(bytes, at + 4 * i, (int) (values[i] - min));
        }
    }

    private void putLongs(long[] values, int count, long min, int at) {
        for (int i = 0; i < count; i++) {
            LONG.set(bytes, at + 8 * i, values[i] - min);
        }
    }

    private void textBeyondAscii(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        count(utf8.length);
        bytes(utf8);
    }

    private static int sizeOfCount(int value) {
        return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
    }

    private int grow(int count) {
        int at = size;
        int needed = Math.addExact(at, count);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int)
                    Math.min(2L * bytes.length + 64, Integer.MAX_VALUE - 8)));
        }
        size = needed;
        return at;
    }
}
