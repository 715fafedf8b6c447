package dev.tidemark.hot.postgres.catalog;

import dev.tidemark.hot.SampleCatalog.Coverage;
import dev.tidemark.hot.SampleCatalog.Day;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts the samples of a site's days.
///
/// Days in the lake are counted by the manifest. In hot a site may have 130 million samples, so that of more than 200
/// points some 100 are counted and stand for all.
final class CoverageQuery {

    static final String SQL = """
        with points as (
            select series_id, row_number() over (order by series_id) as n, count(*) over () as total
              from series where dataset = 'samples' and source = $1),
        counted as (
            select series_id, count(*) over () as size from points
             where n % (case when total > 200 then total / 100 else 1 end) = 0),
        cold as (
            select t.day, coalesce(d.rows, f.rows / (f.to_day - f.from_day)) as rows
              from tier_days t join lake_files f using (file_id)
              left join lateral (
                   select x.rows from lake_files x
                    where x.dataset = 'samples' and x.partition = $1 and x.kind = 'day' and x.from_day = t.day
                      and x.rows is not null order by x.version desc limit 1) d on true
             where t.dataset = 'samples' and t.partition = $1 and t.day >= $2 and t.day < $3),
        hot as (
            select (s.time at time zone 'utc')::date as day, count(*) as rows
              from counted c join samples s using (series_id)
             where s.time >= $2::timestamp at time zone 'utc' and s.time < $3::timestamp at time zone 'utc'
             group by 1),
        late as (
            select (s.time at time zone 'utc')::date as day, count(*) as rows
              from points p join late_samples s using (series_id)
             where s.time >= $2::timestamp at time zone 'utc' and s.time < $3::timestamp at time zone 'utc'
             group by 1),
        gaps as (
            select extract(epoch from l.time - lag(l.time) over (partition by l.series_id order by l.time)) as gap
              from (select series_id from counted limit 20) c
              cross join lateral (select s.series_id, s.time from samples s
                                   where s.series_id = c.series_id order by s.time desc limit 100) l),
        site as (
            select max(total) as points, (select max(size) from counted) as size,
                   (select percentile_disc(0.5) within group (order by gap) from gaps where gap > 0) as interval_s
              from points)
        select g.day::date as day, site.points, site.interval_s::float8 as interval_s, cold.day is not null as is_cold,
               cold.day is null and site.size < site.points and hot.rows is not null as is_estimate,
               (coalesce(cold.rows, hot.rows * site.points / site.size, 0) + coalesce(late.rows, 0))::int8 as rows
          from site cross join generate_series($2::timestamp, $3::timestamp - interval '1 day', interval '1 day') g (day)
          left join cold on cold.day = g.day::date
          left join hot on hot.day = g.day::date
          left join late on late.day = g.day::date
         where site.points is not null
         order by 1\
        """;

    private CoverageQuery() {}

    static Optional<Coverage> coverage(RowSet<Row> rows) {
        List<Day> days = new ArrayList<>();
        long points = 0;
        @Nullable Double intervalS = null;
        for (Row row : rows) {
            points = row.getLong("points");
            intervalS = row.getDouble("interval_s");
            days.add(new Day(
                    row.getLocalDate("day"),
                    row.getLong("rows"),
                    row.getBoolean("is_cold"),
                    row.getBoolean("is_estimate")));
        }
        return days.isEmpty() ? Optional.empty() : Optional.of(new Coverage(points, intervalS, days));
    }
}
