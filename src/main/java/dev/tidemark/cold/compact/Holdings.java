package dev.tidemark.cold.compact;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which version of each of its days a month holds. Stands in the manifest and in the file itself, so that the manifest
/// can be rebuilt: `2026-10-01:1 2026-10-02:3`.
///
/// @param dayToVersion in the order of the days
public record Holdings(SortedMap<LocalDate, Integer> dayToVersion) {

    /// The key of a file's metadata under which they stand.
    public static final String KEY = "holds";

    public Holdings {
        dayToVersion = Collections.unmodifiableSortedMap(new TreeMap<>(dayToVersion));
    }

    public static Holdings of(Map<LocalDate, Integer> dayToVersion) {
        return new Holdings(new TreeMap<>(dayToVersion));
    }

    /// Reads what [#text] has written; anything else is an [IllegalArgumentException].
    public static Holdings parse(String text) {
        SortedMap<LocalDate, Integer> days = new TreeMap<>();
        for (String word : text.split(" ", -1)) {
            int colon = word.indexOf(':');
            try {
                days.put(
                        LocalDate.parse(word.substring(0, Math.max(colon, 0))),
                        Integer.valueOf(word.substring(colon + 1)));
            } catch (DateTimeException | NumberFormatException e) {
                throw new IllegalArgumentException("Expected days and versions as in 2026-10-01:1, was " + word, e);
            }
        }
        return new Holdings(days);
    }

    public String text() {
        return dayToVersion.entrySet().stream()
                .map(day -> day.getKey() + ":" + day.getValue())
                .collect(Collectors.joining(" "));
    }

    /// The version held of a day; 0 where it is not held.
    public int version(LocalDate day) {
        return dayToVersion.getOrDefault(day, 0);
    }
}
