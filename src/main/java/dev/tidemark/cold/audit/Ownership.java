package dev.tidemark.cold.audit;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.audit.LakeLedger.Restored;
import dev.tidemark.cold.compact.Holdings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who owns which day, told from the files alone: of each day the latest version, and of two that hold it the month,
/// which was made after it.
final class Ownership {

    /// @param holdings of a month; null for all else
    record Found(ColdFile file, @Nullable Holdings holdings) {

        /// The version of a day that this file holds; 0 for none.
        int version(LocalDate day) {
            return holdings != null ? holdings.version(day) : file.version();
        }

        List<LocalDate> days() {
            return holdings != null ? List.copyOf(holdings.dayToVersion().keySet()) : List.of(file.fromDay());
        }

        private boolean isBetter(Found that, LocalDate day) {
            if (version(day) != that.version(day)) {
                return version(day) > that.version(day);
            }
            boolean isMonth = file.kind() == ColdFile.Kind.MONTH;
            return isMonth == (that.file.kind() == ColdFile.Kind.MONTH)
                    ? file.version() > that.file.version()
                    : isMonth;
        }
    }

    private final List<Found> files;
    private final Map<PartitionDay, Found> dayToOwner = new HashMap<>();

    Ownership(List<Found> files) {
        this.files = List.copyOf(files);
        for (Found file : files) {
            if (file.file().kind() != ColdFile.Kind.PART) {
                file.days().forEach(day -> claim(new PartitionDay(file.file().partition(), day), file));
            }
        }
    }

    /// All files, each with the days that it owns.
    List<Restored> restored() {
        Map<Found, List<LocalDate>> ownerToDays = new HashMap<>();
        dayToOwner.forEach((day, owner) ->
                ownerToDays.computeIfAbsent(owner, _ -> new ArrayList<>()).add(day.day()));
        List<Restored> restored = new ArrayList<>();
        for (Found file : files) {
            List<LocalDate> days =
                    ownerToDays.getOrDefault(file, List.of()).stream().sorted().toList();
            restored.add(new Restored(
                    file.file(),
                    file.holdings() == null ? null : file.holdings().text(),
                    !days.isEmpty() || isKept(file),
                    days));
        }
        return restored;
    }

    /// Files that hold all names that there are: the owners of days, and the parts of days that nobody owns.
    Set<ColdFile> named() {
        Set<ColdFile> named = new HashSet<>();
        dayToOwner.values().forEach(owner -> named.add(owner.file()));
        files.stream()
                .filter(file -> file.file().kind() == ColdFile.Kind.PART && isKept(file))
                .forEach(part -> named.add(part.file()));
        return named;
    }

    /// A day's own file stays while the month that owns the day holds this very version; a part while nobody
    /// owns it.
    private boolean isKept(Found file) {
        Found owner = dayToOwner.get(
                new PartitionDay(file.file().partition(), file.file().fromDay()));
        return switch (file.file().kind()) {
            case PART -> owner == null;
            case DAY ->
                owner != null
                        && owner.version(file.file().fromDay()) == file.file().version();
            case MONTH -> false;
        };
    }

    private void claim(PartitionDay day, Found file) {
        Found owner = dayToOwner.get(day);
        if (owner == null || file.isBetter(owner, day.day())) {
            dayToOwner.put(day, file);
        }
    }
}
