-- Backfills that Tidemark begins by itself, of days that need not follow one another.

alter table backfill_runs add column is_scheduled boolean not null default false;

-- As before; what was begun by itself has holes, and is never gone on with by hand.
create or replace function tidemark_begin_backfill(of_start date, of_end date, of_sites text[], anew boolean)
returns bigint
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
           and r.state in ('cancelled', 'failed') and not r.is_scheduled
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

-- Begins a backfill of these days of sites, which are pairs. Null while one is in progress.
create function tidemark_fill_days(of_sites text[], of_days date[]) returns bigint
language plpgsql as $$
declare
    id bigint;
begin
    perform pg_advisory_xact_lock(hashtext('tidemark.backfill'), 0);
    if exists (select from backfill_runs where state = 'in_progress') then
        return null;
    end if;
    insert into backfill_runs (start_date, end_date, sites, state, skips_owned, is_scheduled)
    select min(d), max(d), array_agg(distinct s order by s), 'in_progress', false, true
      from unnest(of_sites, of_days) p (s, d)
    returning backfill_id into id;
    insert into backfill_days (backfill_id, site, day)
    select distinct id, s, d from unnest(of_sites, of_days) p (s, d);
    return id;
end $$;
