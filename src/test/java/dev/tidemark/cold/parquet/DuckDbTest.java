package dev.tidemark.cold.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// DuckDB reads what is written, and sees the same values and the right types.
class DuckDbTest {

    @TempDir
    private Path folder;

    private Connection duck;

    @BeforeEach
    void open() throws SQLException {
        duck = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        duck.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 40", "40, 3000", "2, 70000"})
    void readsEveryRowOfEveryLayout(int names, int mostOfAName) throws IOException, SQLException {
        for (Dataset dataset : Dataset.values()) {
            for (Compression compression : Compression.values()) {
                RecordBatch rows = new RandomRows(names).rows(dataset, names, mostOfAName);
                Path file = folder.resolve(dataset.label() + names + compression);
                assertThat(write(file, rows, compression).rows()).isEqualTo(rows.size());
                assertSame(rows, file);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Dataset.class)
    void seesTheTypes(Dataset dataset) throws IOException, SQLException {
        Path file = folder.resolve("types");
        write(file, new RandomRows(1).rows(dataset, 3, 10), Compression.ZSTD);
        Map<String, String> columnToType = new LinkedHashMap<>();
        try (var statement = duck.createStatement();
                ResultSet columns = statement.executeQuery("describe select * from read_parquet('" + file + "')")) {
            while (columns.next()) {
                columnToType.put(columns.getString(1), columns.getString(2));
            }
        }

        Map<String, String> expected = new LinkedHashMap<>();
        for (Column<RecordBatch> column : Layout.of(dataset).columns()) {
            expected.put(
                    column.name(),
                    switch (column) {
                        case Column.Whole<RecordBatch> whole ->
                            whole.unit() == Column.Unit.COUNT ? "BIGINT" : "TIMESTAMP WITH TIME ZONE";
                        case Column.Real<RecordBatch> _ -> "DOUBLE";
                        case Column.Name<RecordBatch> _, Column.Text<RecordBatch> _ -> "VARCHAR";
                    });
        }
        assertThat(columnToType).containsExactlyEntriesOf(expected);
    }

    static FileFacts write(Path file, RecordBatch rows, Compression compression) throws IOException {
        var description = RandomRows.day(rows.dataset(), Kind.DAY);
        try (var writer = ParquetColdFileWriter.factory(compression).create(file, description)) {
            writer.add(rows);
            return writer.finish();
        }
    }

    private void assertSame(RecordBatch rows, Path file) throws SQLException {
        var columns = Layout.of(rows.dataset()).columns();
        var select = new StringBuilder("select ");
        for (Column<RecordBatch> column : columns) {
            boolean isTime = column instanceof Column.Whole<RecordBatch> whole && whole.unit() != Column.Unit.COUNT;
            select.append(isTime ? "epoch_us(" + column.name() + ")" : column.name())
                    .append(", ");
        }
        select.append("1 from read_parquet('").append(file).append("')");
        try (var statement = duck.createStatement();
                ResultSet found = statement.executeQuery(select.toString())) {
            for (int row = 0; row < rows.size(); row++) {
                assertThat(found.next()).isTrue();
                for (int i = 0; i < columns.size(); i++) {
                    Object expected = value(columns.get(i), rows, row);
                    Object actual = found.getObject(i + 1);
                    if (expected == null ? actual != null : !expected.equals(actual)) {
                        assertThat(actual)
                                .as("%s of row %d", columns.get(i).name(), row)
                                .isEqualTo(expected);
                    }
                }
            }
            assertThat(found.next()).isFalse();
        }
    }

    static @Nullable Object value(Column<RecordBatch> column, RecordBatch rows, int row) {
        return switch (column) {
            case Column.Whole<RecordBatch> whole -> {
                long value = whole.value().of(rows, row);
                yield value == whole.absent() ? null : value;
            }
            case Column.Real<RecordBatch> real -> {
                double value = real.value().of(rows, row);
                yield Double.isNaN(value) ? null : value;
            }
            case Column.Name<RecordBatch> name -> name.value().of(rows, row);
            case Column.Text<RecordBatch> text -> {
                byte[] value = text.value().of(rows, row);
                yield value == null ? null : new String(value, StandardCharsets.UTF_8);
            }
        };
    }
}
