package dev.tidemark.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/// What is simulated.
///
/// @param seed of all values; another seed is another world
/// @param sites by name
/// @param points of each site
/// @param interval between two readings of a point, whole seconds
/// @param since the first reading
/// @param clock says what has happened already
/// @param dirt what is wrong with the data
/// @param key that is expected; any, also none, where it is empty
/// @param port to listen on at loopback; 0 for any
public record SimulatedOptions(
        long seed,
        List<String> sites,
        int points,
        Duration interval,
        Instant since,
        InstantSource clock,
        Dirt dirt,
        String key,
        int port) {

    public SimulatedOptions {
        sites = List.copyOf(sites);
        if (points < 1 || interval.toSeconds() < 1 || interval.toNanosPart() != 0) {
            throw new IllegalArgumentException(
                    "Expected points and an interval of whole seconds, was " + points + " and " + interval);
        }
    }

    /// Clean data of sites named `site-1`, `site-2` and so on, a reading a minute, without a key.
    public static SimulatedOptions of(int sites, int points, InstantSource clock) {
        List<String> names =
                IntStream.rangeClosed(1, sites).mapToObj(n -> "site-" + n).toList();
        return new SimulatedOptions(
                1, names, points, Duration.ofMinutes(1), Instant.EPOCH.plusSeconds(1), clock, Dirt.NONE, "", 0);
    }

    public SimulatedOptions withSeed(long other) {
        return new SimulatedOptions(other, sites, points, interval, since, clock, dirt, key, port);
    }

    public SimulatedOptions withSites(List<String> other) {
        return new SimulatedOptions(seed, other, points, interval, since, clock, dirt, key, port);
    }

    public SimulatedOptions withInterval(Duration other) {
        return new SimulatedOptions(seed, sites, points, other, since, clock, dirt, key, port);
    }

    public SimulatedOptions withSince(Instant other) {
        return new SimulatedOptions(seed, sites, points, interval, other, clock, dirt, key, port);
    }

    public SimulatedOptions withDirt(Dirt other) {
        return new SimulatedOptions(seed, sites, points, interval, since, clock, other, key, port);
    }

    public SimulatedOptions withKey(String other) {
        return new SimulatedOptions(seed, sites, points, interval, since, clock, dirt, other, port);
    }

    /// What is wrong with the data. Each is one of so many readings, picked by the seed; 0 for none.
    ///
    /// @param nanEvery readings whose value is `"NaN"`
    /// @param nullEvery readings whose value is null
    /// @param missingEvery readings that there are not
    /// @param lateEvery readings that the API knows of only later
    /// @param lateBy how much later
    public record Dirt(int nanEvery, int nullEvery, int missingEvery, int lateEvery, Duration lateBy) {

        public static final Dirt NONE = new Dirt(0, 0, 0, 0, Duration.ZERO);
    }
}
