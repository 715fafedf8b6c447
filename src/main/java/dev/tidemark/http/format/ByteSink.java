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
    private static final long DAY_US = 86_400_000_000L;

    private final byte[] timeText = new byte[IsoTime.LENGTH];
    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;
    private long timeDay = Long.MIN_VALUE;

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
        long rest = Math.abs(value);
        if (value < 0) {
            bytes[size++] = '-';
        }
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        digits(rest, digits);
        return this;
    }

    /// The shortest decimal that reads back as this number, always with a point. The number must be finite.
    public ByteSink number(double value) {
        ensure(LONGEST_NUMBER);
        double magnitude = Math.abs(value);
        if (magnitude < LARGEST_SHORT && (magnitude >= 1e-3 || value == 0)) {
            for (int decimals = 1; decimals < POWERS.length; decimals++) {
                long scaled = Math.round(magnitude * POWERS[decimals]);
                // Both are exact in a double, so their quotient is the number nearest to the decimal.
                if ((double) scaled / POWERS[decimals] == magnitude) {
                    decimal(value, scaled, decimals);
                    return this;
                }
            }
        }
        return ascii(Double.toString(value));
    }

    // The one way that copies the characters of such a text without an array in between.
    @SuppressWarnings("deprecation")
    private ByteSink ascii(String text) {
        ensure(text.length());
        text.getBytes(0, text.length(), bytes, size);
        size += text.length();
        return this;
    }

    /// `2026-11-23T12:00:00.123456Z`.
    public ByteSink isoTime(long timeUs) {
        long day = Math.floorDiv(timeUs, DAY_US);
        if (day != timeDay) {
            IsoTime.writeDate(timeText, day);
            timeDay = day;
        }
        IsoTime.writeTimeOfDay(timeText, timeUs - day * DAY_US);
        return put(timeText);
    }

    private void decimal(double value, long scaled, int decimals) {
        if (value < 0 || (value == 0 && 1 / value < 0)) {
            bytes[size++] = '-';
        }
        whole(scaled / POWERS[decimals]);
        bytes[size++] = '.';
        digits(scaled % POWERS[decimals], decimals);
    }

    private void digits(long value, int count) {
        long rest = value;
        for (int i = size + count - 1; i >= size; i--) {
            long next = rest / 10;
            bytes[i] = (byte) ('0' + (rest - next * 10));
            rest = next;
        }
        size += count;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
