package dev.tidemark.hot.postgres.catalog;

/// How many hot rows of a point no file of the lake has: nobody can count 130 million rows for a list, and the
/// database's own statistics know nothing of a day that is being written.
///
/// The last twenty are counted, and their rate stands for the time since the day behind the last one that the lake
/// owns.
final class HotRows {

    /// The first hot sample of the series `s.series_id`, as `f`.
    static final String FIRST = """
        left join lateral (select time from samples where series_id = s.series_id order by time limit 1) f on true\
        """;

    /// The last twenty hot samples of the series `s.series_id`, as `h`; `o.through` is where the lake's days end.
    static final String LAST = """
        cross join lateral (
               select count(*) filter (where x.time >= o.through) as n, min(x.time) as since, max(x.time) as last,
                      (array_agg(x.value))[1] as value
                 from (select time, value from samples where series_id = s.series_id order by time desc limit 20) x) h\
        """;

    /// Rows of a series, out of the two.
    static final String ESTIMATE = """
        case when h.last is null or h.last < o.through then 0
             when h.n < 20 then h.n
             else greatest(h.n, 1 + 19 * extract(epoch from h.last - greatest(f.time, o.through))
                                      / extract(epoch from h.last - h.since)) end\
        """;

    private HotRows() {}
}
