package dev.tidemark.cold.make;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.ObjectStore.ObjectFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Reads whole objects, some megabytes at a time. Thread-safe; blocks.
public final class ObjectBytes {

    private static final int CHUNK = 4 << 20;

    private final ObjectStore objects;

    public ObjectBytes(ObjectStore objects) {
        this.objects = objects;
    }

    /// Returns where an object has the size and the SHA-256 of a file, else throws the [ColdFault].
    public void verify(ColdFile file) {
        Optional<ObjectFacts> found = Wait.on(objects.head(file.key()));
        if (found.isEmpty()) {
            throw new ColdFault.Missing(file.key());
        }
        FileFacts facts = file.facts();
        expect(file, "bytes", facts.bytes(), found.get().bytes());
        expect(file, "SHA-256", facts.sha256(), sha256(file.key(), facts.bytes()));
    }

    /// Brings the object of a file to the local disk. One that is not what the file says is a [ColdFault.Damaged].
    public void fetch(ColdFile file, Path local) throws IOException {
        FileFacts facts = file.facts();
        try (OutputStream out = Files.newOutputStream(local)) {
            expect(file, "SHA-256", facts.sha256(), read(file.key(), facts.bytes(), out::write));
        }
    }

    /// The SHA-256 of the first `bytes` bytes of an object, in lower-case hexadecimal.
    public String sha256(String key, long bytes) {
        try {
            return read(key, bytes, chunk -> {});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String read(String key, long bytes, Sink sink) throws IOException {
        MessageDigest sha256 = sha256();
        for (long at = 0; at < bytes; at += CHUNK) {
            byte[] chunk = chunk(key, at, bytes);
            sha256.update(chunk);
            sink.take(chunk);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private byte[] chunk(String key, long at, long bytes) {
        return Wait.on(objects.read(key, at, (int) Math.min(CHUNK, bytes - at)));
    }

    static void expect(ColdFile file, String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new ColdFault.Damaged(
                    file.key(), "Expected " + what + " of " + file.key() + " as " + expected + ", was " + found, null);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Where the bytes go.
    private interface Sink {

        void take(byte[] chunk) throws IOException;
    }
}
