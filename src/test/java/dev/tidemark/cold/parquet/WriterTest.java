package dev.tidemark.cold.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.ColdFileWriter;
import dev.tidemark.cold.ColdFileWriter.Description;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriterTest {

    private static final ColdFileWriter.Factory FACTORY = ParquetColdFileWriter.factory(Compression.ZSTD);
    private static final Description SAMPLES = RandomRows.day(Dataset.SAMPLES, Kind.DAY);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Dataset.class)
    void theSameRowsGiveTheSameBytesInWhateverBatches(Dataset dataset) throws IOException, NoSuchAlgorithmException {
        RecordBatch rows = new RandomRows(8).rows(dataset, 30, 4_000);
        var random = new Random(1);
        Path whole = folder.resolve("whole");
        FileFacts facts = write(whole, rows, rows.size());
        byte[] bytes = Files.readAllBytes(whole);
        assertThat(facts.bytes()).isEqualTo(bytes.length);
        assertThat(facts.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        for (int i = 0; i < 3; i++) {
            FileFacts again = write(folder.resolve("again" + i), rows, 1 + random.nextInt(5_000));
            assertThat(again).isEqualTo(facts);
        }
    }

    @Test
    void namesAreSortedByCodePoint() throws IOException {
        var rows = new SampleBatch(2);
        rows.add(series("\uFF5E"), RandomRows.DAY_US, 1);
        rows.add(series("\uD83D\uDE00"), RandomRows.DAY_US, 1);

        assertThat(write(folder.resolve("f"), rows, 2).rows()).isEqualTo(2);
    }

    @Test
    void rowsThatDoNotBelongAreRefused() throws IOException {
        var rows = new SampleBatch(2);
        rows.add(series("b"), RandomRows.DAY_US + 5_000, 1);
        assertRefused(rows, series("a"), RandomRows.DAY_US, "names in order");
        assertRefused(rows, series("b"), RandomRows.DAY_US + 4_000, "in order of time");
        assertRefused(rows, series("b"), RandomRows.DAY_US + 5_000, "in order of time");
        assertRefused(rows, series("b"), RandomRows.DAY_US + 5_001, "whole milliseconds");
        assertRefused(rows, series("b"), RandomRows.DAY_US + 86_400_000_000L, "Expected times from");
        assertRefused(rows, new Series(Dataset.SAMPLES, "elsewhere", "c"), RandomRows.DAY_US, "Expected rows of");
    }

    @Test
    void anUnfinishedFileIsRemoved() throws IOException {
        Path file = folder.resolve("f");
        try (var writer = FACTORY.create(file, SAMPLES)) {
            assertThat(file).exists();
            assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void aKeyOfOursIsNoKeyOfTheCaller() throws IOException {
        var description = new Description(
                new Partition(Dataset.SAMPLES, SAMPLES.partition().name()),
                Kind.DAY,
                RandomRows.DAY,
                RandomRows.DAY.plusDays(1),
                1,
                0,
                Map.of(FooterKeys.ROWS, "1"));
        try (var writer = FACTORY.create(folder.resolve("f"), description)) {
            writer.add(new RandomRows(1).rows(Dataset.SAMPLES, 1, 1));
            assertThatThrownBy(writer::finish).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void assertRefused(SampleBatch before, Series series, long timeUs, String why) throws IOException {
        try (var writer = FACTORY.create(folder.resolve("refused"), SAMPLES)) {
            writer.add(before);
            var row = new SampleBatch(1);
            row.add(series, timeUs, 1);
            assertThatThrownBy(() -> writer.add(row))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(why);
        }
    }

    private static FileFacts write(Path file, RecordBatch rows, int step) throws IOException {
        try (var writer = FACTORY.create(file, RandomRows.day(rows.dataset(), Kind.DAY))) {
            RecordBatch batch = rows.newEmpty(step);
            for (int row = 0; row < rows.size(); row++) {
                batch.copyRow(rows, row);
                if (batch.size() == step) {
                    writer.add(batch);
                    batch.clear();
                }
            }
            writer.add(batch);
            return writer.finish();
        }
    }

    private static Series series(String point) {
        return new Series(Dataset.SAMPLES, SAMPLES.partition().name(), point);
    }
}
