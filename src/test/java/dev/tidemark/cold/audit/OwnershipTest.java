package dev.tidemark.cold.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.audit.LakeLedger.Restored;
import dev.tidemark.cold.audit.Ownership.Found;
import dev.tidemark.cold.compact.Holdings;
import dev.tidemark.market.Dataset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 2, 1);
    private static final LocalDate SECOND = FIRST.plusDays(1);

    @Test
    void theLatestVersionOwnsItsDay() {
        assertThat(owners(day(FIRST, 1), day(FIRST, 3), day(FIRST, 2)))
                .containsExactly("day 1 superseded []", "day 2 superseded []", "day 3 live [2026-02-01]");
    }

    @Test
    void aMonthOwnsItsDaysAndTheirFilesStay() {
        assertThat(owners(day(FIRST, 1), day(SECOND, 2), month(1, Map.of(FIRST, 1, SECOND, 2))))
                .containsExactly("day 1 live []", "day 2 live []", "month 1 live [2026-02-01, 2026-02-02]");
    }

    @Test
    void aLaterVersionOfADayOverridesItsMonth() {
        assertThat(owners(day(FIRST, 1), day(FIRST, 2), month(1, Map.of(FIRST, 1, SECOND, 1))))
                .containsExactly("day 1 superseded []", "day 2 live [2026-02-01]", "month 1 live [2026-02-02]");
    }

    @Test
    void aMonthThatFoldedTheLaterVersionOwnsItAgain() {
        assertThat(owners(day(FIRST, 2), month(1, Map.of(FIRST, 1, SECOND, 1)), month(2, Map.of(FIRST, 2, SECOND, 1))))
                .containsExactly("day 2 live []", "month 1 superseded []", "month 2 live [2026-02-01, 2026-02-02]");
    }

    @Test
    void partsStayUntilTheirDayIsOwned() {
        assertThat(owners(part(FIRST))).containsExactly("part 1 live []");
        assertThat(owners(part(FIRST), day(FIRST, 1)))
                .containsExactly("day 1 live [2026-02-01]", "part 1 superseded []");
    }

    /// Whatever the order of the files.
    private static List<String> owners(Found... files) {
        List<String> first = null;
        for (int seed = 0; seed < 10; seed++) {
            List<Found> shuffled = new ArrayList<>(List.of(files));
            Collections.shuffle(shuffled, new Random(seed));
            List<String> owners = new Ownership(shuffled)
                    .restored().stream().map(OwnershipTest::text).sorted().toList();
            assertThat(first == null ? owners : first).isEqualTo(owners);
            first = owners;
        }
        return first == null ? List.of() : first;
    }

    private static String text(Restored one) {
        return one.file().kind().name().toLowerCase(java.util.Locale.ROOT) + " "
                + one.file().version() + " " + (one.isLive() ? "live" : "superseded") + " " + one.days();
    }

    private static Found day(LocalDate day, int version) {
        return new Found(file(Kind.DAY, day, version), null);
    }

    private static Found part(LocalDate day) {
        return new Found(file(Kind.PART, day, 1), null);
    }

    private static Found month(int version, Map<LocalDate, Integer> days) {
        return new Found(file(Kind.MONTH, FIRST, version), Holdings.of(days));
    }

    private static ColdFile file(Kind kind, LocalDate from, int version) {
        LocalDate to = kind == Kind.MONTH ? from.plusMonths(1) : from.plusDays(1);
        String key = kind + "/" + from + "/" + version;
        return new ColdFile(
                0, key, new Partition(Dataset.SAMPLES, "site"), kind, from, to, version, 0, FileFacts.UNWRITTEN);
    }
}
