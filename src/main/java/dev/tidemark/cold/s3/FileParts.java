package dev.tidemark.cold.s3;

import dev.tidemark.cold.ObjectStore.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// A file in the parts that it is sent in, each with its checksum.
///
/// @param parts at least one, all but the last of one size
/// @param digest of the whole file
record FileParts(List<Part> parts, Digest digest) {

    private static final int MOST_PARTS = 10_000;
    private static final int BUFFER_BYTES = 256 << 10;

    /// @param number 1 for the first
    /// @param md5 as `Content-MD5` has it
    record Part(int number, long offset, long length, String md5) {}

    /// Reads a file once. Blocks.
    static FileParts of(Path file, long partBytes) throws IOException {
        MessageDigest sha = digest("SHA-256");
        var parts = new ArrayList<Part>();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long each = Math.max(partBytes, size / MOST_PARTS + 1);
            for (long offset = 0; offset < size || offset == 0; offset += each) {
                long length = Math.min(each, size - offset);
                String md5 = part(channel, length, sha);
                parts.add(new Part(parts.size() + 1, offset, length, md5));
            }
            return new FileParts(
                    List.copyOf(parts), new Digest(size, HexFormat.of().formatHex(sha.digest())));
        }
    }

    boolean isOne() {
        return parts.size() == 1;
    }

    private static String part(FileChannel channel, long length, MessageDigest sha) throws IOException {
        MessageDigest md5 = digest("MD5");
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long left = length;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(left, BUFFER_BYTES));
            if (channel.read(buffer) < 0) {
                throw new IOException("Expected " + left + " bytes more, was at the end");
            }
            buffer.flip();
            left -= buffer.remaining();
            sha.update(buffer.duplicate());
            md5.update(buffer);
        }
        return Base64.getEncoder().encodeToString(md5.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected " + algorithm + " in every JDK", e);
        }
    }
}
