package dev.tidemark.cold.parquet.read;

import static dev.tidemark.cold.parquet.read.DamagedException.check;

import java.util.Arrays;

/// Small numbers as runs of equal ones and groups of eight packed ones: the format's hybrid RLE. Uses its array again.
final class RunDecoder {

    private static final int WIDEST = 24;

    private int[] numbers = new int[0];
    private int at;

    /// Reads exactly `count` numbers of `bitWidth` bits. Of the array that it returns, as many count.
    int[] decode(Slice slice, int bitWidth, int count) throws DamagedException {
        check(bitWidth >= 0 && bitWidth <= WIDEST, "numbers of at most " + WIDEST + " bits", bitWidth);
        if (numbers.length < count) {
            numbers = new int[count];
        }
        byte[] bytes = slice.bytes();
        int end = slice.end();
        at = slice.from();
        int filled = 0;
        while (filled < count) {
            int head = varint(bytes, end);
            filled = (head & 1) == 0
                    ? repeated(bytes, end, bitWidth, filled, Math.min(count, filled + (head >>> 1)))
                    : packed(bytes, end, bitWidth, filled, count, head >>> 1);
        }
        return numbers;
    }

    private int repeated(byte[] bytes, int end, int bitWidth, int filled, int to) throws DamagedException {
        check(to > filled, "a run of at least one", to - filled);
        int value = 0;
        for (int shift = 0; shift < bitWidth; shift += Byte.SIZE) {
            check(at < end, "a run within the page", at);
            value |= (bytes[at++] & 0xff) << shift;
        }
        Arrays.fill(numbers, filled, to, value);
        return to;
    }

    private int packed(byte[] bytes, int end, int bitWidth, int filled, int count, int groups) throws DamagedException {
        check(groups > 0 && groups <= (count - filled + 7) / 8, "no more groups than numbers are left", groups);
        int length = groups * bitWidth;
        check(length <= end - at, "packed numbers within the page", length);
        int to = Math.min(count, filled + groups * 8);
        int mask = (1 << bitWidth) - 1;
        long bit = (long) at * Byte.SIZE;
        for (int i = filled; i < to; i++, bit += bitWidth) {
            numbers[i] = bits(bytes, end, bit) & mask;
        }
        at += length;
        return to;
    }

    /// At least 25 bits, the lowest of which is this one; zeros behind the end.
    private static int bits(byte[] bytes, int end, long bit) {
        int index = (int) (bit >>> 3);
        int value = 0;
        for (int i = 0; i < Integer.BYTES && index + i < end; i++) {
            value |= (bytes[index + i] & 0xff) << (Byte.SIZE * i);
        }
        return value >>> (bit & 7);
    }

    private int varint(byte[] bytes, int end) throws DamagedException {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            check(at < end, "the head of a run within the page", at);
            byte one = bytes[at++];
            value |= (one & 0x7f) << shift;
            if (one >= 0) {
                return value;
            }
        }
        throw new DamagedException("Expected the head of a run in five bytes, was longer");
    }
}
