package dev.tidemark.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// What goes wrong with the answers. Switched on and off while the server runs; thread-safe. Only the cursor is wrong
/// from the start, since it is with the real one.
public final class SimulatedFaults {

    private final Random random;
    private final Map<Fault, Double> chances = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> told = new EnumMap<>(Fault.class);
    private final Map<Fault, Long> committed = new EnumMap<>(Fault.class);
    private final Set<String> failing = new TreeSet<>();
    private boolean isCursorWrong = true;
    private Duration delay = Duration.ofMillis(50);
    private int retryAfterSeconds = 1;

    SimulatedFaults(long seed) {
        random = new Random(seed);
    }

    /// What can go wrong with an answer.
    public enum Fault {
        /// 500 with words that mean nothing.
        ERROR,
        /// 502 in HTML, as of a proxy.
        BAD_GATEWAY,
        /// 429 with `Retry-After`.
        THROTTLED,
        /// The body ends in the middle and the answer is over, as far as HTTP can tell.
        TRUNCATED,
        /// The connection is closed in the middle of the body.
        CUT,
        /// The answer comes late.
        SLOW
    }

    /// Commits a fault at random, with this chance for each request.
    public synchronized void chance(Fault fault, double chance) {
        chances.put(fault, chance);
    }

    /// Commits a fault at each of the next requests, so many times.
    public synchronized void next(Fault fault, int times) {
        told.merge(fault, times, Integer::sum);
    }

    /// Lets every question about a site fail, or no longer.
    public synchronized void fail(String site, boolean isFailing) {
        if (isFailing) {
            failing.add(site);
        } else {
            failing.remove(site);
        }
    }

    /// Whether the cursor forgets what earlier pages held.
    public synchronized void cursorIsWrong(boolean isWrong) {
        isCursorWrong = isWrong;
    }

    /// How late [Fault#SLOW] is.
    public synchronized void slowBy(Duration value) {
        delay = value;
    }

    /// What [Fault#THROTTLED] asks for.
    public synchronized void retryAfter(int seconds) {
        retryAfterSeconds = seconds;
    }

    /// How often a fault was committed.
    public synchronized long committed(Fault fault) {
        return committed.getOrDefault(fault, 0L);
    }

    synchronized boolean isCursorWrong() {
        return isCursorWrong;
    }

    synchronized boolean isFailing(String site) {
        return failing.contains(site);
    }

    synchronized Duration delay() {
        return delay;
    }

    synchronized int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /// The fault of the next answer.
    synchronized Optional<Fault> draw() {
        for (Fault fault : Fault.values()) {
            int times = told.getOrDefault(fault, 0);
            double chance = chances.getOrDefault(fault, 0.0);
            if (times > 0 || (chance > 0 && random.nextDouble() < chance)) {
                told.put(fault, Math.max(0, times - 1));
                committed.merge(fault, 1L, Long::sum);
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
