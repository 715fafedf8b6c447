package dev.tidemark.http.deadletter;

import dev.tidemark.hot.DeadLetter;
import dev.tidemark.http.wire.IsoTime;
import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A dead letter as JSON. It holds what could not be stored, so nothing in it is taken for well-formed: metadata goes
/// out as the text it is.
final class DeadLetterJson {

    private DeadLetterJson() {}

    static JsonObject of(DeadLetter letter) {
        RecordBatch record = letter.record();
        return new JsonObject()
                .put("id", letter.id())
                .put("at", letter.at().toString())
                .put("dataset", record.dataset().label())
                .put("reason", letter.reason())
                .put("code", letter.code())
                .put("tries", letter.tries())
                .put("record", record.size() == 0 ? null : record(record));
    }

    private static JsonObject record(RecordBatch record) {
        var json = new JsonObject()
                .put("source", record.series(0).source())
                .put("symbol", record.series(0).symbol())
                .put("time", IsoTime.write(record.timeUs(0)));
        return switch (record) {
            case TickBatch ticks -> tick(json, ticks);
            case TradeBatch trades -> trade(json, trades);
            case CandleBatch candles -> candle(json, candles);
            case SampleBatch samples -> json.put("value", number(samples.value(0)));
        };
    }

    private static JsonObject tick(JsonObject json, TickBatch ticks) {
        byte[] metadata = ticks.metadata(0);
        long sequence = ticks.sequence(0);
        return json.put("received", IsoTime.write(ticks.receivedUs(0)))
                .put("price", number(ticks.price(0)))
                .put("bid", number(ticks.bid(0)))
                .put("ask", number(ticks.ask(0)))
                .put("bid_size", number(ticks.bidSize(0)))
                .put("ask_size", number(ticks.askSize(0)))
                .put("volume", number(ticks.volume(0)))
                .put("sequence", sequence == TickBatch.NO_SEQUENCE ? null : sequence)
                .put("worker_id", ticks.workerId(0))
                .put("metadata", metadata == null ? null : new String(metadata, StandardCharsets.UTF_8));
    }

    private static JsonObject trade(JsonObject json, TradeBatch trades) {
        return json.put("received", IsoTime.write(trades.receivedUs(0)))
                .put("trade_id", trades.tradeId(0))
                .put("price", number(trades.price(0)))
                .put("size", number(trades.tradeSize(0)))
                .put("side", trades.side(0).name().toLowerCase(Locale.ROOT));
    }

    private static JsonObject candle(JsonObject json, CandleBatch candles) {
        long trades = candles.trades(0);
        return json.put("timeframe", candles.timeframe(0).label())
                .put("open", number(candles.open(0)))
                .put("high", number(candles.high(0)))
                .put("low", number(candles.low(0)))
                .put("close", number(candles.close(0)))
                .put("volume", number(candles.volume(0)))
                .put("quote_volume", number(candles.quoteVolume(0)))
                .put("trades", trades == CandleBatch.UNKNOWN ? null : trades);
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
