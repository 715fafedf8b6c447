-- What people query by hand: names instead of numbers.

create view price_feeds as
select s.symbol,
       t.price,
       t.volume,
       t.time as "timestamp",
       s.source,
       coalesce(t.worker_id, 'worker-' || s.source) as worker_id,
       coalesce(t.metadata, '{}'::jsonb) || jsonb_strip_nulls(jsonb_build_object(
           'bid', t.bid, 'ask', t.ask, 'bid_size', t.bid_size, 'ask_size', t.ask_size)) as metadata
  from ticks t join series s using (series_id);

create view trade_feeds as
select s.symbol,
       t.price,
       t.size,
       case t.side when 1 then 'buy' when 2 then 'sell' end as side,
       t.trade_id,
       t.time as "timestamp",
       s.source
  from trades t join series s using (series_id);
