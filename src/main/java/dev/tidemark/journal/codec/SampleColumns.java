package dev.tidemark.journal.codec;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;

/// The columns of samples.
final class SampleColumns {

    private SampleColumns() {}

    static void write(SampleBatch batch, RowSelection rows, ColumnWriter columns) {
        columns.series(batch, rows);
        TimeColumn.write(batch, rows, columns);
        for (int i = 0; i < rows.count(); i++) {
            columns.out().float64(batch.value(rows.row(i)));
        }
    }

    static SampleBatch read(ByteSource in, int rows) throws FrameFault {
        var series = SeriesColumn.read(in, Dataset.SAMPLES, rows);
        var times = TimeColumn.read(in, rows);
        int value = in.doubles(rows);
        var batch = new SampleBatch(rows);
        for (int i = 0; i < rows; i++) {
            batch.add(series.at(i), times.at(i), in.doubleAt(value, i));
        }
        return batch;
    }
}
