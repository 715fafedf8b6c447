package dev.tidemark.history.sync;

import java.util.HashMap;
import java.util.Map;

/// Which samples of a site were journaled lately, so that a margin that is read twelve times is written once. Exact,
/// not by hash. Bounded: what has no room is forgotten, and then journaled again. Not thread-safe.
final class SeenSamples {

    private static final int TIME_BITS = 42;
    private static final long MOST_POINTS = 1L << 21;

    private final Map<String, Integer> pointToNumber = new HashMap<>();
    private final int most;
    private long[] keys = new long[1 << 12];
    private int size;

    /// @param most samples to remember
    SeenSamples(int most) {
        this.most = most;
    }

    boolean has(String point, long timeUs) {
        Integer number = pointToNumber.get(point);
        if (number == null) {
            return false;
        }
        return keys[slot(keys, key(number, timeUs))] != 0;
    }

    void add(String point, long timeUs) {
        if (size >= most || pointToNumber.size() >= MOST_POINTS) {
            return;
        }
        Integer number = pointToNumber.get(point);
        if (number == null) {
            // From 1 on: a key of 0 stands for an empty place.
            number = pointToNumber.size() + 1;
            pointToNumber.put(point, number);
        }
        if (size * 2 >= keys.length) {
            rebuild(keys.length * 2, Long.MIN_VALUE);
        }
        put(keys, key(number, timeUs));
    }

    /// Forgets what is older than a time.
    void forgetBefore(long timeUs) {
        rebuild(keys.length, timeUs / 1_000);
    }

    int size() {
        return size;
    }

    private void rebuild(int capacity, long fromMs) {
        long[] old = keys;
        keys = new long[capacity];
        size = 0;
        for (long key : old) {
            if (key != 0 && (key & (1L << TIME_BITS) - 1) >= fromMs) {
                put(keys, key);
            }
        }
    }

    private void put(long[] into, long key) {
        int slot = slot(into, key);
        if (into[slot] == 0) {
            into[slot] = key;
            size++;
        }
    }

    /// Where the key is, or where it would be.
    private static int slot(long[] in, long key) {
        long hash = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 32) & in.length - 1;
        while (in[slot] != 0 && in[slot] != key) {
            slot = slot + 1 & in.length - 1;
        }
        return slot;
    }

    private static long key(int number, long timeUs) {
        return (long) number << TIME_BITS | timeUs / 1_000;
    }
}
