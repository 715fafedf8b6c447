-- The two feeds, by day. There is no default partition: it would hide mistakes and stop a day from being detached.

create table ticks (
    series_id int not null,
    time timestamptz not null,
    received timestamptz not null,
    price float8 not null,
    bid float8,
    ask float8,
    bid_size float8,
    ask_size float8,
    volume float8,
    sequence bigint,
    ingest_id bigint not null,
    worker_id text,
    metadata jsonb
) partition by range (time);
create index ticks_series_time on ticks (series_id, time);

-- side: 0 unknown, 1 buy, 2 sell. The day is part of the key because a key must hold the partition's column.
create table trades (
    series_id int not null,
    day date not null,
    trade_id text collate "C" not null,
    time timestamptz not null,
    received timestamptz not null,
    price float8 not null,
    size float8 not null,
    side smallint not null,
    ingest_id bigint not null,
    primary key (series_id, day, trade_id)
) partition by range (day);
create index trades_time on trades using brin (time);

-- The days for which there is a partition; null where the table makes its own chunks.
create function tidemark_days(of_table text) returns date[]
language sql stable as $$
    select case when c.relkind = 'p' then (
        select coalesce(array_agg(to_date(right(p.relname, 8), 'YYYYMMDD')), '{}')
          from pg_inherits i join pg_class p on p.oid = i.inhrelid
         where i.inhparent = c.oid) end
      from pg_class c where c.oid = of_table::regclass
$$;

-- Makes the partitions of these days that are not there yet. CREATE and ATTACH, because PARTITION OF would lock out
-- every reader and writer of the table.
create function tidemark_add_days(of_table text, days date[]) returns int
language plpgsql as $$
declare
    new_day date;
    part text;
    made int := 0;
begin
    perform set_config('lock_timeout', '5s', true);
    perform pg_advisory_xact_lock(hashtext('tidemark.partitions'), hashtext(of_table));
    for new_day in select distinct d from unnest(days) d where d <> all (tidemark_days(of_table)) order by d loop
        part := of_table || '_' || to_char(new_day, 'YYYYMMDD');
        execute format('create table %I (like %I including all)', part, of_table);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', of_table, part,
            new_day || case of_table when 'ticks' then ' 00:00:00+00' else '' end,
            new_day + 1 || case of_table when 'ticks' then ' 00:00:00+00' else '' end);
        made := made + 1;
    end loop;
    return made;
end $$;
