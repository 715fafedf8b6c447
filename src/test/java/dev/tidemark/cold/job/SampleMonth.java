package dev.tidemark.cold.job;

import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.hot.postgres.lake.LakeFixture;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.Duck;
import dev.tidemark.testkit.TestLake;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Samples of two sites in February 2026, some days of which have none.
final class SampleMonth {

    static final String ODD_SITE = "a/b é%2f ../../x";
    static final List<String> SITES = List.of("hq", ODD_SITE);
    static final List<LocalDate> DAYS =
            List.of(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 2), LocalDate.of(2026, 2, 28));

    private final LakeFixture hot;

    SampleMonth(LakeFixture hot) {
        this.hot = hot;
        for (String site : SITES) {
            for (int point = 0; point < 40; point++) {
                hot.sql.run("insert into series (dataset, source, symbol) values ('samples', '%s', 'point %d')"
                        .formatted(site, point));
            }
        }
        for (LocalDate day : DAYS) {
            hot.sql.run("select tidemark_add_days('samples', array['" + day + "']::date[])");
            add(day, 0, 97);
        }
    }

    static PartitionDay day(String site, LocalDate day) {
        return new PartitionDay(new Partition(Dataset.SAMPLES, site), day);
    }

    /// Adds readings of every point.
    void add(LocalDate day, int from, int to) {
        hot.sql.run(("insert into samples select series_id, timestamptz '%s 00:00:00+00' + i * interval '13 s',"
                        + " series_id + i / 8.0 from series, generate_series(%d, %d) i where dataset = 'samples'")
                .formatted(day, from, to - 1));
    }

    void archiveAll(TestLake lake) {
        for (String site : SITES) {
            DAYS.forEach(day -> lake.archive(day(site, day)));
        }
    }

    List<String> rows(String site) {
        return hot.sql.texts(
                "select s.symbol, (extract(epoch from t.time) * 1000)::bigint, (t.value * 1000)::bigint from samples t"
                        + " join series s using (series_id) where s.source = '" + site
                        + "' and t.time < '2026-03-01' order by s.symbol collate \"C\", t.time");
    }

    static List<String> rowsIn(Path object) {
        return Duck.texts("select point_name, epoch_ms(timestamp), cast(value * 1000 as bigint) from read_parquet('"
                + object + "')");
    }

    /// Everything in the manifest that the bucket can tell.
    List<String> manifest() {
        List<String> all = new ArrayList<>(hot.sql.texts(
                "select key, dataset, partition, kind, from_day, to_day, version, state, late_through, bytes, sha256,"
                        + " rows, first, last, md5(index), holds, row_digest from lake_files order by key"));
        all.addAll(hot.sql.texts("select d.dataset, d.partition, d.day, f.key from tier_days d"
                + " left join lake_files f using (file_id) order by 1, 2, 3"));
        all.addAll(hot.sql.texts("select dataset, source, symbol from series order by 1, 2, 3"));
        return all;
    }
}
