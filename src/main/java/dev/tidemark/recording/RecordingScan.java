package dev.tidemark.recording;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.FrameDecoder;
import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a recording holds, as its venue's own decoder reads it.
///
/// @param frames of the venue
/// @param records by channel and symbol
/// @param passedOver messages known and not wanted
/// @param notUnderstood messages unknown or malformed, and records refused
/// @param isTorn whether its end is missing
public record RecordingScan(
        RecordingHeader header,
        long frames,
        Map<Subscription, Long> records,
        long passedOver,
        long notUnderstood,
        boolean isTorn) {

    private static final Comparator<Subscription> ORDER =
            Comparator.comparing(Subscription::symbol).thenComparing(Subscription::channel);

    /// The symbols that have records, sorted: what to subscribe to when it is replayed.
    public Set<String> symbols() {
        var symbols = new LinkedHashSet<String>();
        records.keySet().forEach(subscription -> symbols.add(subscription.symbol()));
        return symbols;
    }

    /// The channels that have records.
    public Set<Channel> channels() {
        var channels = new LinkedHashSet<Channel>();
        records.keySet().forEach(subscription -> channels.add(subscription.channel()));
        return channels;
    }

    /// Reads the whole recording once, a frame at a time. Blocks.
    public static RecordingScan of(Path recording, Exchange exchange) throws IOException {
        try (var reader = RecordingReader.open(recording)) {
            var counting = new Counting(exchange);
            for (RecordedFrame frame = reader.next(); frame != null; frame = reader.next()) {
                if (frame.isIncoming()) {
                    counting.count(frame);
                }
            }
            return new RecordingScan(
                    reader.header(),
                    counting.frames,
                    counting.records,
                    counting.passedOver,
                    counting.notUnderstood,
                    reader.isTorn());
        }
    }

    private static final class Counting {
        private final Exchange exchange;
        private final FrameDecoder decoder;
        private final Intake intake = new Intake();
        private final Map<Subscription, Long> records = new TreeMap<>(ORDER);
        private long frames;
        private long passedOver;
        private long notUnderstood;

        private Counting(Exchange exchange) {
            this.exchange = exchange;
            this.decoder = exchange.decoder(new SeriesNames(exchange, Map.of()));
        }

        private void count(RecordedFrame frame) {
            frames++;
            byte[] bytes = frame.text().getBytes(StandardCharsets.UTF_8);
            decoder.decode(bytes, 0, bytes.length, frame.atUs(), intake);
            TickBatch ticks = intake.ticks();
            for (int row = 0; row < ticks.size(); row++) {
                // Only the ticker has the day's volume; where a venue has one channel of ticks, that is it.
                count(channelOfTicks(!Double.isNaN(ticks.volume(row))), ticks.series(row));
            }
            TradeBatch trades = intake.trades();
            for (int row = 0; row < trades.size(); row++) {
                count(Channel.TRADES, trades.series(row));
            }
            intake.heard().forEach(this::note);
            notUnderstood += intake.refusals().size();
            intake.clear();
        }

        private void count(Channel channel, Series series) {
            records.merge(new Subscription(channel, series.symbol()), 1L, Long::sum);
        }

        private Channel channelOfTicks(boolean hasVolume) {
            Channel likely = hasVolume ? Channel.TICKER : Channel.BOOK_TICKER;
            Set<Channel> offered = exchange.venue().channels();
            return offered.contains(likely)
                    ? likely
                    : offered.stream()
                            .filter(channel -> channel.dataset() == Dataset.TICKS)
                            .findFirst()
                            .orElse(likely);
        }

        private void note(Heard what) {
            switch (what) {
                case Heard.PassedOver ignored -> passedOver++;
                case Heard.Unknown ignored -> notUnderstood++;
                case Heard.Malformed ignored -> notUnderstood++;
                case Heard.Acknowledged ignored -> {}
                case Heard.AcknowledgedMessage ignored -> {}
                case Heard.Rejected ignored -> {}
                case Heard.Heartbeat ignored -> {}
                case Heard.Announced ignored -> {}
                case Heard.ReconnectSoon ignored -> {}
            }
        }
    }
}
