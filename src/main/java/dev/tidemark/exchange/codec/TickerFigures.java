package dev.tidemark.exchange.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a ticker says about the last 24 hours beyond its columns; becomes the tick's metadata. NaN for absent.
public final class TickerFigures {

    public double high;
    public double low;
    public double open;
    public double change;
    public double changePercent;
    public double vwap;
    public double lastSize;
    private final StringBuilder json = new StringBuilder(256);

    TickerFigures() {
        reset();
    }

    void reset() {
        high = Double.NaN;
        low = Double.NaN;
        open = Double.NaN;
        change = Double.NaN;
        changePercent = Double.NaN;
        vwap = Double.NaN;
        lastSize = Double.NaN;
    }

    /// The figures as a UTF-8 JSON object; null where there are none.
    ///
    /// Change and percent follow from the open where the venue does not give them.
    byte @Nullable [] json(double price) {
        boolean isFromOpen = Double.isNaN(change) && open > 0;
        double moved = isFromOpen ? Decimals.rounded(price - open, price) : change;
        double percent = Double.isNaN(changePercent) && open > 0 ? Math.rint(moved / open * 1e6) / 1e4 : changePercent;
        json.setLength(0);
        put("high_24h", high);
        put("low_24h", low);
        put("open_24h", open);
        put("price_change", moved);
        put("price_change_percent", percent);
        put("vwap", vwap);
        put("last_size", lastSize);
        return json.isEmpty() ? null : json.append('}').toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void put(String name, double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        json.append(json.isEmpty() ? "{\"" : ",\"").append(name).append("\":");
        long whole = (long) value;
        if (whole == value && Math.abs(whole) < 1L << 53) {
            json.append(whole);
        } else {
            json.append(value);
        }
    }
}
