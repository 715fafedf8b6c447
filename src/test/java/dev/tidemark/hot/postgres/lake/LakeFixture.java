package dev.tidemark.hot.postgres.lake;

import dev.tidemark.cold.part.Cut;
import dev.tidemark.cold.part.Piece;
import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.RecordBytes;
import dev.tidemark.hot.postgres.PostgresConfig;
import dev.tidemark.hot.postgres.PostgresDatabase;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Sql;
import dev.tidemark.testkit.TestPostgres;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// A migrated database with partitions for three days and two journals.
public final class LakeFixture implements AutoCloseable {

    public static final LocalDate DAY = LocalDate.of(2026, 3, 4);

    private static final PostgresConfig CONFIG =
            new PostgresConfig(null, 4, Duration.ofSeconds(5), Duration.ofSeconds(10), 0);

    public final Vertx vertx = Vertx.vertx();
    public final SettableClock clock = new SettableClock();
    public final String url = TestPostgres.shared().newDatabase();
    public final PostgresDatabase database =
            PostgresDatabase.create(vertx, CONFIG, url, HotConfig.DEFAULT, clock, new NoBytes());
    public final Sql sql;

    public LakeFixture() {
        Await.result(database.ready());
        sql = new Sql(url);
        for (String table : List.of("ticks", "trades")) {
            sql.run("select tidemark_add_days('" + table
                    + "', array['2026-03-03', '2026-03-04', '2026-03-05']::date[])");
        }
        sql.run("insert into journals (number, id) values (1, gen_random_uuid()), (2, gen_random_uuid())");
        sql.run("insert into journal_positions (journal, dataset, lane)"
                + " select j, d, l from generate_series(1, 2) j, unnest('{ticks,trades}'::text[]) d,"
                + " generate_series(0, 63) l");
    }

    /// Symbol by symbol and day by day, all that there is.
    static List<Cut> cuts(List<Piece> pieces, int maxRows) {
        List<Cut> cuts = new ArrayList<>();
        List<Piece> next = new ArrayList<>();
        for (Piece piece : pieces) {
            boolean isOther = !next.isEmpty() && !next.getFirst().day().equals(piece.day());
            if (isOther || next.stream().mapToInt(Piece::rows).sum() >= maxRows) {
                cuts.add(new Cut(next));
                next = new ArrayList<>();
            }
            next.add(piece);
        }
        if (!next.isEmpty()) {
            cuts.add(new Cut(next));
        }
        return cuts;
    }

    @Override
    public void close() {
        sql.close();
        Await.result(database.close());
        Await.result(vertx.close());
    }

    public static final class SettableClock implements InstantSource {

        private volatile Instant now = Instant.parse("2026-03-04T12:00:00Z");

        public void advance(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static final class NoBytes implements RecordBytes {

        @Override
        public byte[] encode(RecordBatch rows, int row) {
            return new byte[0];
        }

        @Override
        public RecordBatch decode(byte[] bytes) {
            throw new IllegalArgumentException("Expected no dead letters");
        }
    }
}
