package dev.tidemark.history.ace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.exchange.codec.Decimals;
import dev.tidemark.exchange.codec.Timestamps;
import dev.tidemark.market.Plausible;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads `{"point_samples":[{"name","value","time"}…],"next_cursor","has_more"}` straight into columns.
///
/// Values are texts, times are UTC without saying so. A reading that is no good is dropped and counted, but it counts
/// for the place where the next page begins.
final class SamplePageReader extends TokenReader<SamplePage> {

    private static final int OF_ARRAY = 2;
    private static final int OF_READING = 3;
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final TimeRange range;
    private final PointNames names;
    private final int mostReadings;
    private final SampleBatch rows;

    private @Nullable Series series;
    private double value = Double.NaN;
    private long timeUs = Timestamps.ABSENT;
    private char[] time = new char[32];
    private int timeLength;
    private char[] lastTime = new char[32];
    private int lastTimeLength;
    private int tail;
    private int readings;
    private int dropped;
    private long fingerprint;
    private boolean hasSamples;
    private boolean hasMore;

    /// @param range readings outside of it are left out, since nobody says whether the API counts the end in
    /// @param mostReadings that were asked for
    SamplePageReader(TimeRange range, PointNames names, int mostReadings) {
        this.range = range;
        this.names = names;
        this.mostReadings = mostReadings;
        this.rows = new SampleBatch(Math.min(mostReadings, 1 << 10));
    }

    @Override
    void opened(int atDepth) {
        if (atDepth == OF_ARRAY && field(1).equals("point_samples")) {
            hasSamples = true;
        }
        if (atDepth == OF_READING) {
            series = null;
            value = Double.NaN;
            timeUs = Timestamps.ABSENT;
            timeLength = 0;
        }
    }

    @Override
    void scalar(JsonToken token, JsonParser at) throws IOException {
        if (depth() == 1 && field(1).equals("has_more")) {
            hasMore = token == JsonToken.VALUE_TRUE;
        } else if (depth() == OF_READING && isSamples()) {
            reading(token, at);
        }
    }

    @Override
    void closed(int atDepth) throws IOException {
        if (atDepth == OF_READING && isSamples()) {
            if (++readings > mostReadings) {
                throw new IOException("Expected at most " + mostReadings + " readings on a page, was more");
            }
            countTail();
            add();
        }
    }

    @Override
    SamplePage result() throws IOException {
        if (!hasSamples) {
            throw new IOException("Expected point_samples, was an object without");
        }
        String last = new String(lastTime, 0, lastTimeLength);
        return new SamplePage(rows, readings, dropped, last, tail, hasMore, fingerprint);
    }

    private boolean isSamples() {
        return field(1).equals("point_samples");
    }

    private void reading(JsonToken token, JsonParser at) throws IOException {
        boolean isText = token == JsonToken.VALUE_STRING || token.isNumeric();
        char[] text = isText ? at.getTextCharacters() : new char[0];
        int offset = isText ? at.getTextOffset() : 0;
        int length = isText ? at.getTextLength() : 0;
        switch (field(OF_READING)) {
            case "name" -> series = isName(length) ? names.find(text, offset, length) : null;
            case "value" -> value = Decimals.parse(text, offset, length);
            case "time" -> time(text, offset, length);
            default -> {
                return;
            }
        }
        for (int i = 0; i < length; i++) {
            fingerprint = (fingerprint ^ text[offset + i]) * PRIME;
        }
        fingerprint = Long.rotateLeft(fingerprint, 7) + length;
    }

    private static boolean isName(int length) {
        return length > 0 && length <= Series.MAX_NAME_LENGTH;
    }

    private void time(char[] text, int offset, int length) {
        timeUs = Timestamps.parse(text, offset, length);
        if (length > time.length) {
            time = new char[length];
        }
        System.arraycopy(text, offset, time, 0, length);
        timeLength = length;
    }

    /// Compares the texts: the API writes the same time always in the same way, also one that nobody else can read.
    private void countTail() {
        if (Arrays.equals(time, 0, timeLength, lastTime, 0, lastTimeLength)) {
            tail++;
            return;
        }
        char[] spare = lastTime;
        lastTime = time;
        lastTimeLength = timeLength;
        time = spare;
        tail = 1;
    }

    private void add() {
        Series of = series;
        if (of == null || !Plausible.isTime(timeUs) || !Plausible.isValue(value)) {
            dropped++;
        } else if (range.contains(timeUs)) {
            rows.add(of, SampleBatch.toWholeMs(timeUs), value);
        }
    }
}
