package dev.tidemark.cold.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.testkit.OutsideProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of the lake in the hands of others, in the profile `interop`.
@Tag("interop")
class InteropIT {

    private static final String SEPARATOR = "\u001f";

    @TempDir
    private Path folder;

    /// Who reads.
    enum Tool {
        HYPARQUET,
        PANDAS,
        POLARS;

        /// Exits with 0 where the tool is there.
        private List<String> look() {
            return switch (this) {
                case HYPARQUET ->
                    OutsideProgram.node("await import('hyparquet'); await import('hyparquet-compressors')");
                case PANDAS -> OutsideProgram.python("-c", "import pandas, pyarrow");
                case POLARS -> OutsideProgram.python("-c", "import polars");
            };
        }

        private List<String> read(Path file) throws IOException {
            String name = file.toString();
            String rows = OutsideProgram.script("rows.py").toString();
            return switch (this) {
                case HYPARQUET -> OutsideProgram.node(Files.readString(OutsideProgram.script("hyparquet.mjs")), name);
                case PANDAS -> OutsideProgram.python(rows, "pandas", name);
                case POLARS -> OutsideProgram.python(rows, "polars", name);
            };
        }
    }

    static Stream<Arguments> readings() {
        return Stream.of(Tool.values())
                .flatMap(tool -> Stream.of(
                        Arguments.of(tool, Dataset.SAMPLES, Kind.DAY, Compression.ZSTD),
                        Arguments.of(tool, Dataset.SAMPLES, Kind.DAY, Compression.SNAPPY),
                        Arguments.of(tool, Dataset.SAMPLES, Kind.MONTH, Compression.ZSTD),
                        Arguments.of(tool, Dataset.TICKS, Kind.DAY, Compression.ZSTD),
                        Arguments.of(tool, Dataset.TICKS, Kind.PART, Compression.ZSTD),
                        Arguments.of(tool, Dataset.TRADES, Kind.DAY, Compression.ZSTD),
                        Arguments.of(tool, Dataset.TRADES, Kind.PART, Compression.ZSTD)));
    }

    @ParameterizedTest
    @MethodSource("readings")
    void readsEveryRow(Tool tool, Dataset dataset, Kind kind, Compression compression)
            throws IOException, InterruptedException {
        OutsideProgram.expect(tool.name(), tool.look(), folder);
        long seed = Long.getLong("seed", System.nanoTime());
        RecordBatch rows = new RandomRows(seed).rows(dataset, 20, 300);
        Path file = folder.resolve("rows.parquet");
        try (var writer = ParquetColdFileWriter.factory(compression).create(file, RandomRows.day(dataset, kind))) {
            writer.add(rows);
            assertThat(writer.finish().rows()).isEqualTo(rows.size());
        }

        List<String> found = OutsideProgram.run(tool.read(file), folder).lines().toList();

        assertThat(found).as("seed %d", seed).isEqualTo(lines(rows));
        System.out.printf("%s read %,d %s of a %s (%s)%n", tool, found.size(), dataset, kind, compression);
    }

    private static List<String> lines(RecordBatch rows) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (Column<RecordBatch> column : Layout.of(rows.dataset()).columns()) {
                cells.add(String.valueOf(cell(column, rows, row)));
            }
            lines.add(String.join(SEPARATOR, cells));
        }
        return lines;
    }

    private static @Nullable String cell(Column<RecordBatch> column, RecordBatch rows, int row) {
        return switch (column) {
            case Column.Whole<RecordBatch> whole -> {
                long value = whole.value().of(rows, row);
                yield value == whole.absent() ? null : Long.toString(value);
            }
            case Column.Real<RecordBatch> real -> {
                double value = real.value().of(rows, row);
                yield Double.isNaN(value) ? null : HexFormat.of().toHexDigits(Double.doubleToRawLongBits(value));
            }
            case Column.Name<RecordBatch> name -> name.value().of(rows, row);
            case Column.Text<RecordBatch> text -> {
                byte[] value = text.value().of(rows, row);
                yield value == null ? null : new String(value, StandardCharsets.UTF_8);
            }
        };
    }
}
