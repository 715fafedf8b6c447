package dev.tidemark.hot.postgres.catalog;

/// The points of a site, out of the indexes of hot and late samples and what is counted of the lake.
///
/// Rows of the lake and late ones are counted, the hot ones are estimated ([HotRows]). Rows of files that nobody has
/// counted, and their times, are
/// shared out among all points of the site; they have no last value.
final class PointsQuery {

    static final String SQL = """
        with owned as (
            select coalesce((max(day) + 1)::timestamp at time zone 'utc', '-infinity') as through
              from tier_days where dataset = 'samples' and partition = $1 and file_id is not null),
        uncounted as (
            select coalesce(sum(coalesce(d.rows, f.rows / (f.to_day - f.from_day))), 0)
                       / greatest(1, (select count(*) from series where dataset = 'samples' and source = $1)) as each,
                   min(f.first) as first, max(f.last) as last
              from tier_days t join lake_files f using (file_id)
              left join lateral (
                   select x.rows, x.counts_points from lake_files x
                    where x.dataset = 'samples' and x.partition = $1 and x.kind = 'day' and x.from_day = t.day
                      and x.rows is not null order by x.version desc limit 1) d on true
             where t.dataset = 'samples' and t.partition = $1 and not coalesce(d.counts_points, false))
        select s.symbol as name, s.unit, s.type, s.tags,
               least(f.time, c.first, l.first, u.first) as first,
               coalesce(greatest(h.last, c.last, l.last), u.last) as last,
               case when h.last >= greatest(h.last, c.last, l.last) then h.value
                    when c.last >= greatest(c.last, l.last) then c.value
                    else l.value end as latest,
               (coalesce(c.rows, 0) + l.rows + u.each + %s)::int8 as rows
          from (select series_id, source, symbol, b.unit, b.type, b.tags from series
                  left join building_points b on b.site = source and b.point = symbol
                 where dataset = 'samples' and source = $1
                   and ($2::text[] is null or symbol = any ($2))
                   and ($3::text is null or position(lower($3) in lower(symbol)) > 0)
                   and ($4::text is null or symbol collate "C" > $4)
                   and ($6::text is null or b.unit = $6)
                   and ($7::text is null or (b.tags ? $7 and ($8::text is null or b.tags ->> $7 = $8)))
                 order by symbol collate "C" limit $5) s
         cross join owned o
         cross join uncounted u
          %s
          %s
         cross join lateral (
               select sum(p.rows)::int8 as rows, min(p.first) as first, max(p.last) as last,
                      (array_agg(p.value order by p.last desc))[1] as value
                 from lake_points p where p.series_id = s.series_id) c
         cross join lateral (
               select count(*) as rows, min(x.time) as first, max(x.time) as last,
                      (array_agg(x.value order by x.time desc))[1] as value
                 from late_samples x where x.series_id = s.series_id) l
         order by s.symbol collate "C"\
        """.formatted(HotRows.ESTIMATE, HotRows.FIRST, HotRows.LAST);

    private PointsQuery() {}
}
