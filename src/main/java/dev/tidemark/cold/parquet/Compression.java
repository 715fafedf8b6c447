package dev.tidemark.cold.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.xerial.snappy.Snappy;

/// How pages are compressed. Both libraries are called here and nowhere else.
public enum Compression {
    /// Zstandard, level 3.
    ZSTD,
    /// Snappy: half as dense, for tools that know nothing newer.
    SNAPPY;

    private static final int LEVEL = 3;
    private static final int ZSTD_MAGIC = 0xFD2FB528;
    private static final VarHandle LITTLE_ENDIAN_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /// Something that packs, for one thread. Holds native memory until it is closed.
    public interface Packer extends AutoCloseable {

        /// The largest number of bytes that this many may become.
        int bound(int length);

        /// Packs bytes into an array that has room for [#bound] and returns how many they became.
        int pack(byte[] from, int length, byte[] to) throws IOException;

        @Override
        void close();
    }

    public Packer packer() {
        return switch (this) {
            case ZSTD -> new ZstdPacker();
            case SNAPPY -> new SnappyPacker();
        };
    }

    /// Something that unpacks what either of them has packed, for one thread.
    public static final class Unpacker implements AutoCloseable {

        private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();

        /// Unpacks into an array of exactly this many bytes; anything but that many is an [IOException].
        ///
        /// Which of the two it was is seen from the bytes: no Snappy block begins like a Zstandard frame, since
        /// its first element, behind the length, is never a copy.
        public void unpack(byte[] from, int offset, int length, byte[] to, int expected) throws IOException {
            int unpacked;
            try {
                unpacked = isZstd(from, offset, length)
                        ? zstd.decompressByteArray(to, 0, expected, from, offset, length)
                        : unsnap(from, offset, length, to, expected);
            } catch (RuntimeException e) {
                throw new IOException("Expected a compressed page, was broken", e);
            }
            if (unpacked != expected) {
                throw new IOException("Expected a page of " + expected + " bytes, was " + unpacked);
            }
        }

        @Override
        public void close() {
            zstd.close();
        }

        private static int unsnap(byte[] from, int offset, int length, byte[] to, int expected) throws IOException {
            if (Snappy.uncompressedLength(from, offset, length) != expected) {
                return -1;
            }
            return Snappy.uncompress(from, offset, length, to, 0);
        }

        private static boolean isZstd(byte[] from, int offset, int length) {
            return length >= Integer.BYTES && (int) LITTLE_ENDIAN_INT.get(from, offset) == ZSTD_MAGIC;
        }
    }

    private static final class ZstdPacker implements Packer {

        private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);

        @Override
        public int bound(int length) {
            return Math.toIntExact(Zstd.compressBound(length));
        }

        @Override
        public int pack(byte[] from, int length, byte[] to) {
            return context.compressByteArray(to, 0, to.length, from, 0, length);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private static final class SnappyPacker implements Packer {

        @Override
        public int bound(int length) {
            return Snappy.maxCompressedLength(length);
        }

        @Override
        public int pack(byte[] from, int length, byte[] to) throws IOException {
            return Snappy.compress(from, 0, length, to, 0);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
