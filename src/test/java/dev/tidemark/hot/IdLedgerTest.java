package dev.tidemark.hot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.IdLedger.Hole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdLedgerTest {

    private static final long AT = 7;

    private static IdLedger after(long last, Hole... stored) {
        return new IdLedger(last, List.of(stored));
    }

    private static Hole hole(long from, long to) {
        return new Hole(from, to, AT);
    }

    @Test
    void theFirstIdOpensNothing() {
        var ledger = after(IdLedger.NONE);
        ledger.came(500, AT);

        assertThat(ledger.last()).isEqualTo(500);
        assertThat(ledger.changes().isEmpty()).isTrue();
    }

    @Test
    void aJumpOpensAHole() {
        var ledger = after(10);
        ledger.came(15, AT);

        assertThat(ledger.changes().opened()).containsExactly(hole(11, 14));
    }

    @Test
    void theVenuesWordOpensAHoleUpToItsLastTrade() {
        var ledger = after(10);
        ledger.told(12, AT);

        assertThat(ledger.changes().opened()).containsExactly(hole(11, 12));
        assertThat(ledger.last()).isEqualTo(12);
    }

    @Test
    void aTradeInTheMiddleCutsAHoleInTwo() {
        var ledger = after(20, hole(11, 15));
        ledger.came(13, AT);

        assertThat(ledger.changes().changed()).isEqualTo(Map.of(11L, hole(11, 12)));
        assertThat(ledger.changes().opened()).containsExactly(hole(14, 15));
    }

    @Test
    void aTradeAtTheBeginningShrinksAHole() {
        var ledger = after(20, hole(11, 15));
        ledger.came(11, AT);

        assertThat(ledger.changes()).isEqualTo(new IdLedger.Changes(List.of(), Map.of(11L, hole(12, 15)), List.of()));
    }

    @Test
    void theLastMissingTradeFillsAHole() {
        var ledger = after(20, hole(11, 12));
        ledger.came(11, AT);
        ledger.came(12, AT);

        assertThat(ledger.changes()).isEqualTo(new IdLedger.Changes(List.of(), Map.of(), List.of(11L)));
    }

    @Test
    void idsThatGoBackOpenNothing() {
        var ledger = after(1_000);
        ledger.came(1, AT);
        ledger.came(3, AT);

        assertThat(ledger.changes().isEmpty()).isTrue();
        assertThat(ledger.last()).isEqualTo(1_000);
    }

    /// Against a set of ids: whatever comes in whatever order, what is missing is missing.
    @Test
    void holesAreExactlyTheIdsThatDidNotCome() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            Set<Long> came = new HashSet<>(Set.of(0L));
            var stored = new ArrayList<Hole>();
            long last = 0;
            for (int batch = 0; batch < 20; batch++) {
                var ledger = new IdLedger(last, stored);
                for (int i = random.nextInt(6); i > 0; i--) {
                    long id = Math.max(0, last + random.nextInt(12) - 6);
                    came.add(id);
                    ledger.came(id, AT);
                }
                apply(ledger.changes(), stored);
                last = ledger.last();
                assertThat(stored).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(ledger.holes());
            }
            assertThat(missing(stored)).as("seed %d", seed).isEqualTo(absent(came, last));
        }
    }

    private static void apply(IdLedger.Changes changes, List<Hole> stored) {
        stored.removeIf(hole -> changes.filled().contains(hole.from()));
        stored.replaceAll(hole -> changes.changed().getOrDefault(hole.from(), hole));
        stored.addAll(changes.opened());
    }

    private static Set<Long> missing(List<Hole> holes) {
        Set<Long> missing = new HashSet<>();
        for (Hole hole : holes) {
            for (long id = hole.from(); id <= hole.to(); id++) {
                assertThat(missing.add(id)).as("no two holes overlap").isTrue();
            }
        }
        return missing;
    }

    private static Set<Long> absent(Set<Long> came, long last) {
        Set<Long> absent = new HashSet<>();
        for (long id = 0; id <= last; id++) {
            if (!came.contains(id)) {
                absent.add(id);
            }
        }
        return absent;
    }
}
