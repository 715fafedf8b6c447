package dev.tidemark.cold.folder;

import dev.tidemark.cold.LakeKey;
import dev.tidemark.cold.ObjectStore.ObjectFacts;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One page of the keys below a folder, in their order. Folders that hold none of them are not looked into.
final class FolderListing {

    private final Path root;
    private final String prefix;
    private final String after;
    private final int limit;
    private final List<ObjectFacts> found = new ArrayList<>();

    FolderListing(Path root, String prefix, @Nullable String after, int limit) {
        this.root = root;
        this.prefix = prefix;
        this.after = after == null ? "" : after;
        this.limit = limit;
    }

    List<ObjectFacts> list() throws IOException {
        walk(root, "");
        return List.copyOf(found);
    }

    private void walk(Path folder, String key) throws IOException {
        // A folder sorts as its keys do, with the slash behind its name: "a-b" comes before "a/b", which "a" would not.
        var keyToEntry = new TreeMap<String, Path>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                boolean isFolder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
                keyToEntry.put(key + name + (isFolder ? "/" : ""), entry);
            }
        } catch (NoSuchFileException removed) {
            return;
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        for (var entry : keyToEntry.entrySet()) {
            if (found.size() >= limit) {
                return;
            }
            visit(entry.getKey(), entry.getValue());
        }
    }

    private void visit(String key, Path entry) throws IOException {
        if (key.endsWith("/")) {
            boolean isWanted = key.startsWith(prefix) || prefix.startsWith(key);
            boolean isBehind = key.compareTo(after) > 0 || after.startsWith(key);
            if (isWanted && isBehind) {
                walk(entry, key);
            }
        } else if (key.startsWith(prefix) && key.compareTo(after) > 0 && LakeKey.isSafe(key)) {
            add(key, entry);
        }
    }

    private void add(String key, Path file) throws IOException {
        try {
            var facts = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (facts.isRegularFile()) {
                found.add(LakeFolder.facts(key, facts));
            }
        } catch (NoSuchFileException removed) {
            // Removed meanwhile, which it might as well have been before.
            return;
        }
    }
}
