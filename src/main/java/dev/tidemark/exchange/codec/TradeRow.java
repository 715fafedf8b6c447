package dev.tidemark.exchange.codec;

import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.market.Plausible;
import dev.tidemark.market.Side;
import dev.tidemark.market.TradeBatch;
import org.jspecify.annotations.Nullable;

/// A trade in the making; see [TickerRow] for why its fields are bare.
public final class TradeRow {

    /// Ids of so many digits fit 64 bits, so that a jump can be computed.
    private static final int MAX_COUNTED_DIGITS = 18;

    /// Null where the name is no name.
    public SeriesNames.@Nullable Pair pair;
    /// As [Timestamps] has it.
    public long timeUs;
    /// The venue's id as text; empty where there is none.
    public String id = "";

    public double price;
    public double size;
    /// The aggressor's, already flipped where the venue names the maker.
    public Side side = Side.UNKNOWN;

    public TradeRow() {
        reset();
    }

    /// Forgets everything, before a message or a row of one.
    public void reset() {
        pair = null;
        timeUs = Timestamps.ABSENT;
        id = "";
        price = Double.NaN;
        size = Double.NaN;
        side = Side.UNKNOWN;
    }

    /// Adds the row to a batch, or refuses it with a reason. An id that counts is declared so.
    ///
    /// @param rows the intake's own batch, or one of the decoder's where rows must be put in order first
    public void addTo(TradeBatch rows, Intake into, long receivedUs) {
        if (pair == null) {
            into.refuse("symbol");
        } else if (!Plausible.isTime(timeUs)) {
            into.refuse("time");
        } else if (!Plausible.isPrice(price)) {
            into.refuse("price");
        } else if (!Plausible.isPrice(size)) {
            into.refuse("size");
        } else if (id.isEmpty()) {
            into.refuse("trade id");
        } else {
            int row = rows.add(pair.trades(), timeUs, receivedUs, id, price, size, side);
            if (isCount(id)) {
                rows.counted(row);
            }
        }
    }

    private static boolean isCount(String id) {
        if (id.length() > MAX_COUNTED_DIGITS || (id.length() > 1 && id.charAt(0) == '0')) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
