-- tidemark: timescale
-- Ticks and trades as hypertables with chunks of a day. A database that has held days without TimescaleDB keeps its
-- partitions: turning them into chunks would rewrite every row.

do $$
declare
    of_table text;
    by_column text;
begin
    for of_table, by_column in values ('ticks', 'time'), ('trades', 'day') loop
        if cardinality(tidemark_days(of_table)) = 0 then
            execute format('create table %I (like %I including all)', of_table || '_new', of_table);
            execute format('drop table %I', of_table);
            execute format('alter table %I rename to %I', of_table || '_new', of_table);
            perform create_hypertable(of_table::regclass, by_column::name,
                chunk_time_interval => interval '1 day', create_default_indexes => false);
        end if;
    end loop;
end $$;
