package dev.tidemark.exchange;

import java.util.Arrays;
import java.util.Random;

/// Damages messages at random; the same seed gives the same damage.
final class Mutation {

    private static final String TOKENS = "{}[]\",:\\-+.0129eEtrufalsn\0\u007f\n ";

    private final Random random;

    Mutation(long seed) {
        this.random = new Random(seed);
    }

    /// A damaged copy; `other` is a message to take pieces from.
    byte[] of(byte[] frame, byte[] other) {
        byte[] damaged = frame;
        for (int i = random.nextInt(3); i >= 0; i--) {
            damaged = once(damaged, other);
        }
        return damaged;
    }

    private byte[] once(byte[] frame, byte[] other) {
        int from = random.nextInt(frame.length + 1);
        int to = Math.min(frame.length, from + random.nextInt(12));
        return switch (random.nextInt(7)) {
            case 0 -> spliced(frame, from, Math.min(from + 1, frame.length), new byte[] {(byte) random.nextInt(256)});
            case 1 -> spliced(frame, from, to, new byte[0]);
            case 2 -> spliced(frame, from, from, Arrays.copyOfRange(frame, from, to));
            case 3 -> spliced(frame, from, from, new byte[] {token()});
            case 4 -> spliced(frame, from, Math.min(from + 1, frame.length), new byte[] {token()});
            case 5 -> spliced(frame, from, to, piece(other));
            default -> Arrays.copyOf(frame, from);
        };
    }

    private byte token() {
        return (byte) TOKENS.charAt(random.nextInt(TOKENS.length()));
    }

    private byte[] piece(byte[] other) {
        int from = random.nextInt(other.length);
        return Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(40)));
    }

    private static byte[] spliced(byte[] frame, int from, int to, byte[] middle) {
        byte[] spliced = Arrays.copyOf(frame, from + middle.length + frame.length - to);
        System.arraycopy(middle, 0, spliced, from, middle.length);
        System.arraycopy(frame, to, spliced, from + middle.length, frame.length - to);
        return spliced;
    }
}
