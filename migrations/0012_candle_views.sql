-- Candles under the names that people query by hand: all of them, and those that Tidemark makes itself, by timeframe.

create view price_data as
select replace(s.symbol, '/', '-') as symbol,
       extract(epoch from c.time)::bigint as "timestamp",
       c.timeframe,
       c.open, c.high, c.low, c.close,
       c.volume as volume_from,
       c.quote_volume as volume_to,
       s.source
  from candles c join series s using (series_id);

create view own_candles as
select c.timeframe, c.time, s.symbol, s.source, c.open, c.high, c.low, c.close, c.volume, c.trades
  from candles c join series s using (series_id)
 where s.source like 'tidemark:%';

create view candles_5m as
select time, symbol, source, open, high, low, close, volume, trades from own_candles where timeframe = '5m';

create view candles_15m as
select time, symbol, source, open, high, low, close, volume, trades from own_candles where timeframe = '15m';

create view candles_1h as
select time, symbol, source, open, high, low, close, volume, trades from own_candles where timeframe = '1h';

create view candles_4h as
select time, symbol, source, open, high, low, close, volume, trades from own_candles where timeframe = '4h';

create view candles_12h as
select time, symbol, source, open, high, low, close, volume, trades from own_candles where timeframe = '12h';
