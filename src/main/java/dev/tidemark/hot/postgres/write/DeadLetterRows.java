package dev.tidemark.hot.postgres.write;

import dev.tidemark.hot.RecordBytes;
import dev.tidemark.hot.postgres.write.ReadyBatch.Reject;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

/// Stores the rows of a batch that cannot land, in the batch's own transaction.
final class DeadLetterRows {

    private static final String INSERT = """
        insert into dead_letters (at, dataset, source, symbol, code, reason, tries, payload, ingest_id)
        select $1::timestamptz, $2::text, * from unnest(
            $3::text[], $4::text[], $5::text[], $6::text[], $7::int4[], $8::bytea[], $9::int8[])\
        """;

    private DeadLetterRows() {}

    static Future<Void> write(
            SqlConnection connection, ReadyBatch batch, List<Reject> rejects, OffsetDateTime at, RecordBytes bytes) {
        if (rejects.isEmpty()) {
            return Future.succeededFuture();
        }
        Series[] series = rejects.stream()
                .map(reject -> batch.rows().series(reject.row()))
                .toArray(Series[]::new);
        Tuple parameters = Tuple.from(new Object[] {
            at,
            batch.rows().dataset().label(),
            Arrays.stream(series).map(one -> storable(one.source())).toArray(String[]::new),
            Arrays.stream(series).map(one -> storable(one.symbol())).toArray(String[]::new),
            rejects.stream().map(Reject::code).toArray(String[]::new),
            rejects.stream().map(reject -> storable(reject.reason())).toArray(String[]::new),
            rejects.stream().map(Reject::tries).toArray(Integer[]::new),
            rejects.stream()
                    .map(reject -> Buffer.buffer(bytes.encode(batch.rows(), reject.row())))
                    .toArray(Buffer[]::new),
            rejects.stream().map(reject -> batch.ingestId(reject.row())).toArray(Long[]::new)
        });
        return connection.preparedQuery(INSERT).execute(parameters).mapEmpty();
    }

    /// PostgreSQL's texts have no zero character.
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
