package dev.tidemark.exchange;

import dev.tidemark.market.FeedMark;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// An intake in words, one line a row, mark, notice or refusal; what is absent is left out.
public final class Transcript {

    private Transcript() {}

    /// Everything in the intake.
    public static List<String> of(Intake intake) {
        var lines = new ArrayList<String>();
        if (intake.connectionSequence() != Intake.NO_SEQUENCE) {
            lines.add("sequence " + intake.connectionSequence());
        }
        lines.addAll(rows(intake));
        intake.trades().marks().forEach(mark -> lines.add(mark(mark)));
        intake.heard().forEach(heard -> lines.add(heard(heard)));
        intake.refusals().forEach(reason -> lines.add("refused " + reason));
        return lines;
    }

    /// Its rows alone.
    public static List<String> rows(Intake intake) {
        var lines = new ArrayList<String>();
        for (int row = 0; row < intake.ticks().size(); row++) {
            lines.add(tick(intake.ticks(), row));
        }
        for (int row = 0; row < intake.trades().size(); row++) {
            lines.add(trade(intake.trades(), row));
        }
        return lines;
    }

    private static String tick(TickBatch ticks, int row) {
        var line = new StringBuilder("tick ").append(ticks.series(row).symbol());
        line.append(' ').append(time(ticks.timeUs(row), ticks.receivedUs(row)));
        number(line, "price", ticks.price(row));
        number(line, "bid", ticks.bid(row));
        number(line, "ask", ticks.ask(row));
        number(line, "bid-size", ticks.bidSize(row));
        number(line, "ask-size", ticks.askSize(row));
        number(line, "volume", ticks.volume(row));
        if (ticks.sequence(row) != TickBatch.NO_SEQUENCE) {
            line.append(" sequence=").append(ticks.sequence(row));
        }
        byte[] metadata = ticks.metadata(row);
        return metadata == null
                ? line.toString()
                : line.append(' ')
                        .append(new String(metadata, StandardCharsets.UTF_8))
                        .toString();
    }

    private static String trade(TradeBatch trades, int row) {
        var line = new StringBuilder("trade ").append(trades.series(row).symbol());
        line.append(' ').append(time(trades.timeUs(row), trades.receivedUs(row)));
        line.append(" id=").append(trades.tradeId(row));
        number(line, "price", trades.price(row));
        number(line, "size", trades.tradeSize(row));
        line.append(' ').append(trades.side(row));
        return line.append(trades.isCounted(row) ? " counted" : "").toString();
    }

    private static String time(long timeUs, long receivedUs) {
        return timeUs == receivedUs
                ? "received"
                : Instant.EPOCH.plus(timeUs, ChronoUnit.MICROS).toString();
    }

    private static void number(StringBuilder line, String name, double value) {
        if (!Double.isNaN(value)) {
            line.append(' ').append(name).append('=').append(value);
        }
    }

    private static String mark(FeedMark mark) {
        return switch (mark) {
            case FeedMark.LastTrade last -> "last trade " + last.series().symbol() + " " + last.tradeId();
            case FeedMark.LostFrames lost -> "lost " + lost.from() + ".." + lost.to();
        };
    }

    private static String heard(Heard heard) {
        return switch (heard) {
            case Heard.Acknowledged it -> "acknowledged " + it.subscription();
            case Heard.AcknowledgedMessage it -> "acknowledged message " + it.index();
            case Heard.Rejected it ->
                "rejected " + (it.subscription() == null ? "something" : it.subscription()) + ": " + it.reason();
            case Heard.Heartbeat it -> "heartbeat";
            case Heard.Announced it -> "announced " + it.text();
            case Heard.ReconnectSoon it -> "reconnect soon: " + it.reason();
            case Heard.PassedOver it -> "passed over " + it.kind();
            case Heard.Unknown it -> "unknown " + it.kind();
            case Heard.Malformed it -> it.reason().startsWith("not JSON") ? "malformed" : it.reason();
        };
    }
}
