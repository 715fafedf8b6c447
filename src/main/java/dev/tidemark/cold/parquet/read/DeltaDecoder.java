package dev.tidemark.cold.parquet.read;

import static dev.tidemark.cold.parquet.read.DamagedException.check;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Whole numbers as packed differences: DELTA_BINARY_PACKED.
///
/// Reads eight bytes at once, so the array must go on for [PageBody#SLACK] bytes behind the end.
final class DeltaDecoder {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LARGEST_BLOCK = 1 << 16;
    private static final int MOST_MINIBLOCKS = 64;

    /// The widest number that eight bytes hold wherever in a byte it begins.
    private static final int WIDEST_IN_ONE = 57;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    /// Where the numbers ended.
    int at() {
        return at;
    }

    /// Reads exactly `count` numbers into an array, the first one to `start`.
    void decode(Slice from, long[] to, int start, int count) throws DamagedException {
        bytes = from.bytes();
        at = from.from();
        end = from.end();
        long block = varint();
        long miniblocks = varint();
        long total = varint();
        long value = signed();
        check(block > 0 && block <= LARGEST_BLOCK, "a block of at most " + LARGEST_BLOCK, block);
        check(miniblocks > 0 && miniblocks <= MOST_MINIBLOCKS, "some miniblocks", miniblocks);
        check(block % (miniblocks * Long.BYTES) == 0, "miniblocks of whole bytes", block);
        check(total == count, "as many numbers as the header says", total);
        if (count == 0) {
            return;
        }
        to[start] = value;
        int filled = start + 1;
        while (filled < start + count) {
            filled = block(to, filled, start + count, (int) miniblocks, (int) (block / miniblocks));
        }
    }

    private int block(long[] to, int start, int until, int miniblocks, int numbers) throws DamagedException {
        long least = signed();
        int widths = at;
        check(miniblocks <= end - at, "widths within the page", miniblocks);
        at += miniblocks;
        int filled = start;
        for (int i = 0; i < miniblocks && filled < until; i++) {
            int width = bytes[widths + i];
            check(width >= 0 && width <= Long.SIZE, "numbers of at most 64 bits", width);
            int length = numbers / Byte.SIZE * width;
            check(length <= end - at, "a miniblock within the page", length);
            int some = Math.min(numbers, until - filled);
            if (width <= WIDEST_IN_ONE) {
                narrow(to, filled, filled + some, width, least);
            } else {
                wide(to, filled, filled + some, width, least);
            }
            at += length;
            filled += some;
        }
        return filled;
    }

    private void narrow(long[] to, int from, int until, int width, long least) {
        long mask = (1L << width) - 1;
        long value = to[from - 1];
        int bit = 0;
        for (int i = from; i < until; i++) {
            long word = (long) LONG.get(bytes, at + (bit >>> 3)) >>> (bit & 7);
            value += least + (word & mask);
            to[i] = value;
            bit += width;
        }
    }

    private void wide(long[] to, int from, int until, int width, long least) {
        long mask = width == Long.SIZE ? -1 : (1L << width) - 1;
        long value = to[from - 1];
        int bit = 0;
        for (int i = from; i < until; i++) {
            int index = at + (bit >>> 3);
            int shift = bit & 7;
            long word = (long) LONG.get(bytes, index) >>> shift;
            if (shift > 0) {
                word |= (bytes[index + Long.BYTES] & 0xffL) << (Long.SIZE - shift);
            }
            value += least + (word & mask);
            to[i] = value;
            bit += width;
        }
    }

    private long signed() throws DamagedException {
        long zigzag = varint();
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    private long varint() throws DamagedException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            check(at < end, "a number within the page", at);
            byte one = bytes[at++];
            value |= (one & 0x7fL) << shift;
            if (one >= 0) {
                return value;
            }
        }
        throw new DamagedException("Expected a number of at most ten bytes, was longer");
    }
}
