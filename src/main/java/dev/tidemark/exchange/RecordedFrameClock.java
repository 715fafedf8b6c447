package dev.tidemark.exchange;

import java.util.List;

/// The receive clock of replayed feeds: each message begins with the time at which it was recorded.
///
/// Speaks the sub-protocol `recorded.tidemark`, which the replay server offers: decimal microseconds since the epoch,
/// one space, the venue's own text.
public record RecordedFrameClock() implements FrameClock {

    public static final String SUB_PROTOCOL = "recorded.tidemark";

    /// Decimal digits of a stamp: until the year 2286.
    private static final int DIGITS = 16;

    @Override
    public List<String> subProtocols() {
        return List.of(SUB_PROTOCOL);
    }

    @Override
    public boolean isRecorded() {
        return true;
    }

    @Override
    public int prefixLength(byte[] message, int offset, int length) {
        int digits = digits(message, offset, length);
        return digits > 0 && digits < length && message[offset + digits] == ' ' ? digits + 1 : 0;
    }

    @Override
    public long receivedUs(byte[] message, int offset, int length, long readUs) {
        int prefix = prefixLength(message, offset, length);
        if (prefix == 0) {
            return readUs;
        }
        long us = 0;
        for (int i = offset; i < offset + prefix - 1; i++) {
            us = us * 10 + (message[i] - '0');
        }
        return us;
    }

    private static int digits(byte[] message, int offset, int length) {
        int n = 0;
        while (n < length && n <= DIGITS && message[offset + n] >= '0' && message[offset + n] <= '9') {
            n++;
        }
        return n <= DIGITS ? n : 0;
    }
}
