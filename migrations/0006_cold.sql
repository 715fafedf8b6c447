-- Which files there are in the lake, which of them owns which day, and what came too late for its day.

create table lake_files (
    file_id bigint generated always as identity primary key,
    dataset text not null,
    partition text not null,
    kind text not null check (kind in ('day', 'month', 'part')),
    from_day date not null,
    to_day date not null,
    version int not null,
    key text not null unique,
    -- planned: recorded before it is written; live: verified; superseded: its object may go once nobody reads it;
    -- removed: it is gone; abandoned: other bytes were under its key. Neither key nor version is ever used again.
    state text not null check (state in ('planned', 'live', 'superseded', 'removed', 'abandoned')),
    late_through bigint not null default 0,
    bytes bigint,
    sha256 text,
    rows bigint,
    first timestamptz,
    last timestamptz,
    index bytea,
    planned timestamptz not null default now(),
    published timestamptz,
    superseded timestamptz,
    check (from_day < to_day)
);
create index lake_files_partition on lake_files (dataset, partition, from_day);
create unique index lake_files_planned on lake_files (dataset, partition, kind, from_day, to_day)
    where state = 'planned' and kind <> 'part';

-- A day of a partition (a site, or a symbol of all sources) that takes no more rows; no row means that it is open.
create table tier_days (
    dataset text not null,
    partition text not null,
    day date not null,
    -- sealed: the hot rows are final and still served; owned: the file is served instead.
    file_id bigint references lake_files,
    sealed timestamptz not null default now(),
    primary key (dataset, partition, day)
);
create index tier_days_day on tier_days (dataset, day);
create index tier_days_file on tier_days (file_id);

-- How often a partition was sealed on a day, which tells a writer whether it knows all of them; and when rows last came.
create table day_epochs (
    dataset text not null,
    day date not null,
    epoch bigint not null default 0,
    touched timestamptz,
    primary key (dataset, day)
);

-- Rows for days that are sealed or owned. The numbers of a day are complete up to the highest one whenever nobody holds
-- the day's lock.
create sequence late_id;

create table late_samples (
    late_id bigint not null default nextval('late_id'),
    arrived timestamptz not null default now(),
    series_id int not null,
    time timestamptz not null,
    value float8 not null,
    primary key (series_id, time) include (value)
);
create table late_ticks (
    late_id bigint not null default nextval('late_id'),
    arrived timestamptz not null default now(),
    like ticks
);
create index late_ticks_series_time on late_ticks (series_id, time);
create table late_trades (
    late_id bigint not null default nextval('late_id'),
    arrived timestamptz not null default now(),
    like trades,
    primary key (series_id, day, trade_id)
);
create index late_trades_time on late_trades (series_id, time);

-- The lock of a day: writers share it, whoever seals has it alone.
create function tidemark_day_key(of_dataset text, of_day date) returns bigint
language sql immutable as $$
    select (hashtext('tidemark.day.' || of_dataset)::bigint << 32) | ((of_day - date '2000-01-01')::bigint & 4294967295)
$$;

-- Holds these days, which are in ascending order, open for the rest of the transaction, or raises TM003 where a
-- partition was sealed that the writer does not know of. Notes that rows came for days that are over, once a minute.
-- Everybody takes the days' locks in this order, behind those of the lanes and before any row of a feed or of
-- trade_progress, so that writers and sealers never wait for each other in a circle. Relies on READ COMMITTED.
create function tidemark_open_days(of_dataset text, days date[], epochs bigint[]) returns boolean
language plpgsql as $$
declare
    of_day date;
begin
    foreach of_day in array days loop
        perform pg_advisory_xact_lock_shared(tidemark_day_key(of_dataset, of_day));
    end loop;
    -- Another statement than the locks: it sees what was committed while they were waited for.
    if exists (select from unnest(days, epochs) as w (day, epoch)
                 left join day_epochs e on e.dataset = of_dataset and e.day = w.day
                where coalesce(e.epoch, 0) <> w.epoch) then
        raise exception 'Expected the sealed partitions of % as the writer knows them', of_dataset
            using errcode = 'TM003';
    end if;
    if days[1] < (now() at time zone 'utc')::date then
        insert into day_epochs as e (dataset, day, touched)
        select of_dataset, d, now() from unnest(days) d
         where d < (now() at time zone 'utc')::date
           and not exists (select from day_epochs t
                            where t.dataset = of_dataset and t.day = d and t.touched > now() - interval '1 minute')
         order by d
            on conflict (dataset, day) do update set touched = greatest(e.touched, excluded.touched);
    end if;
    return true;
end $$;

-- Ends a day of a partition. Waits for the transactions that write to the day.
create function tidemark_seal(of_dataset text, of_partition text, of_day date) returns boolean
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(tidemark_day_key(of_dataset, of_day));
    insert into tier_days (dataset, partition, day) values (of_dataset, of_partition, of_day) on conflict do nothing;
    if not found then
        return false;
    end if;
    insert into day_epochs as e (dataset, day, epoch) values (of_dataset, of_day, 1)
        on conflict (dataset, day) do update set epoch = e.epoch + 1;
    return true;
end $$;

-- The days that a table holds rows of, in partitions or in chunks.
create function tidemark_hot_days(of_table text) returns date[]
language plpgsql stable as $$
declare
    days date[] := tidemark_days(of_table);
begin
    if days is null then
        execute 'select coalesce(array_agg((range_start at time zone ''utc'')::date), ''{}'')'
            || ' from timescaledb_information.chunks where hypertable_name = $1' into days using of_table;
    end if;
    return days;
end $$;

-- Drops the hot rows of a day if cold owns everything in it: dropped, absent, owner (of something), or busy where a
-- reader began before cold owned it all: it would look for the rows here. Waits for no lock longer than 300 ms, since
-- everybody else waits behind it.
create function tidemark_drop_day(of_dataset text, of_day date) returns text
language plpgsql as $$
declare
    is_chunked boolean := tidemark_days(of_dataset) is null;
    part text := of_dataset || '_' || to_char(of_day, 'YYYYMMDD');
    day_is text := case of_dataset when 'trades' then 't.day = $2'
        else 't.time >= $2::timestamp at time zone ''utc'' and t.time < ($2 + 1)::timestamp at time zone ''utc''' end;
    found_one boolean;
begin
    perform set_config('lock_timeout', '300ms', true);
    perform pg_advisory_xact_lock(tidemark_day_key(of_dataset, of_day));
    if of_day <> all (tidemark_hot_days(of_dataset)) then
        return 'absent';
    end if;
    -- One look into the index for each series that is not owned: LIMIT keeps the planner from scanning the table.
    execute format(
        'select exists (select from series s'
        || ' cross join lateral (select from %I t where t.series_id = s.series_id and %s limit 1) r'
        || ' where s.dataset = $1 and not exists (select from tier_days d where d.dataset = $1 and d.day = $2'
        || ' and d.partition = case $1 when ''samples'' then s.source else s.symbol end and d.file_id is not null))',
        case when is_chunked then of_dataset else part end, day_is) into found_one using of_dataset, of_day;
    if found_one then
        return 'owner';
    end if;
    if exists (select from pg_stat_activity a
                where a.datname = current_database() and a.backend_type = 'client backend'
                  and a.pid <> pg_backend_pid() and a.backend_xmin is not null
                  and age(a.backend_xmin) >= (select min(age(d.xmin)) from tier_days d
                                               where d.dataset = of_dataset and d.day = of_day)) then
        return 'busy';
    end if;
    if is_chunked then
        execute format('select drop_chunks(%1$L, older_than => %2$L::%4$s, newer_than => %3$L::%4$s)', of_dataset,
            of_day + 1, of_day, case of_dataset when 'trades' then 'date' else 'timestamptz' end);
    else
        execute format('drop table %I', part);
    end if;
    return 'dropped';
end $$;

-- What the archiver did, run by run and day by day.
create table archive_runs (
    run_id bigint generated always as identity primary key,
    reason text not null check (reason in ('daily', 'manual', 'early')),
    state text not null check (state in ('running', 'completed', 'failed', 'interrupted')),
    started timestamptz not null,
    ended timestamptz,
    days int not null default 0,
    failed int not null default 0,
    rows bigint not null default 0,
    bytes bigint not null default 0,
    dropped int not null default 0,
    error text
);
create table archive_run_days (
    run_id bigint not null references archive_runs on delete cascade,
    dataset text not null,
    partition text not null,
    day date not null,
    outcome text not null check (outcome in ('published', 'skipped', 'failed')),
    key text,
    rows bigint not null default 0,
    bytes bigint not null default 0,
    seal_ms int not null default 0,
    write_ms int not null default 0,
    upload_ms int not null default 0,
    verify_ms int not null default 0,
    publish_ms int not null default 0,
    error text,
    primary key (run_id, dataset, partition, day)
);

create view cold_files as
select f.file_id, f.dataset, f.partition, f.kind, f.key, f.version, f.state, f.from_day, f.to_day, f.rows, f.bytes,
       f.first, f.last, f.sha256, f.late_through, f.published, f.superseded,
       (select count(*) from tier_days d where d.file_id = f.file_id) as days_owned
  from lake_files f where f.state not in ('removed', 'abandoned');
