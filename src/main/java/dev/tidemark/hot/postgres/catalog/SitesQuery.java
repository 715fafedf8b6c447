package dev.tidemark.hot.postgres.catalog;

/// All sites: what the files that own some day have, the late samples, and the hot ones.
///
/// Of more than 200 points of a site the hot rows of some 100 stand for all.
final class SitesQuery {

    static final String SQL = """
        with lake as (
            select f.partition as site, min(f.first) as first, max(f.last) as last, sum(f.rows) as rows
              from lake_files f
             where f.dataset = 'samples' and exists (select from tier_days d where d.file_id = f.file_id)
             group by f.partition),
        owned as (
            select partition as site, (max(day) + 1)::timestamp at time zone 'utc' as through
              from tier_days where dataset = 'samples' and file_id is not null group by partition),
        points as (
            select series_id, source, row_number() over (partition by source order by series_id) as n,
                   count(*) over (partition by source) as total
              from series where dataset = 'samples'),
        times as (
            select s.source as site, count(*) as points, min(f.time) as first, max(l.time) as last
              from points s
              %s
              left join lateral
                  (select time from samples where series_id = s.series_id order by time desc limit 1) l on true
             group by s.source),
        late as (
            select s.source as site, min(x.time) as first, max(x.time) as last, count(*) as rows
              from late_samples x join series s using (series_id) group by s.source),
        hot as (
            select s.source as site, avg(%s) as each
              from points s
             cross join lateral (
                   select coalesce((select through from owned where site = s.source), '-infinity') as through) o
              %s
              %s
             where s.n %% (case when s.total > 200 then s.total / 100 else 1 end) = 0
             group by s.source)
        select t.site as name, t.points, least(t.first, lake.first, late.first) as first,
               greatest(t.last, lake.last, late.last) as last,
               (coalesce(lake.rows, 0) + coalesce(late.rows, 0) + hot.each * t.points)::int8 as rows
          from times t join hot using (site) left join lake using (site) left join late using (site)
         order by t.site collate "C"\
        """.formatted(HotRows.FIRST, HotRows.ESTIMATE, HotRows.FIRST, HotRows.LAST);

    private SitesQuery() {}
}
