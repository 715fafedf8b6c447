-- What the lake has of each point of a site, so that a list of points opens no file. Counted when the file of a day is
-- made, and written by the transaction that makes it the owner.
create table lake_points (
    series_id int not null,
    -- Its first day.
    month date not null,
    -- Rows of each day from the first on; null or left out where there is no count.
    days int[] not null,
    rows bigint not null,
    first timestamptz not null,
    last timestamptz not null,
    -- Of the sample at last.
    value float8 not null,
    primary key (series_id, month)
) with (fillfactor = 70);

-- Whether the points of this file are in lake_points. False for files that are older than that table, or were put into
-- the manifest again from the bucket alone.
alter table lake_files add column counts_points boolean not null default false;

-- Counts the points of a day. Again where a later version of the day, which has all rows of the one before, is counted.
create function tidemark_count_points(of_file bigint, of_site text, of_day date, points text[], counts int[],
    firsts timestamptz[], lasts timestamptz[], vals float8[]) returns void
language plpgsql as $$
declare
    n int := extract(day from of_day);
begin
    -- In one order everywhere, so that two days that are published at once never wait for each other in a circle.
    insert into lake_points as p (series_id, month, days, rows, first, last, value)
    select s.series_id, date_trunc('month', of_day)::date, array_fill(null::int, array[n - 1]) || c.count, c.count,
           c.first, c.last, c.value
      from unnest(points, counts, firsts, lasts, vals) c (point, count, first, last, value)
      join series s on s.dataset = 'samples' and s.source = of_site and s.symbol = c.point
     order by s.series_id
        on conflict (series_id, month) do update
       set days[n] = excluded.days[n],
           rows = p.rows - coalesce(p.days[n], 0) + excluded.rows,
           first = least(p.first, excluded.first),
           last = greatest(p.last, excluded.last),
           value = case when excluded.last >= p.last then excluded.value else p.value end;
    update lake_files set counts_points = true where file_id = of_file;
end $$;
