package dev.tidemark.cold.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.hot.postgres.lake.LakeFixture;
import dev.tidemark.hot.postgres.lake.LaneWriter;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Duck;
import dev.tidemark.testkit.TestLake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Parts out of a real PostgreSQL into a real folder, read by DuckDB.
class PartWriterIT {

    private static final PartConfig CONFIG = new PartConfig(true, Duration.ofMinutes(5), 50, 2);

    @TempDir
    private Path folder;

    private LakeFixture hot;
    private TestLake lake;

    @BeforeEach
    void open() {
        hot = new LakeFixture();
        lake = new TestLake(hot.vertx, hot.database, folder, hot.clock, StepListener.NONE);
    }

    @AfterEach
    void close() {
        lake.close();
        hot.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Dataset.class,
            names = {"TICKS", "TRADES"})
    void thePartsOfADayAreItsRows(Dataset dataset) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var rows = new LaneWriter(hot, dataset, random);
        PartWriter writer = lake.partWriter(CONFIG);
        for (int i = 0; i < 60; i++) {
            rows.commitSomewhere();
            hot.clock.advance(random.nextInt(40));
            if (random.nextInt(3) == 0) {
                writer.run(dataset, () -> true, done -> {});
            }
        }
        rows.commitAll();
        writer.run(dataset, () -> true, done -> {});
        hot.clock.advance(600);
        writer.run(dataset, () -> true, done -> {});

        assertThat(hot.sql.number("select count(*) from lake_files where state <> 'live'"))
                .isZero();
        assertThat(hot.sql.number("select max(rows) from lake_files")).isLessThanOrEqualTo(50);
        assertThat(rowsIn(dataset, "*/*/*/*/part-*.parquet")).isEqualTo(rowsIn(dataset));
        assertThat(lake.reconciler().run().orphans()).isZero();
    }

    @Test
    void eachPartIsToldOfWhenItIsMade() {
        new LaneWriter(hot, Dataset.TICKS, new Random(8)).commitAll();
        PartWriter writer = lake.partWriter(CONFIG);
        writer.run(Dataset.TICKS, () -> true, done -> {});
        hot.clock.advance(600);
        List<Long> live = new ArrayList<>();
        writer.run(Dataset.TICKS, () -> true, done -> {
            if (done.parts() > 0) {
                live.add(hot.sql.number("select count(*) from lake_files where state = 'live'"));
            }
        });
        assertThat(live).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    }

    @Test
    void partsGoWhenTheFileOfTheirDayHasCome() {
        new LaneWriter(hot, Dataset.TICKS, new Random(7)).commitAll();
        PartWriter writer = lake.partWriter(CONFIG);
        hot.clock.advance(60);
        writer.run(Dataset.TICKS, () -> true, done -> {});
        hot.clock.advance(600);
        writer.run(Dataset.TICKS, () -> true, done -> {});
        List<String> before = rowsIn(Dataset.TICKS, "*/*/*/*/part-*.parquet");
        for (String line : hot.sql.texts("select distinct s.symbol, (t.time at time zone 'utc')::date"
                + " from ticks t join series s using (series_id)")) {
            String[] words = line.split("\\|", -1);
            lake.archive(new PartitionDay(new Partition(Dataset.TICKS, words[0]), java.time.LocalDate.parse(words[1])));
        }
        long parts = hot.sql.number("select count(*) from lake_files where kind = 'part'");
        List<PartRound> done = new ArrayList<>();
        writer.run(Dataset.TICKS, () -> true, done::add);

        assertThat(done.stream().mapToInt(PartRound::retired).sum())
                .isPositive()
                .isEqualTo((int) parts);
        assertThat(hot.sql.texts("select distinct kind, state from lake_files order by 1"))
                .containsExactly("day|live", "part|superseded");
        assertThat(rowsIn(Dataset.TICKS, "*/*/*/*/day.parquet"))
                .isEqualTo(before)
                .isEqualTo(rowsIn(Dataset.TICKS));
        assertThat(Await.result(hot.database.manifest().superseded(java.time.Instant.parse("2999-01-01T00:00:00Z"))))
                .isNotEmpty();
    }

    private List<String> rowsIn(Dataset dataset) {
        return hot.sql.texts(
                "select s.source, s.symbol, (extract(epoch from t.time) * 1000000)::bigint, t.ingest_id from "
                        + dataset.label() + " t join series s using (series_id) order by t.ingest_id");
    }

    private List<String> rowsIn(Dataset dataset, String files) {
        return Duck.texts("select source, symbol, epoch_us(time), ingest_id from read_parquet('"
                + folder.resolve("lake").resolve(dataset.label()) + "/" + files + "') order by ingest_id");
    }
}
