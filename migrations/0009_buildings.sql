-- What is known of the points of buildings, and how far each site has been read.

-- Markers are tags whose value is true.
create table building_points (
    site text not null,
    point text not null,
    unit text,
    type text,
    tags jsonb not null default '{}',
    first_seen timestamptz not null,
    updated timestamptz not null,
    primary key (site, point)
);

-- through: the highest time of a sample that was read and made durable. Never the time of a run: what comes late would
-- be missed.
create table building_sync (
    site text primary key,
    through timestamptz,
    ran timestamptz not null,
    succeeded timestamptz,
    error text
);

create or replace view points as
select s.series_id as point_id, s.source as site_name, s.symbol as point_name, s.created,
       b.unit, b.type, coalesce(b.tags, '{}') as tags, b.first_seen, b.updated
  from series s
  left join building_points b on b.site = s.source and b.point = s.symbol
 where s.dataset = 'samples';
