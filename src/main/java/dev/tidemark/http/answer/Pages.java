package dev.tidemark.http.answer;

import dev.tidemark.http.format.Column;
import dev.tidemark.http.format.Format;
import dev.tidemark.http.format.Page;
import dev.tidemark.query.Answer;
import dev.tidemark.query.reduce.ReducedCursor;
import dev.tidemark.query.reduce.Reduction;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The rows of an answer, as they are or reduced. One call at a time.
///
/// @param next the next rows; empty at the end
record Pages(Answer answer, List<Column> columns, Supplier<Future<Optional<Page>>> next) {

    static Pages of(Answer answer, Asked asked) {
        Reduction reduction = asked.reduction();
        var dataset = asked.names().partition().dataset();
        if (reduction == null && asked.format() == Format.PARQUET) {
            var layout = dev.tidemark.cold.parquet.Layout.of(dataset);
            return new Pages(
                    answer,
                    FileRows.columns(layout),
                    () -> answer.next().map(rows -> rows.map(batch -> new FileRows(layout, batch))));
        }
        if (reduction == null) {
            Layout layout = Layout.of(dataset);
            return new Pages(answer, layout.columns(), () -> answer.next().map(rows -> rows.map(layout::page)));
        }
        var reduced =
                new ReducedCursor(answer, dataset, reduction, asked.query().range());
        return new Pages(
                answer,
                ReducedPage.columns(asked, reduction),
                () -> reduced.next().map(rows -> rows.map(batch -> ReducedPage.of(batch, asked, asked.after()))));
    }
}
