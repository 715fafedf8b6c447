package dev.tidemark.history.ace;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// How the API is spoken to.
///
/// @param base without a slash at the end
/// @param key sent as a bearer token; empty for none
/// @param isConfiguredOnly whether only the configured points of a site are asked for, not all
/// @param pageSize readings a page, one of [#PAGE_SIZES]
/// @param listSize sites or points a page, one of [#LIST_SIZES]
/// @param requestsPerSecond on average; as many may go at once
/// @param timeout without a byte of an answer
/// @param tries of one request at most
/// @param firstWait the bound of the first wait between two tries
/// @param longestWait the bound of all waits, also of one that the source asks for
public record AceConfig(
        URI base,
        String key,
        boolean isConfiguredOnly,
        int pageSize,
        int listSize,
        int requestsPerSecond,
        Duration timeout,
        int tries,
        Duration firstWait,
        Duration longestWait) {

    /// The sizes of a page of readings that the API takes; it answers 400 to any other.
    public static final List<Integer> PAGE_SIZES =
            List.of(3, 10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 300_000, 500_000);

    /// The sizes of a page of sites or points that the API takes.
    public static final List<Integer> LIST_SIZES =
            List.of(2, 10, 20, 30, 40, 50, 100, 500, 1_000, 5_000, 10_000, 100_000);

    public AceConfig {
        require("page size", pageSize, PAGE_SIZES);
        require("list size", listSize, LIST_SIZES);
        if (requestsPerSecond < 1 || tries < 1) {
            throw new IllegalArgumentException(
                    "Expected at least one try and one request per second, was " + tries + " and " + requestsPerSecond);
        }
        base = URI.create(base.toString().replaceFirst("/+$", ""));
    }

    /// The defaults, for a server and a key.
    public static AceConfig of(URI base, String key) {
        return new AceConfig(
                base,
                key,
                false,
                50_000,
                500,
                10,
                Duration.ofSeconds(30),
                6,
                Duration.ofMillis(500),
                Duration.ofMinutes(1));
    }

    /// The same with other sizes of pages.
    public AceConfig withSizes(int ofPage, int ofList) {
        return new AceConfig(
                base, key, isConfiguredOnly, ofPage, ofList, requestsPerSecond, timeout, tries, firstWait, longestWait);
    }

    /// The same with other waits between tries, for a server that is near.
    public AceConfig withWaits(Duration first, Duration longest) {
        return new AceConfig(
                base, key, isConfiguredOnly, pageSize, listSize, requestsPerSecond, timeout, tries, first, longest);
    }

    /// The same at another rate.
    public AceConfig withRate(int perSecond) {
        return new AceConfig(
                base, key, isConfiguredOnly, pageSize, listSize, perSecond, timeout, tries, firstWait, longestWait);
    }

    /// The same for the configured points alone, or for all.
    public AceConfig withConfiguredOnly(boolean isOnly) {
        return new AceConfig(
                base, key, isOnly, pageSize, listSize, requestsPerSecond, timeout, tries, firstWait, longestWait);
    }

    /// Without the key.
    @Override
    public String toString() {
        return "AceConfig[" + base + ", page size " + pageSize + ", list size " + listSize + "]";
    }

    private static void require(String what, int size, List<Integer> allowed) {
        if (!allowed.contains(size)) {
            throw new IllegalArgumentException("Expected a " + what + " of " + allowed + ", was " + size);
        }
    }
}
