package dev.tidemark.bench;

import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.FrameDecoder;
import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.binance.BinanceExchange;
import dev.tidemark.exchange.coinbase.CoinbaseAdvancedExchange;
import dev.tidemark.exchange.coinbase.CoinbaseExchange;
import dev.tidemark.exchange.kraken.KrakenExchange;
import dev.tidemark.exchange.kraken.KrakenV1Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How fast each adapter reads its venue's frames on one core, from bytes to columns.
///
/// Arguments are recordings; without any, frames are made up. Prints what the frames hold, then a table of the median
/// and the best round after warm-up. `data rows/s` counts only the frames that make rows, which is what a feed of
/// tickers and trades alone is like; the other figures are of the recording as it is.
public final class DecodeBench {

    private static final long WARM_UP_NS = 3_000_000_000L;
    private static final int ROUNDS = 15;
    private static final long ROUND_NS = 300_000_000L;
    private static final long RECEIVED_US = 1_723_161_254_087_891L;
    private static final int INTAKE_ROWS = 1_000;

    private final Recording recording;
    private final FrameDecoder decoder;
    private final Intake intake = new Intake();

    private DecodeBench(Recording recording) {
        this.recording = recording;
        Exchange exchange = exchange(recording.source());
        this.decoder = exchange.decoder(new SeriesNames(exchange, Map.of()));
    }

    public static void main(String[] captureFiles) throws IOException {
        var recordings = new ArrayList<Recording>();
        for (String file : captureFiles) {
            recordings.add(Recording.read(Path.of(file)));
        }
        if (recordings.isEmpty()) {
            recordings.addAll(SyntheticFrames.all());
        }
        for (Recording recording : recordings) {
            System.out.println(recording.source() + ": " + new DecodeBench(recording).contents());
        }
        System.out.printf(
                "%n%-24s %12s %12s %10s %14s %12s%n", "", "frames/s", "rows/s", "MB/s", "data rows/s", "best");
        for (Recording recording : recordings) {
            System.out.println(new DecodeBench(recording).measure());
        }
    }

    private static Exchange exchange(String source) {
        List<Exchange> all = List.of(
                new CoinbaseExchange(),
                new CoinbaseAdvancedExchange(),
                BinanceExchange.com(List.of()),
                BinanceExchange.us(List.of()),
                new KrakenExchange(),
                new KrakenV1Exchange());
        return all.stream()
                .filter(exchange -> exchange.venue().source().equals(source))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("Expected a recording of a known venue, was " + source));
    }

    /// Counts by kind, to be held against what is known of a recording.
    private Map<String, Long> contents() {
        var counts = new TreeMap<String, Long>();
        for (byte[] frame : recording.frames()) {
            intake.clear();
            decoder.decode(frame, 0, frame.length, RECEIVED_US, intake);
            counts.merge("frames", 1L, Long::sum);
            counts.merge("ticks", (long) intake.ticks().size(), Long::sum);
            counts.merge("trades", (long) intake.trades().size(), Long::sum);
            intake.refusals().forEach(reason -> counts.merge("refused " + reason, 1L, Long::sum));
            intake.heard().forEach(heard -> counts.merge(name(heard), 1L, Long::sum));
        }
        return counts;
    }

    private static String name(Heard heard) {
        return switch (heard) {
            case Heard.PassedOver passed -> "passed over " + passed.kind();
            case Heard.Unknown unknown -> "unknown " + unknown.kind();
            default -> heard.getClass().getSimpleName();
        };
    }

    private String measure() {
        double frames = recording.frames().size();
        double megabytes = recording.bytes() / 1e6;
        List<byte[]> data = dataFrames();
        double rows = rows(data);
        double[] seconds = secondsPerPass(recording.frames());
        double[] dataSeconds = secondsPerPass(data);
        double median = seconds[seconds.length / 2];
        return "%-24s %12.0f %12.0f %10.1f %14.0f %12.0f"
                .formatted(
                        recording.source(),
                        frames / median,
                        rows / median,
                        megabytes / median,
                        rows / dataSeconds[dataSeconds.length / 2],
                        rows / dataSeconds[0]);
    }

    private List<byte[]> dataFrames() {
        return recording.frames().stream()
                .filter(frame -> rows(List.of(frame)) > 0)
                .toList();
    }

    private int rows(List<byte[]> frames) {
        int rows = 0;
        for (byte[] frame : frames) {
            intake.clear();
            decoder.decode(frame, 0, frame.length, RECEIVED_US, intake);
            rows += intake.ticks().size() + intake.trades().size();
        }
        return rows;
    }

    /// Times of one pass over the frames, ascending.
    private double[] secondsPerPass(List<byte[]> frames) {
        rounds(frames, WARM_UP_NS);
        double[] seconds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            seconds[round] = rounds(frames, ROUND_NS);
        }
        Arrays.sort(seconds);
        return seconds;
    }

    private double rounds(List<byte[]> frames, long atLeastNs) {
        long start = System.nanoTime();
        int passes = 0;
        do {
            pass(frames);
            passes++;
        } while (System.nanoTime() - start < atLeastNs);
        return (System.nanoTime() - start) / 1e9 / passes;
    }

    private void pass(List<byte[]> frames) {
        for (byte[] frame : frames) {
            decoder.decode(frame, 0, frame.length, RECEIVED_US, intake);
            intake.clearNotices();
            if (intake.ticks().size() + intake.trades().size() > INTAKE_ROWS) {
                intake.clear();
            }
        }
        intake.clear();
    }
}
