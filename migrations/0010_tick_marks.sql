-- How far the ticks of a series that have left the hot store had come by their receive time, and how many have that
-- very time: what a replay of the same recording compares itself with.
create table tick_marks (
    series_id int primary key,
    received timestamptz not null,
    count int not null
);

-- Notes the ticks of a day that go cold: the hot ones, or late ones up to a number.
create function tidemark_mark_ticks(of_symbol text, of_day date, late_through bigint) returns void
language sql as $$
    with leaving as (
        select t.series_id, t.received
          from series s join ticks t using (series_id)
         where s.dataset = 'ticks' and s.symbol = of_symbol and late_through = 0
           and t.time >= of_day::timestamp at time zone 'utc' and t.time < (of_day + 1)::timestamp at time zone 'utc'
        union all
        select l.series_id, l.received
          from series s join late_ticks l using (series_id)
         where s.dataset = 'ticks' and s.symbol = of_symbol and l.late_id <= late_through
           and l.time >= of_day::timestamp at time zone 'utc' and l.time < (of_day + 1)::timestamp at time zone 'utc'),
    newest as (select series_id, max(received) as received from leaving group by series_id)
    insert into tick_marks as m (series_id, received, count)
    select series_id, received, count(*) from newest join leaving using (series_id, received)
     group by series_id, received order by series_id
        on conflict (series_id) do update
       set count = case when excluded.received < m.received then m.count
                        when excluded.received = m.received then m.count + excluded.count
                        else excluded.count end,
           received = greatest(m.received, excluded.received)
$$;
