package dev.tidemark.exchange.codec;

import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.market.Plausible;
import dev.tidemark.market.TickBatch;
import org.jspecify.annotations.Nullable;

/// A ticker in the making: a decoder fills the fields in whatever order they come and then adds the row.
///
/// Bare mutable fields, reused from message to message: an object a message would cost more than reading it.
public final class TickerRow {

    /// Null where the name is no name.
    public SeriesNames.@Nullable Pair pair;
    /// As [Timestamps] has it; the receive time stands in where it is absent or the epoch itself.
    public long timeUs;
    /// The last trade's price; NaN where the message has none, so that the middle of bid and ask stands in.
    public double price;

    public double bid;
    public double ask;
    public double bidSize;
    public double askSize;
    /// Of 24 hours, in units of the base.
    public double volume;
    /// The venue's own, or [TickBatch#NO_SEQUENCE].
    public long sequence;
    /// Further figures of the day.
    public final TickerFigures figures = new TickerFigures();

    public TickerRow() {
        reset();
    }

    /// Forgets everything, before a message or a row of one.
    public void reset() {
        pair = null;
        timeUs = Timestamps.ABSENT;
        price = Double.NaN;
        bid = Double.NaN;
        ask = Double.NaN;
        bidSize = Double.NaN;
        askSize = Double.NaN;
        volume = Double.NaN;
        sequence = TickBatch.NO_SEQUENCE;
        figures.reset();
    }

    /// Adds the row, or refuses it with a reason.
    public void addTo(Intake into, long receivedUs) {
        double bestBid = priceOrAbsent(bid);
        double bestAsk = priceOrAbsent(ask);
        double last = Double.isNaN(price) ? Decimals.rounded((bestBid + bestAsk) / 2, bestAsk) : price;
        // Venues write the epoch itself where they have no time.
        long atUs = timeUs == Timestamps.ABSENT || timeUs == 0 ? receivedUs : timeUs;
        if (pair == null) {
            into.refuse("symbol");
        } else if (!Plausible.isTime(atUs)) {
            into.refuse("time");
        } else if (!Plausible.isPrice(last)) {
            into.refuse("price");
        } else {
            TickBatch ticks = into.ticks();
            int row = ticks.add(pair.ticks(), atUs, receivedUs, last);
            ticks.quote(row, bestBid, bestAsk, sizeOrAbsent(bidSize), sizeOrAbsent(askSize));
            ticks.volume(row, sizeOrAbsent(volume));
            ticks.sequence(row, sequence);
            ticks.metadata(row, figures.json(last));
        }
    }

    private static double priceOrAbsent(double value) {
        return Plausible.isPrice(value) ? value : Double.NaN;
    }

    private static double sizeOrAbsent(double value) {
        return value >= 0 ? value : Double.NaN;
    }
}
