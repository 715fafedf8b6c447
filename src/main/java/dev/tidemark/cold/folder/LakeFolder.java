package dev.tidemark.cold.folder;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.LakeKey;
import dev.tidemark.cold.ObjectStore.Digest;
import dev.tidemark.cold.ObjectStore.ObjectFacts;
import dev.tidemark.cold.ObjectStore.Put;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The files below one folder. Blocks.
///
/// A file is written under a temporary name beside its own, forced, and then linked to its own name, which fails where
/// there is one already: an object is there whole or not at all, and is never replaced.
final class LakeFolder {

    /// No part of a key begins with a dot, so no object is ever taken for one of these.
    static final String UNFINISHED = ".unfinished-";

    /// Tells files that this process is at apart from what an earlier one has left.
    private static final String PROCESS = UUID.randomUUID().toString();

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Path root;

    private LakeFolder(Path root) {
        this.root = root;
    }

    static LakeFolder open(Path root) throws IOException {
        Files.createDirectories(root);
        return new LakeFolder(root.toRealPath());
    }

    Path root() {
        return root;
    }

    /// Removes files that a process before this one has not finished; returns how many.
    long removeUnfinished() throws IOException {
        long removed = 0;
        try (var files = Files.find(root, Integer.MAX_VALUE, (path, facts) -> isUnfinished(path))) {
            for (Path file : files.toList()) {
                removed += Files.deleteIfExists(file) ? 1 : 0;
            }
        }
        return removed;
    }

    Put put(String key, Path file, Digest digest) throws IOException {
        Path target = inside(key);
        Path folder = parent(target);
        DurableFolders.create(root, folder);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return compare(key, target, digest);
        }
        Path unfinished = folder.resolve(UNFINISHED + PROCESS + "-" + NUMBER.incrementAndGet());
        try {
            copy(key, file, unfinished, digest);
            link(target, unfinished);
        } catch (FileAlreadyExistsException other) {
            return compare(key, target, digest);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        DurableFolders.force(folder);
        return Put.CREATED;
    }

    byte[] read(String key, long offset, int length) throws IOException {
        try (var channel = FileChannel.open(existing(key), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            var bytes = ByteBuffer.allocate(length);
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, offset + bytes.position());
            }
            if (bytes.hasRemaining()) {
                throw new ColdFault.Damaged(
                        key,
                        "Expected " + length + " bytes from " + offset + " on of " + key + ", was " + channel.size()
                                + " bytes long",
                        null);
            }
            return bytes.array();
        }
    }

    Optional<ObjectFacts> head(String key) throws IOException {
        try {
            Path file = existing(key);
            var facts = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return facts.isRegularFile() ? Optional.of(facts(key, facts)) : Optional.empty();
        } catch (NoSuchFileException | ColdFault.Missing none) {
            return Optional.empty();
        }
    }

    List<ObjectFacts> list(String prefix, @Nullable String after, int limit) throws IOException {
        return new FolderListing(root, prefix, after, limit).list();
    }

    void delete(String key) throws IOException {
        Path file;
        try {
            file = existing(key);
        } catch (NoSuchFileException | ColdFault.Missing none) {
            return;
        }
        if (Files.deleteIfExists(file)) {
            DurableFolders.force(parent(file));
        }
    }

    static boolean isUnfinished(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(UNFINISHED) && !name.startsWith(UNFINISHED + PROCESS);
    }

    /// A strong entity tag: objects are not changed, and one that was removed and came again has another time or
    /// number.
    static ObjectFacts facts(String key, BasicFileAttributes facts) {
        long modified = facts.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        String tag = Long.toHexString(facts.size()) + "-" + Long.toHexString(modified) + "-"
                + Integer.toHexString(String.valueOf(facts.fileKey()).hashCode());
        return new ObjectFacts(
                key, facts.size(), tag, null, facts.lastModifiedTime().toInstant());
    }

    private static void copy(String key, Path file, Path unfinished, Digest digest) throws IOException {
        Digest copied;
        try (var from = FileChannel.open(file, StandardOpenOption.READ);
                var to = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copied = Digests.copy(from, to);
            to.force(true);
        }
        if (!copied.equals(digest)) {
            throw new ColdFault.Damaged(key, "Expected a file of " + digest + ", was " + copied, null);
        }
    }

    /// Gives the file its name unless another has it.
    private static void link(Path target, Path unfinished) throws IOException {
        try {
            Files.createLink(target, unfinished);
        } catch (FileAlreadyExistsException | NoSuchFileException known) {
            throw known;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            claim(target, unfinished);
        }
    }

    /// For file systems without hard links: the name is claimed by an empty file that the real one then replaces. A
    /// crash in between leaves the empty one, which no reader takes for what it planned for.
    private static void claim(Path target, Path unfinished) throws IOException {
        Files.createFile(target);
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            Files.delete(target);
            throw failed;
        }
    }

    private static Put compare(String key, Path target, Digest digest) throws IOException {
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new ColdFault.Refused(key, "Expected an object at " + target + ", was something else", null);
        }
        if (Files.size(target) != digest.bytes()) {
            return Put.DIFFERENT;
        }
        try (var channel = FileChannel.open(target, StandardOpenOption.READ)) {
            if (!Digests.of(channel).equals(digest)) {
                return Put.DIFFERENT;
            }
        }
        // Whoever has put it may have died before it was durable.
        DurableFolders.force(parent(target));
        return Put.SAME;
    }

    /// The path of a key, whose folder need not be there.
    private Path inside(String key) throws IOException {
        if (!LakeKey.isSafe(key)) {
            throw new ColdFault.Refused(key, "Expected a safe key, was '" + key + "'", null);
        }
        Path path = root.resolve(key);
        for (Path folder = parent(path); !folder.equals(root); folder = parent(folder)) {
            if (Files.exists(folder) && !folder.toRealPath().startsWith(root)) {
                throw outside(key);
            }
        }
        return path;
    }

    /// The path of a key that is there, below the root whatever links there are.
    private Path existing(String key) throws IOException {
        Path path = inside(key);
        if (!path.toRealPath(LinkOption.NOFOLLOW_LINKS).startsWith(root) || Files.isSymbolicLink(path)) {
            throw outside(key);
        }
        if (Files.isDirectory(path)) {
            throw new ColdFault.Missing(key);
        }
        return path;
    }

    private static ColdFault.Refused outside(String key) {
        return new ColdFault.Refused(key, "Expected " + key + " below the folder, was a link to elsewhere", null);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("Expected a path below a folder, was " + path);
        }
        return parent;
    }
}
