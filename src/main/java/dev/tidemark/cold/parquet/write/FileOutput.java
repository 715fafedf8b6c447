package dev.tidemark.cold.parquet.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A new file that counts and digests what is written to it.
final class FileOutput extends Output {

    private static final int BUFFER = 1 << 18;

    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;
    private long position;

    FileOutput(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    long position() {
        return position;
    }

    /// SHA-256 of what was written so far, in lower-case hexadecimal.
    String sha256SoFar() throws IOException {
        drain();
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Expected a digest that can be copied, was " + digest.getProvider(), e);
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        int at = offset;
        int rest = length;
        while (rest > 0) {
            int some = Math.min(rest, BUFFER - buffered);
            System.arraycopy(from, at, buffer, buffered, some);
            buffered += some;
            at += some;
            rest -= some;
            if (buffered == BUFFER) {
                drain();
            }
        }
        position += length;
    }

    /// Forces everything to the disk.
    void force() throws IOException {
        drain();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void drain() throws IOException {
        digest.update(buffer, 0, buffered);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, buffered);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        buffered = 0;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 in every Java", e);
        }
    }
}
