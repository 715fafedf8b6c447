package dev.tidemark.cold.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.ColdReadCounters;
import dev.tidemark.cold.FileIndex.Block;
import dev.tidemark.cold.parquet.read.ReadLimits;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What was written comes back: all of it, any names of it, any stretch of time of it.
class ReadBackTest {

    private static final TimeRange ALWAYS = new TimeRange(0, Long.MAX_VALUE / 2);

    @TempDir
    private Path folder;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = new Lake(folder, ReadLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 3", "40, 3000", "2, 130000", "200, 30"})
    void anyQuestionIsAnsweredWithTheRowsThatWereWritten(int names, int mostOfAName) throws IOException {
        var random = new Random(names);
        for (Dataset dataset : Dataset.values()) {
            for (Kind kind : List.of(Kind.DAY, Kind.MONTH)) {
                RecordBatch rows = new RandomRows(names).rows(dataset, names, mostOfAName);
                var compression = random.nextBoolean() ? Compression.ZSTD : Compression.SNAPPY;
                ColdFile file = lake.add(rows, kind, compression);
                assertSame(lake.read(file, null, ALWAYS), rows, null, ALWAYS);
                for (int i = 0; i < 20; i++) {
                    Set<String> wanted = someNames(rows, random);
                    TimeRange range = someRange(random);
                    assertSame(lake.read(file, wanted, range), rows, wanted, range);
                }
                TimeRange range = someRange(random);
                assertSame(lake.read(file, null, range), rows, null, range);
            }
        }
    }

    @Test
    void aNameOfAFileIsOneRequest() throws IOException {
        RecordBatch rows = new RandomRows(5).rows(Dataset.SAMPLES, 100, 1500);
        ColdFile file = lake.add(rows, Kind.DAY, Compression.ZSTD);
        assertThat(file.facts().index().blocks()).hasSizeGreaterThan(5);
        var query = new ColdReadCounters();
        Set<String> names = new HashSet<>();
        for (int row = 0; row < rows.size(); row++) {
            if (names.add(rows.series(row).symbol())) {
                Lake.read(
                        lake.reader.counting(query),
                        file,
                        Set.of(rows.series(row).symbol()),
                        ALWAYS);
            }
        }

        int blocks = file.facts().index().blocks().size();
        assertThat(lake.store.reads()).isEqualTo(blocks);
        assertThat(query.counts().gets()).isEqualTo(blocks);
        assertThat(query.counts().hits()).isEqualTo(100 - blocks);
        assertThat(lake.reader.counters().counts()).isEqualTo(query.counts());
    }

    @Test
    void aNameThatSpansRowGroupsIsOneRequestToo() throws IOException {
        RecordBatch rows = new RandomRows(9).rows(Dataset.SAMPLES, 1, 400_000);
        ColdFile file = lake.add(rows, Kind.MONTH, Compression.ZSTD);

        assertThat(file.facts().index().blocks()).hasSizeGreaterThan(1);
        assertThat(lake.read(file, Set.of(rows.series(0).symbol()), ALWAYS).size())
                .isEqualTo(rows.size());
        assertThat(lake.store.reads()).isOne();
    }

    @Test
    void whatTheFileCannotHoldIsNotAskedFor() throws IOException {
        RecordBatch rows = new RandomRows(2).rows(Dataset.SAMPLES, 20, 100);
        ColdFile file = lake.add(rows, Kind.DAY, Compression.ZSTD);

        assertThat(lake.read(file, Set.of("\uDBFF\uDFFF"), ALWAYS).isEmpty()).isTrue();
        assertThat(lake.read(file, null, new TimeRange(0, RandomRows.DAY_US)).isEmpty())
                .isTrue();
        assertThat(lake.store.reads()).isZero();
    }

    @Test
    void aMonthHasAPointToARowGroup() throws IOException {
        RecordBatch rows = new RandomRows(3).rows(Dataset.SAMPLES, 6, 80_000);
        ColdFile file = lake.add(rows, Kind.MONTH, Compression.ZSTD);

        for (Block block : file.facts().index().blocks()) {
            assertThat(block.firstName().equals(block.lastName()) || block.rows() < 120_000)
                    .isTrue();
        }
        assertThat(file.facts().index().blocks().stream().mapToInt(Block::rows).sum())
                .isEqualTo(rows.size());
    }

    private static Set<String> someNames(RecordBatch rows, Random random) {
        Layout layout = Layout.of(rows.dataset());
        Set<String> names = new HashSet<>(List.of("no such name"));
        for (int i = random.nextInt(4); i >= 0; i--) {
            names.add(layout.nameOf(rows.series(random.nextInt(rows.size()))));
        }
        return names;
    }

    private static TimeRange someRange(Random random) {
        long from = RandomRows.DAY_US + random.nextLong(-10_000_000_000L, 86_400_000_000L);
        return new TimeRange(from, from + random.nextLong(86_400_000_000L));
    }

    private static void assertSame(
            RecordBatch found, RecordBatch written, @Nullable Set<String> names, TimeRange range) {
        Layout layout = Layout.of(written.dataset());
        List<Integer> expected = new ArrayList<>();
        for (int row = 0; row < written.size(); row++) {
            boolean isNamed = names == null || names.contains(layout.nameOf(written.series(row)));
            if (isNamed && range.contains(written.timeUs(row))) {
                expected.add(row);
            }
        }
        assertThat(found.size()).isEqualTo(expected.size());
        for (int row = 0; row < found.size(); row++) {
            for (Column<RecordBatch> column : layout.columns()) {
                Object was = DuckDbTest.value(column, written, expected.get(row));
                Object is = DuckDbTest.value(column, found, row);
                if (!Objects.equals(is, was)) {
                    assertThat(is).as("%s of row %d", column.name(), row).isEqualTo(was);
                }
            }
        }
    }
}
