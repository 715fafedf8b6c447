package dev.tidemark.cold.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;

/// Folders whose entries survive a power cut.
final class DurableFolders {

    private DurableFolders() {}

    /// Makes a folder and all between it and the root, and forces the folder of each new one.
    static void create(Path root, Path folder) throws IOException {
        var missing = new ArrayDeque<Path>();
        for (Path path = folder; path != null && !path.equals(root) && !Files.isDirectory(path); ) {
            missing.push(path);
            path = path.getParent();
        }
        Files.createDirectories(folder);
        for (Path made : missing) {
            Path above = made.getParent();
            force(above == null ? root : above);
        }
    }

    /// Forces the entries of a folder to the disk.
    static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
