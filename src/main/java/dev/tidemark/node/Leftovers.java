package dev.tidemark.node;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files of a process that was killed: whatever they were for is made again.
final class Leftovers {

    private Leftovers() {}

    /// Empties a folder, which is made where there is none. Blocks.
    static Path remove(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        return folder;
    }
}
