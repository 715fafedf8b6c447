-- Samples by day, like ticks; candles in one table, because they are few and kept.

-- The value is in the index, so that a point's day is read from the index alone.
create table samples (
    series_id int not null,
    time timestamptz not null,
    value float8 not null,
    primary key (series_id, time) include (value)
) partition by range (time);

create table candles (
    series_id int not null,
    timeframe text not null,
    time timestamptz not null,
    open float8 not null,
    high float8 not null,
    low float8 not null,
    close float8 not null,
    volume float8,
    quote_volume float8,
    trades bigint,
    primary key (series_id, timeframe, time)
);
create index candles_time on candles (time);

-- Positions for the journals that were there before these datasets.
insert into journal_positions (journal, dataset, lane)
select number, dataset, lane
  from journals, unnest(array['candles', 'samples']) dataset, generate_series(0, 63) lane
    on conflict do nothing;

-- As before, for samples too.
create or replace function tidemark_add_days(of_table text, days date[]) returns int
language plpgsql as $$
declare
    new_day date;
    part text;
    suffix text := case of_table when 'trades' then '' else ' 00:00:00+00' end;
    made int := 0;
begin
    perform set_config('lock_timeout', '5s', true);
    perform pg_advisory_xact_lock(hashtext('tidemark.partitions'), hashtext(of_table));
    for new_day in select distinct d from unnest(days) d where d <> all (tidemark_days(of_table)) order by d loop
        part := of_table || '_' || to_char(new_day, 'YYYYMMDD');
        execute format('create table %I (like %I including all)', part, of_table);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', of_table, part,
            new_day || suffix, new_day + 1 || suffix);
        made := made + 1;
    end loop;
    return made;
end $$;

create view timeseries as
select s.source as site_name,
       s.series_id as point_id,
       s.symbol as point_name,
       (extract(epoch from t.time) * 1000)::bigint as "timestamp",
       t.time,
       t.value
  from samples t join series s using (series_id);

create view points as
select series_id as point_id, source as site_name, symbol as point_name, created
  from series where dataset = 'samples';
