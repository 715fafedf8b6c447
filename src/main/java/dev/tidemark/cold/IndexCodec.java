package dev.tidemark.cold;

import dev.tidemark.cold.FileIndex.Block;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A [FileIndex] as bytes, for the manifest: some 20 bytes a block and what two neighbouring names differ in.
///
/// After a version byte and the number of blocks, each block is: its first and its last name, each as the number
/// of bytes that it shares with the name before it and the rest; the hole before it; length and rows; the lowest
/// time against that of the block before, and the highest against the lowest. Numbers are base-128, the signed
/// ones in zigzag; names are UTF-8.
public final class IndexCodec {

    private static final byte VERSION = 1;
    private static final int SMALLEST_BLOCK = 9;

    private IndexCodec() {}

    public static byte[] encode(FileIndex index) {
        var out = new Out();
        out.bytes[out.size++] = VERSION;
        out.number(index.blocks().size());
        byte[] name = new byte[0];
        long end = 0;
        long minTimeUs = 0;
        for (Block block : index.blocks()) {
            name = out.name(block.firstName(), name);
            name = out.name(block.lastName(), name);
            out.number(zigzag(block.offset() - end));
            out.number(block.length());
            out.number(block.rows());
            out.number(zigzag(block.minTimeUs() - minTimeUs));
            out.number(zigzag(block.maxTimeUs() - block.minTimeUs()));
            end = block.offset() + block.length();
            minTimeUs = block.minTimeUs();
        }
        return Arrays.copyOf(out.bytes, out.size);
    }

    /// Reads what [#encode] has made; anything else is an [IllegalArgumentException].
    public static FileIndex decode(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new IllegalArgumentException("Expected an index of version " + VERSION + ", was "
                    + (bytes.length == 0 ? "empty" : Byte.toString(bytes[0])));
        }
        try {
            return new FileIndex(blocks(new In(bytes)));
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new IllegalArgumentException("Expected an index of " + bytes.length + " bytes, was broken", e);
        }
    }

    private static List<Block> blocks(In in) {
        long count = in.number();
        if (count < 0 || count > in.bytes.length / SMALLEST_BLOCK) {
            throw new IllegalArgumentException("Expected fewer blocks than bytes, was " + count);
        }
        var blocks = new ArrayList<Block>((int) count);
        long end = 0;
        long minTimeUs = 0;
        for (int i = 0; i < count; i++) {
            String first = in.name();
            String last = in.name();
            long offset = end + signed(in.number());
            int length = Math.toIntExact(in.number());
            int rows = Math.toIntExact(in.number());
            minTimeUs += signed(in.number());
            blocks.add(new Block(first, last, offset, length, rows, minTimeUs, minTimeUs + signed(in.number())));
            end = offset + length;
        }
        return blocks;
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private static long signed(long zigzag) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    private static final class Out {

        private byte[] bytes = new byte[4096];
        private int size;

        private void number(long value) {
            room(10);
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                bytes[size++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[size++] = (byte) rest;
        }

        private byte[] name(String name, byte[] before) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            int mismatch = Arrays.mismatch(utf8, before);
            int shared = mismatch < 0 ? utf8.length : mismatch;
            number(shared);
            number(utf8.length - shared);
            room(utf8.length);
            System.arraycopy(utf8, shared, bytes, size, utf8.length - shared);
            size += utf8.length - shared;
            return utf8;
        }

        private void room(int more) {
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
            }
        }
    }

    private static final class In {

        private final byte[] bytes;
        private int at = 1;
        private byte[] name = new byte[4 * 256];
        private int nameLength;

        In(byte[] bytes) {
            this.bytes = bytes;
        }

        private long number() {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                byte one = bytes[at++];
                value |= (one & 0x7fL) << shift;
                if (one >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("Expected a number of at most ten bytes, was longer");
        }

        private String name() {
            int shared = Math.toIntExact(number());
            int rest = Math.toIntExact(number());
            if (shared < 0 || rest < 0 || shared > nameLength || rest > bytes.length - at) {
                throw new IllegalArgumentException("Expected a name within the index, was outside");
            }
            if (shared + rest > name.length) {
                name = Arrays.copyOf(name, shared + rest);
            }
            System.arraycopy(bytes, at, name, shared, rest);
            at += rest;
            nameLength = shared + rest;
            return new String(name, 0, nameLength, StandardCharsets.UTF_8);
        }
    }
}
