package dev.tidemark.cold.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.parquet.read.ReadLimits;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InspectionTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Dataset.class)
    void aFooterTellsAllThatTheManifestKnew(Dataset dataset) throws IOException {
        try (var lake = new Lake(folder, ReadLimits.DEFAULT)) {
            // Enough row groups for a footer that is longer than the first read.
            RecordBatch rows = new RandomRows(4).rows(dataset, dataset == Dataset.SAMPLES ? 3_000 : 70, 20);
            ColdFile file = lake.add(rows, Kind.DAY, Compression.ZSTD);
            var inspected =
                    Await.result(lake.inspector.inspect(file.key(), file.facts().bytes()));

            assertThat(inspected.facts(file.facts().sha256())).isEqualTo(file.facts());
            assertThat(inspected.partition()).isEqualTo(RandomRows.partition(dataset));
            assertThat(inspected.kind()).isEqualTo(Kind.DAY);
            assertThat(inspected.fromDay()).isEqualTo(RandomRows.DAY);
            assertThat(inspected.toDay()).isEqualTo(RandomRows.DAY.plusDays(1));
            assertThat(inspected.version()).isEqualTo(3);
            assertThat(inspected.lateThrough()).isEqualTo(77);
            assertThat(inspected.contentSha256()).hasSize(64);
            assertThat(inspected.more()).isEqualTo(Map.of("note", "of the caller"));
            assertThat(lake.store.reads()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void whatIsNoColdFileIsDamaged() {
        try (var lake = new Lake(folder, ReadLimits.DEFAULT)) {
            lake.store.set("text", "no Parquet at all, but long enough".getBytes(StandardCharsets.UTF_8));
            lake.store.set("short", new byte[5]);

            assertThatThrownBy(() -> Await.result(lake.inspector.inspect("text", 34)))
                    .hasRootCauseInstanceOf(IOException.class)
                    .hasMessageContaining("Expected a cold file");
            assertThatThrownBy(() -> Await.result(lake.inspector.inspect("short", 5)))
                    .isInstanceOf(ColdFault.Damaged.class);
        }
    }
}
