package dev.tidemark.hot.postgres.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.FileIndex;
import dev.tidemark.cold.part.Cut;
import dev.tidemark.cold.part.Part;
import dev.tidemark.cold.part.PartLedger;
import dev.tidemark.cold.part.Piece;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.testkit.Await;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which rows are in which part, against a real PostgreSQL.
class PartLedgerIT {

    private static final LocalDate DAY = LakeFixture.DAY;
    private static final Instant EVER = Instant.parse("2999-01-01T00:00:00Z");

    private LakeFixture lake;
    private PartLedger ledger;
    private final Map<String, String> numbers = new HashMap<>();

    @BeforeEach
    void open() {
        lake = new LakeFixture();
        ledger = lake.database.partLedger();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    /// The law of the lake writer, by a random history: lanes that lag behind others, lanes that sleep, two
    /// journals,
    /// days side by side, looks and cuts in between.
    @ParameterizedTest
    @EnumSource(
            value = Dataset.class,
            names = {"TICKS", "TRADES"})
    void everyRowIsInExactlyOnePart(Dataset dataset) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var writer = new LaneWriter(lake, dataset, random);
        for (int step = 0; step < 120; step++) {
            switch (random.nextInt(10)) {
                case 0 -> look(dataset, DAY.minusDays(1), 7);
                case 1 -> cut(dataset, 10 + random.nextInt(20), EVER);
                case 2 -> cut(dataset, 10 + random.nextInt(20), Instant.EPOCH);
                case 3 -> lake.clock.advance(random.nextBoolean() ? 20 : 1_000);
                default -> writer.commitSomewhere();
            }
        }
        writer.commitAll();
        look(dataset, DAY.minusDays(1), 7);
        cut(dataset, 10, EVER);

        for (String line : lake.sql.texts("select source, symbol, series_id from series")) {
            numbers.put(line.substring(0, line.lastIndexOf('|')), line.substring(line.lastIndexOf('|') + 1));
        }
        List<String> inParts = rowsOfParts(dataset);
        assertThat(inParts).hasSize(Set.copyOf(inParts).size());
        assertThat(rowsAsRead(dataset)).isEqualTo(inParts.stream().sorted().toList());
        assertThat(inParts).hasSameElementsAs(lake.sql.texts("select series_id, ingest_id from " + dataset.label()));
        assertThat(lake.sql.texts("select f.file_id from lake_files f where rows <> (select count(*) from "
                        + dataset.label() + " t join part_cuts c using (series_id) where c.file_id = f.file_id"
                        + " and t.ingest_id >= c.begins and t.ingest_id < c.ends"
                        + " and (t.time at time zone 'utc')::date = f.from_day)"))
                .isEmpty();
    }

    @Test
    void aRowThatIsNotCommittedYetWaitsForTheNextLook() {
        var writer = new LaneWriter(lake, Dataset.TICKS, new Random(1));
        try (var open = writer.begin()) {
            look(Dataset.TICKS, DAY, 100);
            assertThat(Await.result(ledger.due(Dataset.TICKS, 1, EVER))).isEmpty();
            open.commit();
        }
        look(Dataset.TICKS, DAY, 100);
        assertThat(Await.result(ledger.due(Dataset.TICKS, 1, EVER))).isNotEmpty();
    }

    @Test
    void twoWhoCutAtOnceCutOnce() {
        new LaneWriter(lake, Dataset.TICKS, new Random(2)).commitAll();
        look(Dataset.TICKS, DAY.minusDays(1), 100);
        List<Piece> due = Await.result(ledger.due(Dataset.TICKS, 1_000, EVER));
        List<Cut> cuts = LakeFixture.cuts(due, 1_000);
        var first = ledger.plan(cuts);
        var second = ledger.plan(cuts);

        assertThat(List.of(Await.result(first), Await.result(second))).containsExactlyInAnyOrder(true, false);
        assertThat(rowsOfParts(Dataset.TICKS)).doesNotHaveDuplicates();
    }

    @Test
    void rowsOfDaysLongGoneArePassedOver() {
        new LaneWriter(lake, Dataset.TICKS, new Random(3)).commitAll();
        look(Dataset.TICKS, DAY.plusDays(2), 100);

        assertThat(Await.result(ledger.due(Dataset.TICKS, 1, EVER))).isEmpty();
    }

    @Test
    void partsOfAnOwnedDayGo() {
        new LaneWriter(lake, Dataset.TICKS, new Random(4)).commitAll();
        look(Dataset.TICKS, DAY.minusDays(1), 100);
        cut(Dataset.TICKS, 1_000, EVER);
        Part live = planned().getFirst();
        var facts = new FileFacts(1, "00", live.rows(), live.firstUs(), live.lastUs(), new FileIndex(List.of()));
        assertThat(Await.result(ledger.publish(live, facts))).isTrue();
        assertThat(Await.result(ledger.publish(live, facts))).isFalse();

        lake.sql.run("select tidemark_seal('ticks', p.partition, p.from_day) from lake_files p");
        assertThat(planned()).isNotEmpty().allMatch(part -> !part.isWanted());
        assertThat(Await.result(ledger.retire(Dataset.TICKS))).isZero();
        lake.sql.run("update tier_days set file_id = (select min(file_id) from lake_files)");
        assertThat(Await.result(ledger.retire(Dataset.TICKS))).isEqualTo(1);

        planned().forEach(part -> Await.result(ledger.forget(part)));
        assertThat(lake.sql.texts("select state from lake_files")).containsExactly("superseded");
        assertThat(lake.sql.number("select count(*) from part_cuts")).isZero();
    }

    @Test
    void aPartThatFindsOtherBytesUnderItsKeyGetsAnotherKey() {
        new LaneWriter(lake, Dataset.TICKS, new Random(5)).commitAll();
        look(Dataset.TICKS, DAY.minusDays(1), 100);
        cut(Dataset.TICKS, 1_000, EVER);
        List<String> rows = rowsOfParts(Dataset.TICKS);
        Part part = planned().getFirst();
        Await.result(ledger.rename(part));

        assertThat(planned()).extracting(Part::key).doesNotContain(part.key());
        assertThat(rowsOfParts(Dataset.TICKS)).hasSameElementsAs(rows).hasSameSizeAs(rows);
    }

    private List<Part> planned() {
        return planned(Dataset.TICKS);
    }

    private List<Part> planned(Dataset dataset) {
        return Await.result(ledger.planned(dataset, 1_000));
    }

    /// The same by way of the port, which is to hand them over in the order of a file.
    private List<String> rowsAsRead(Dataset dataset) {
        List<String> all = new ArrayList<>();
        for (Part part : planned(dataset)) {
            RecordCursor cursor = Await.result(ledger.rows(part));
            List<String> order = new ArrayList<>();
            for (var batch = Await.result(cursor.next()); batch.isPresent(); batch = Await.result(cursor.next())) {
                RecordBatch rows = batch.get();
                for (int row = 0; row < rows.size(); row++) {
                    Series series = rows.series(row);
                    all.add(numbers.get(series.source() + "|" + series.symbol()) + "|" + rows.origin(row));
                    order.add("%s %020d %020d".formatted(series.source(), rows.timeUs(row), rows.origin(row)));
                    assertThat(series.symbol()).isEqualTo(part.day().partition().name());
                }
            }
            assertThat(order).isSorted().hasSize((int) part.rows());
        }
        return all.stream().sorted().toList();
    }

    private void cut(Dataset dataset, int maxRows, Instant agedBefore) {
        List<Piece> due = Await.result(ledger.due(dataset, maxRows, agedBefore));
        List<Cut> cuts = LakeFixture.cuts(due, maxRows);
        if (!cuts.isEmpty()) {
            assertThat(Await.result(ledger.plan(cuts))).isTrue();
        }
    }

    /// Series and ingest id of each row of each part.
    private List<String> rowsOfParts(Dataset dataset) {
        return new ArrayList<>(lake.sql.texts("select t.series_id, t.ingest_id from part_cuts c"
                + " join lake_files f using (file_id) join " + dataset.label() + " t on t.series_id = c.series_id"
                + " and t.ingest_id >= c.begins and t.ingest_id < c.ends"
                + " and (t.time at time zone 'utc')::date = f.from_day"));
    }

    private void look(Dataset dataset, LocalDate from, int maxRows) {
        boolean isMore = true;
        while (isMore) {
            isMore = Await.result(ledger.look(dataset, from, maxRows));
        }
    }
}
