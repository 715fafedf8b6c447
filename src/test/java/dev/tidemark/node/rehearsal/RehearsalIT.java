package dev.tidemark.node.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where it stops early, the launcher's cache is only smaller, and nobody would notice.
class RehearsalIT {

    @TempDir
    private Path folder;

    @Test
    void itRunsThroughAndEveryAnswerIsOne() throws Exception {
        Rehearsal.run(folder);

        try (var files = Files.walk(folder.resolve("lake"))) {
            assertThat(files.filter(file -> file.toString().endsWith("/site.parquet")))
                    .hasSize(MadeUpLake.DAYS);
        }
        assertThat(folder.resolve("data/postgres/db/postmaster.pid"))
                .as("the database has ended")
                .doesNotExist();
    }
}
