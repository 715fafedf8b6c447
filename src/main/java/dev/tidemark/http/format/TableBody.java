package dev.tidemark.http.format;

import dev.tidemark.cold.TableWriter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer as a file of Parquet, row group by row group. Cut off, it has no footer, and no tool takes it for a file.
///
/// The cursor of the next page stands in the file's own metadata as `next`.
public final class TableBody extends AnswerBody {

    private static final String NEXT = "next";

    private final TableWriter table;
    private final CellSink cells;

    /// @param limit the most rows; whoever reads looks for one more
    /// @param table with these columns
    public TableBody(TableWriter table, long limit) {
        super(limit);
        this.table = table;
        this.cells = new TableCells(table);
    }

    /// The columns as a table has them.
    public static List<TableWriter.Column> columns(List<Column> columns) {
        return columns.stream()
                .map(column -> new TableWriter.Column(column.name(), kind(column.kind()), column.isOptional()))
                .toList();
    }

    @Override
    public Future<Buffer> take() {
        return table.isFull() ? table.group() : Future.succeededFuture(Buffer.buffer());
    }

    @Override
    public Future<Buffer> end(@Nullable String next) {
        return table.finish(Collections.singletonMap(NEXT, next));
    }

    @Override
    public void close() {
        table.close();
    }

    @Override
    CellSink cells() {
        return cells;
    }

    private static TableWriter.Kind kind(Column.Kind kind) {
        return switch (kind) {
            case TEXT -> TableWriter.Kind.NAME;
            case TIME -> TableWriter.Kind.MICROS;
            case TIME_MS -> TableWriter.Kind.MILLIS;
            case NUMBER -> TableWriter.Kind.REAL;
            case WHOLE -> TableWriter.Kind.WHOLE;
            case JSON -> TableWriter.Kind.TEXT;
        };
    }
}
