package dev.tidemark.hot.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Whole folders.
final class Folders {

    private Folders() {}

    /// Deletes a folder and everything in it; one that is not there is no fault.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    /// Deletes the folders in `home` whose names begin like this: what an earlier process left unfinished.
    static void deleteStartingWith(Path home, String prefix) throws IOException {
        List<Path> left;
        try (Stream<Path> all = Files.list(home)) {
            left = all.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .toList();
        }
        for (Path path : left) {
            delete(path);
        }
    }
}
