package dev.tidemark.testkit;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The objects of [FaultyS3], as files of a folder: another program may have put them there. Blocks; thread-safe.
final class S3Shelf {

    private final Path folder;
    private final Map<String, String> keyToSha256 = new ConcurrentHashMap<>();
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

    /// An upload in parts that is not complete.
    private record Upload(String key, String sha256, SortedMap<Integer, Buffer> parts) {}

    /// @param sha256 empty where none was given
    record Stored(String key, Path file, long bytes, String etag, String sha256) {}

    S3Shelf(Path folder) {
        this.folder = folder;
    }

    Optional<Stored> find(String key) {
        Path file = folder.resolve(key);
        try {
            return Files.isRegularFile(file) ? Optional.of(stored(key, file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// False, and nothing stored, where there is an object that is not to be overwritten.
    synchronized boolean put(String key, Buffer bytes, String sha256, boolean isOverwriting) {
        Path file = folder.resolve(key);
        try {
            if (!isOverwriting && Files.exists(file)) {
                return false;
            }
            Files.createDirectories(file.resolveSibling("."));
            Path unfinished = Files.write(file.resolveSibling(".put-" + UUID.randomUUID()), bytes.getBytes());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            keyToSha256.put(key, sha256);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void remove(String key) {
        try {
            Files.deleteIfExists(folder.resolve(key));
            keyToSha256.remove(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String begin(String key, String sha256) {
        String id = UUID.randomUUID().toString();
        uploads.put(id, new Upload(key, sha256, new TreeMap<>()));
        return id;
    }

    boolean part(String id, int number, Buffer bytes) {
        Upload upload = uploads.get(id);
        if (upload == null) {
            return false;
        }
        synchronized (upload) {
            upload.parts.put(number, bytes);
        }
        return true;
    }

    Optional<Boolean> complete(String id, boolean isOverwriting) {
        Upload upload = uploads.get(id);
        if (upload == null) {
            return Optional.empty();
        }
        var whole = Buffer.buffer();
        synchronized (upload) {
            upload.parts.values().forEach(whole::appendBuffer);
        }
        boolean isStored = put(upload.key, whole, upload.sha256, isOverwriting);
        if (isStored) {
            uploads.remove(id);
        }
        return Optional.of(isStored);
    }

    void abort(String id) {
        uploads.remove(id);
    }

    /// Uploads that are neither complete nor given up.
    int unfinished() {
        return uploads.size();
    }

    /// A page of keys as `ListObjectsV2` answers it.
    String page(String prefix, String after, int limit) {
        List<Stored> behind = all().stream()
                .filter(one -> one.key.startsWith(prefix) && one.key.compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        boolean isMore = behind.size() > limit;
        String contents = behind.stream()
                .limit(limit)
                .map(one -> "<Contents><Key>" + encoded(one.key) + "</Key><Size>" + one.bytes + "</Size><ETag>&quot;"
                        + one.etag + "&quot;</ETag></Contents>")
                .collect(Collectors.joining());
        return "<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>" + isMore + "</IsTruncated>" + contents
                + "</ListBucketResult>";
    }

    private List<Stored> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(key -> !key.contains("/.") && !key.startsWith("."))
                    .sorted()
                    .flatMap(key -> find(key).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stored stored(String key, Path file) throws IOException {
        long modified = Files.getLastModifiedTime(file).toMillis();
        String etag = Long.toHexString(Files.size(file)) + "-" + Long.toHexString(modified) + "-"
                + Integer.toHexString(key.hashCode());
        return new Stored(key, file, Files.size(file), etag, keyToSha256.getOrDefault(key, ""));
    }

    static String md5(Buffer bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected MD5 in every JDK", e);
        }
    }

    /// The tag of a part.
    static String tag(Buffer bytes) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(md5(bytes)));
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
