-- Backfills of samples: what is to be fetched, and what became of each day of each site.

create table backfill_runs (
    backfill_id bigint generated always as identity primary key,
    start_date date not null,
    -- Included.
    end_date date not null,
    sites text[] not null,
    state text not null check (state in ('in_progress', 'completed', 'failed', 'cancelled')),
    -- Whether days that cold owns are passed over without a look at the source.
    skips_owned boolean not null,
    started timestamptz not null default now(),
    -- When somebody last took it up: rates are measured from there.
    resumed timestamptz not null default now(),
    updated timestamptz not null default now(),
    ended timestamptz,
    check (start_date <= end_date),
    check ((state = 'in_progress') = (ended is null))
);
-- One at a time.
create unique index backfill_runs_one on backfill_runs ((true)) where state = 'in_progress';

create table backfill_days (
    backfill_id bigint not null references backfill_runs on delete cascade,
    site text not null,
    day date not null,
    -- fetching: somebody is at it, or was when it was killed.
    state text not null default 'pending' check (state in ('pending', 'fetching', 'done', 'failed')),
    outcome text check (outcome in ('file', 'hot', 'skipped', 'empty')),
    -- Samples that the source gave, and distinct ones among them.
    fetched bigint not null default 0,
    rows bigint not null default 0,
    key text,
    tries int not null default 0,
    error text,
    updated timestamptz,
    primary key (backfill_id, site, day),
    check ((state = 'done') = (outcome is not null))
);
create index backfill_days_due on backfill_days (backfill_id, day, site) where state in ('pending', 'fetching');
create index backfill_days_updated on backfill_days (backfill_id, updated) where state = 'done';

-- Begins a backfill, or goes on with the last one where that is of the same days and sites and was cancelled or failed.
-- Null while one is in progress, unless it is to be replaced.
create function tidemark_begin_backfill(of_start date, of_end date, of_sites text[], anew boolean) returns bigint
language plpgsql as $$
declare
    id bigint;
begin
    perform pg_advisory_xact_lock(hashtext('tidemark.backfill'), 0);
    if exists (select from backfill_runs where state = 'in_progress') then
        if not anew then
            return null;
        end if;
        update backfill_runs set state = 'cancelled', ended = now(), updated = now() where state = 'in_progress';
    end if;
    if not anew then
        update backfill_runs r
           set state = 'in_progress', ended = null, resumed = now(), updated = now()
         where r.backfill_id = (select max(backfill_id) from backfill_runs)
           and r.state in ('cancelled', 'failed')
           and r.start_date = of_start and r.end_date = of_end and r.sites = of_sites
        returning r.backfill_id into id;
        if found then
            update backfill_days set state = 'pending', tries = 0, error = null
             where backfill_id = id and state in ('failed', 'fetching');
            return id;
        end if;
    end if;
    -- Older ones have been seen by whoever wanted to.
    delete from backfill_runs where started < now() - interval '400 days' and state <> 'in_progress';
    insert into backfill_runs (start_date, end_date, sites, state, skips_owned)
    values (of_start, of_end, of_sites, 'in_progress', anew) returning backfill_id into id;
    insert into backfill_days (backfill_id, site, day)
    select id, s, d::date from unnest(of_sites) s, generate_series(of_start, of_end, interval '1 day') d;
    return id;
end $$;

create view backfills as
select r.backfill_id, r.state as status, r.start_date, r.end_date, r.sites, d.days_total, d.days_completed,
       d.days_failed, d.samples_fetched, d.records_processed, r.started as started_at, r.updated as last_updated,
       r.ended as ended_at, d.error
  from backfill_runs r
 cross join lateral (select count(*) as days_total,
                            count(*) filter (where b.state = 'done') as days_completed,
                            count(*) filter (where b.state = 'failed') as days_failed,
                            coalesce(sum(b.fetched), 0)::bigint as samples_fetched,
                            coalesce(sum(b.rows), 0)::bigint as records_processed,
                            min(b.site || ' on ' || b.day || ': ' || b.error) as error
                       from backfill_days b where b.backfill_id = r.backfill_id) d;
