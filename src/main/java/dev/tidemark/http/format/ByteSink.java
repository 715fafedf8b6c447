package dev.tidemark.http.format;

import dev.tidemark.http.wire.IsoTime;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Text in the making, as bytes. Makes no object for a number or a time. For one thread.
public final class ByteSink {

    private static final int FIRST_BYTES = 64 << 10;
    private static final int LONGEST_NUMBER = 32;
    private static final double LARGEST_SHORT = 1e9;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final double[] SCALES = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    private static final int MOST_PLACES = 6;
    private static final byte[] PAIRS = pairs();

    private final IsoTime.Writer time = new IsoTime.Writer();
    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;
    /// Behind the point of the last number: the next one of a series most often has as many.
    private int places = 1;

    public int size() {
        return size;
    }

    /// What has been written since the last call.
    public Buffer take() {
        Buffer taken = Buffer.buffer(size).appendBytes(bytes, 0, size);
        size = 0;
        return taken;
    }

    public ByteSink put(char ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    public ByteSink put(byte[] text) {
        ensure(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        return this;
    }

    public ByteSink put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    public ByteSink whole(long value) {
        if (value == Long.MIN_VALUE) {
            return put(Long.toString(value));
        }
        ensure(LONGEST_NUMBER);
        if (value < 0) {
            bytes[size++] = '-';
        }
        digits(Math.abs(value));
        return this;
    }

    /// The shortest decimal that reads back as this number, always with a point. The number must be finite.
    public ByteSink number(double value) {
        double magnitude = Math.abs(value);
        if (magnitude < LARGEST_SHORT && (magnitude >= 1e-3 || magnitude == 0)) {
            // A decimal of few places is one of more, too: what fails with the most fails with all.
            if (writeDecimal(value, magnitude, places) || writeDecimal(value, magnitude, MOST_PLACES)) {
                return this;
            }
        }
        return ascii(Double.toString(value));
    }

    // The one way that copies the characters of such a text without an array in between.
    @SuppressWarnings("deprecation")
    private ByteSink ascii(String text) {
        ensure(LONGEST_NUMBER);
        text.getBytes(0, text.length(), bytes, size);
        size += text.length();
        return this;
    }

    /// `2026-11-23T12:00:00.123456Z`.
    public ByteSink isoTime(long timeUs) {
        return put(time.write(timeUs));
    }

    /// Writes the decimal of so many places, or fewer, if it is this number.
    private boolean writeDecimal(double value, double magnitude, int most) {
        long scaled = (long) (magnitude * SCALES[most] + 0.5);
        // Both are exact in a double, so their quotient is the number nearest to the decimal.
        if (scaled / SCALES[most] != magnitude) {
            return false;
        }
        ensure(LONGEST_NUMBER);
        places = most;
        for (long shorter = scaled / 10; places > 1 && shorter * 10 == scaled; shorter = scaled / 10) {
            scaled = shorter;
            places--;
        }
        if (value < 0 || (value == 0 && 1 / value < 0)) {
            bytes[size++] = '-';
        }
        long whole = scaled / POWERS[places];
        digits(whole);
        bytes[size++] = '.';
        digits(scaled - whole * POWERS[places], places);
        return true;
    }

    private void digits(long value) {
        int count = 1;
        for (long power = 10; count < 19 && value >= power; power *= 10) {
            count++;
        }
        digits(value, count);
    }

    private void digits(long value, int count) {
        long rest = value;
        int at = size + count;
        size = at;
        for (int left = count; left > 1; left -= 2) {
            long next = rest / 100;
            int pair = (int) (rest - next * 100) * 2;
            bytes[--at] = PAIRS[pair + 1];
            bytes[--at] = PAIRS[pair];
            rest = next;
        }
        if ((count & 1) != 0) {
            bytes[--at] = (byte) ('0' + rest);
        }
    }

    private static byte[] pairs() {
        var pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
