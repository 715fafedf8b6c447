-- Part files: what came of ticks and trades, before its day is closed. A part owns nothing.

-- New rows are found by their ingest id. A journal's ids rise with time, so a summary of each megabyte is enough; of
-- several journals each has its own interval in it.
create index ticks_ingest on ticks using brin (ingest_id int8_minmax_multi_ops) with (autosummarize = on);
create index trades_ingest on trades using brin (ingest_id int8_minmax_multi_ops) with (autosummarize = on);

-- Up to where each lane was looked through. A lane's rows are committed in order, so that all rows below its position,
-- and none above, are there to be seen.
create table part_looks (
    journal smallint not null references journals,
    dataset text not null,
    lane smallint not null,
    -- The ingest id at which the next look begins.
    through bigint not null,
    at timestamptz not null,
    primary key (journal, dataset, lane)
) with (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- What was found and is in no part yet: the rows of a series and day with ingest ids of begins to ends, ends excluded.
create table part_pieces (
    series_id int not null,
    day date not null,
    begins bigint not null,
    ends bigint not null,
    rows int not null,
    first timestamptz not null,
    last timestamptz not null,
    since timestamptz not null,
    primary key (series_id, day, begins),
    check (begins < ends)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- What a planned part is to hold. Moves here from part_pieces in one transaction, so that no row is in two parts.
create table part_cuts (
    file_id bigint not null references lake_files on delete cascade,
    series_id int not null,
    begins bigint not null,
    ends bigint not null,
    primary key (file_id, series_id, begins),
    check (begins < ends)
);
create index lake_files_parts on lake_files (dataset, from_day) where kind = 'part';

-- Which version of each of its days a month holds, as in `2026-10-01:1 2026-10-02:3`.
alter table lake_files add column holds text;
