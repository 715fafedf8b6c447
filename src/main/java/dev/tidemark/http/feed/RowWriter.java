package dev.tidemark.http.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemark.http.wire.IsoTime;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Writes one row of a batch as a JSON object.
interface RowWriter {

    void write(JsonGenerator json, RecordBatch rows, int row) throws IOException;

    /// A tick, as in `/api/ticks`.
    static void tick(JsonGenerator json, RecordBatch rows, int row) throws IOException {
        var ticks = (TickBatch) rows;
        json.writeStartObject();
        json.writeStringField("time", IsoTime.write(ticks.timeUs(row)));
        json.writeStringField("received", IsoTime.write(ticks.receivedUs(row)));
        json.writeStringField("source", ticks.series(row).source());
        number(json, "price", ticks.price(row));
        number(json, "bid", ticks.bid(row));
        number(json, "ask", ticks.ask(row));
        number(json, "volume", ticks.volume(row));
        byte[] metadata = ticks.metadata(row);
        if (metadata == null) {
            json.writeNullField("metadata");
        } else {
            json.writeFieldName("metadata");
            json.writeRawValue(new String(metadata, StandardCharsets.UTF_8));
        }
        json.writeEndObject();
    }

    /// A trade, as in `/api/trades`.
    static void trade(JsonGenerator json, RecordBatch rows, int row) throws IOException {
        var trades = (TradeBatch) rows;
        json.writeStartObject();
        json.writeStringField("time", IsoTime.write(trades.timeUs(row)));
        json.writeStringField("source", trades.series(row).source());
        json.writeStringField("trade_id", trades.tradeId(row));
        number(json, "price", trades.price(row));
        number(json, "size", trades.tradeSize(row));
        Side side = trades.side(row);
        if (side == Side.UNKNOWN) {
            json.writeNullField("side");
        } else {
            json.writeStringField("side", side.name().toLowerCase(Locale.ROOT));
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String field, double value) throws IOException {
        json.writeFieldName(field);
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }
}
