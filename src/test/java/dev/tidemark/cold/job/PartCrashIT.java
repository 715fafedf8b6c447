package dev.tidemark.cold.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.make.StepListener;
import dev.tidemark.hot.postgres.lake.LakeFixture;
import dev.tidemark.hot.postgres.lake.LaneWriter;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.Duck;
import dev.tidemark.testkit.TestLake;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The lake writer is killed at every step; the next run finishes, and every row is in one part.
class PartCrashIT {

    @TempDir
    private Path folder;

    private LakeFixture hot;

    @BeforeEach
    void open() {
        hot = new LakeFixture();
    }

    @AfterEach
    void close() {
        hot.close();
    }

    @ParameterizedTest
    @CsvSource({
        "LOOKED, 1",
        "PLANNED, 1",
        "WRITING, 1",
        "WRITTEN, 1",
        "WRITTEN, 3",
        "UPLOADED, 2",
        "VERIFIED, 1",
        "PUBLISHED, 1",
        "PUBLISHED, 4"
    })
    void nothingIsLostAndNothingIsInTwoParts(String step, String times) {
        var rows = new LaneWriter(hot, Dataset.TICKS, new Random(11));
        for (int i = 0; i < 60; i++) {
            rows.commitSomewhere();
        }
        Halting.at(hot.url, folder, hot.clock.instant(), "parts", step, times);
        rows.commitAll();

        try (var lake = new TestLake(hot.vertx, hot.database, folder, hot.clock, StepListener.NONE)) {
            hot.clock.advance(30);
            lake.partWriter(HaltingLake.PARTS).run(Dataset.TICKS, () -> true, done -> {});
            hot.clock.advance(600);
            lake.partWriter(HaltingLake.PARTS).run(Dataset.TICKS, () -> true, done -> {});

            assertThat(hot.sql.texts("select distinct state from lake_files")).containsExactly("live");
            assertThat(ids()).isEqualTo(hot.sql.texts("select ingest_id from ticks order by 1"));
            assertThat(lake.reconciler().run().findings()).isEmpty();
            assertThat(lake.check().sample(1_000, () -> true).findings()).isEmpty();
        }
    }

    /// Planned parts of a day that was sealed meanwhile are given up, with their objects.
    @Test
    void aPartThatNobodyWantsAnyMoreIsGivenUpWhereverItStands() {
        new LaneWriter(hot, Dataset.TICKS, new Random(12)).commitAll();
        Halting.at(hot.url, folder, hot.clock.instant(), "parts", "UPLOADED", "2");
        hot.sql.run("select tidemark_seal('ticks', s.symbol, d) from (select distinct symbol from series) s,"
                + " unnest('{2026-03-03,2026-03-04}'::date[]) d");
        Halting.at(hot.url, folder, hot.clock.instant(), "parts", "REMOVED", "1");

        try (var lake = new TestLake(hot.vertx, hot.database, folder, hot.clock, StepListener.NONE)) {
            lake.partWriter(HaltingLake.PARTS).run(Dataset.TICKS, () -> true, done -> {});
            assertThat(hot.sql.texts("select distinct state from lake_files")).containsExactly("live");
            assertThat(hot.sql.number("select count(*) from part_pieces")).isZero();
            assertThat(lake.reconciler().run().findings()).isEmpty();
        }
    }

    private List<String> ids() {
        return Duck.texts("select ingest_id from read_parquet('"
                + folder.resolve("lake").resolve("ticks") + "/*/*/*/*/part-*.parquet') order by 1");
    }
}
