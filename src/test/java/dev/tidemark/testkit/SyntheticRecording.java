package dev.tidemark.testkit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// A recording of Binance that holds exactly `trades` trades and as many book tickers, turn and turn about, over five
/// symbols, a millisecond apart from 2026-01-05 08:00 UTC.
public final class SyntheticRecording {

    private static final long START_MS = 1_767_600_000_000L;

    private SyntheticRecording() {}

    /// Writes the recording and returns its file.
    public static Path write(Path file, int trades) {
        try (var out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            out.write("{\"source\":\"binance\",\"url\":\"wss://stream.binance.com:9443/stream\","
                    + "\"recorded\":\"2026-01-05\",\"symbols\":[\"BTC/USDT\",\"ETH/USDT\",\"XRP/USDT\",\"ADA/USDT\","
                    + "\"SOL/USDT\"]}\n");
            for (int n = 0; n < trades; n++) {
                long atMs = START_MS + n;
                line(out, atMs * 1_000, BinanceFrames.trade(n, atMs));
                line(out, atMs * 1_000 + 1, BinanceFrames.bookTicker(n));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void line(BufferedWriter out, long atUs, String frame) throws IOException {
        out.write("{\"at\":" + atUs + ",\"dir\":\"in\",\"frame\":\"" + frame.replace("\"", "\\\"") + "\"}\n");
    }
}
