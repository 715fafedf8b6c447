package dev.tidemark.cold.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdFileWriter;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.IndexCodec;
import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.audit.AuditReport;
import dev.tidemark.cold.audit.FileCheck.Range;
import dev.tidemark.cold.compact.CompactConfig;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.hot.postgres.lake.LakeFixture;
import dev.tidemark.hot.postgres.lake.LaneWriter;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Months and audits on a real PostgreSQL, a real folder and real files.
class MonthsIT {

    private static final String MONTH = "timeseries-months/2026/02/hq.parquet";
    private static final LocalDate SECOND = SampleMonth.DAYS.get(1);

    @TempDir
    private Path folder;

    private LakeFixture hot;
    private TestLake lake;
    private SampleMonth month;

    @BeforeEach
    void open() {
        hot = new LakeFixture();
        lake = new TestLake(hot.vertx, hot.database, folder, hot.clock, StepListener.NONE);
        month = new SampleMonth(hot);
    }

    @AfterEach
    void close() {
        lake.close();
        hot.close();
    }

    @Test
    void aMonthHoldsItsDaysAndOwnsThem() {
        lake.archive(SampleMonth.day("hq", SampleMonth.DAYS.get(0)));
        lake.archive(SampleMonth.day("hq", SECOND));
        assertThat(compact().keys()).as("a day is still hot").isEmpty();
        lake.archive(SampleMonth.day("hq", SampleMonth.DAYS.get(2)));
        assertThat(compact().keys()).containsExactly(MONTH);

        assertThat(SampleMonth.rowsIn(object(MONTH))).isEqualTo(month.rows("hq"));
        assertThat(owners("hq")).allMatch(owner -> owner.file().key().equals(MONTH));
        assertThat(hot.sql.texts("select kind, state, count(*) from lake_files group by 1, 2 order by 1"))
                .containsExactly("day|live|3", "month|live|1");
        assertThat(compact().keys()).isEmpty();
    }

    @Test
    void aLaterVersionOfADayOverridesItsMonthUntilThatIsMadeAgain() {
        month.archiveAll(lake);
        compact();
        month.add(SECOND, 97, 120);
        ColdFile second = lake.replace(
                SampleMonth.day("hq", SECOND), () -> hot.database.hotDays().rows(SampleMonth.day("hq", SECOND)));
        assertThat(owners("hq"))
                .extracting(owner -> owner.file().kind())
                .containsExactly(ColdFile.Kind.MONTH, ColdFile.Kind.DAY, ColdFile.Kind.MONTH);
        assertThat(second.version()).isEqualTo(2);

        assertThat(compact().keys()).containsExactly("timeseries-months/2026/02/hq.v2.parquet");
        assertThat(SampleMonth.rowsIn(object("timeseries-months/2026/02/hq.v2.parquet")))
                .isEqualTo(month.rows("hq"));
        assertThat(hot.sql.texts("select version, state, holds from lake_files where kind = 'month'"
                        + " and partition = 'hq' order by 1"))
                .containsExactly(
                        "1|superseded|2026-02-01:1 2026-02-02:1 2026-02-28:1",
                        "2|live|2026-02-01:1 2026-02-02:2 2026-02-28:1");
    }

    @Test
    void theFilesOfDaysGoWhereThatIsWanted() {
        month.archiveAll(lake);
        var dropping = new CompactConfig(true, Duration.ofDays(3), true);
        assertThat(lake.compactor(dropping).run(() -> true).droppedDays()).isEqualTo(6);
        assertThat(hot.sql.texts("select distinct kind, state from lake_files order by 1"))
                .containsExactly("day|superseded", "month|live");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLANNED", "WRITING", "WRITTEN", "UPLOADED", "VERIFIED", "PUBLISHED"})
    void aMonthThatIsKilledHalfwayIsMadeByTheNextRun(String step) {
        month.archiveAll(lake);
        Halting.at(hot.url, folder, hot.clock.instant(), "months", step, "1");
        for (String site : SampleMonth.SITES) {
            assertThat(owners(site)).hasSize(3);
        }
        compact();

        for (String site : SampleMonth.SITES) {
            assertThat(owners(site)).hasSize(3).allMatch(owner -> owner.file().kind() == ColdFile.Kind.MONTH);
            Path object = object(owners(site).getFirst().file().key());
            assertThat(SampleMonth.rowsIn(object)).isEqualTo(month.rows(site));
        }
        assertThat(hot.sql.texts("select distinct state from lake_files")).containsExactly("live");
        assertThat(lake.reconciler().run().findings()).isEmpty();
    }

    @Test
    void theManifestIsMadeAgainFromTheBucketAsItWas() {
        manyKindsOfFiles();
        List<String> before = month.manifest();
        assertThatIllegalArgumentException().isThrownBy(() -> lake.rebuilder().run(false, now -> {}));
        assertThat(lake.rebuilder().run(true, now -> {}).findings()).isEmpty();
        assertThat(month.manifest()).isEqualTo(before);

        hot.sql.run("truncate tier_days, lake_files, part_cuts, part_pieces, series restart identity");
        AuditReport rebuilt = lake.rebuilder().run(false, now -> {});
        assertThat(rebuilt.faults()).isZero();
        assertThat(month.manifest()).isEqualTo(before);
        assertThat(hot.sql.number("select count(*) from samples"))
                .as("hot rows")
                .isPositive();
        assertThat(lake.reconciler().run().findings()).isEmpty();
    }

    @Test
    void aManifestThatCannotBeReplacedStaysAsItIs() {
        manyKindsOfFiles();
        hot.sql.run("update lake_files set copied_to = 'second' where kind = 'day' and state = 'live'");
        List<String> before = month.manifest();
        hot.sql.run("""
            create function refuse() returns trigger language plpgsql as
                $$ begin raise exception 'Expected no more files'; end $$;
            create trigger refuse before insert on lake_files for each row
                when (new.kind = 'part') execute function refuse()\
            """);
        assertThatThrownBy(() -> lake.rebuilder().run(true, now -> {})).hasMessageContaining("Expected no more files");
        assertThat(month.manifest()).isEqualTo(before);

        hot.sql.run("drop trigger refuse on lake_files");
        assertThat(lake.rebuilder().run(true, now -> {}).findings()).isEmpty();
        assertThat(month.manifest()).isEqualTo(before);
        assertThat(hot.sql.texts("select distinct kind from lake_files where copied_to = 'second'"))
                .as("what is copied is not copied again")
                .containsExactly("day");
    }

    @Test
    void whatIsNoFileOfOursIsReportedAndLeftAlone() throws IOException {
        month.archiveAll(lake);
        Files.writeString(object("timeseries/2026/02/02/hq.v7.parquet"), "no parquet at all");
        Files.copy(object("timeseries/2026/02/02/hq.parquet"), object("timeseries/2026/02/01/other.parquet"));

        assertThat(lake.rebuilder().run(true, now -> {}).findings())
                .hasSize(2)
                .anyMatch(sentence -> sentence.contains("hq.v7.parquet"))
                .anyMatch(sentence -> sentence.contains("other.parquet"));
        assertThat(lake.reconciler().run().orphans()).isEqualTo(2);
        assertThat(object("timeseries/2026/02/02/hq.v7.parquet")).exists();
    }

    /// The upload of a file that is about to be recorded looks the same.
    @Test
    void whatNobodyKnowsIsLeftAloneWhileItIsYoung() throws IOException {
        month.archiveAll(lake);
        Path stranger = object("timeseries/2026/02/02/hq.v7.parquet");
        Files.writeString(stranger, "nobody knows me");
        Instant stored = Files.getLastModifiedTime(stranger).toInstant();
        assertThat(lake.reconciler(() -> stored.plus(Duration.ofMinutes(59))).run())
                .satisfies(young -> assertThat(young.orphans()).isZero())
                .satisfies(young -> assertThat(young.objects()).isEqualTo(7));
        assertThat(lake.reconciler(() -> stored.plus(Duration.ofMinutes(61)))
                        .run()
                        .findings())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence).contains("hq.v7.parquet"));
        assertThat(stranger).exists();
    }

    @Test
    void readingEverythingBackFindsEveryKindOfDamage() throws IOException {
        manyKindsOfFiles();
        AuditReport sound = lake.check().all(Range.ALL, () -> true, now -> {});
        assertThat(sound.findings()).isEmpty();
        assertThat(sound.objects()).isEqualTo(hot.sql.number("select count(*) from lake_files where state = 'live'"));
        flipAByte(object("timeseries/2026/02/28/hq.parquet"));
        Files.delete(object("timeseries/2026/02/01/hq.parquet"));
        Path truncated = object("timeseries-months/2026/02/hq.v2.parquet");
        Files.write(truncated, java.util.Arrays.copyOf(Files.readAllBytes(truncated), 1_000));

        AuditReport report = lake.check().all(Range.ALL, () -> true, now -> {});
        assertThat(report.findings())
                .hasSize(3)
                .anyMatch(sentence -> sentence.contains("28/hq.parquet") && sentence.contains("SHA-256"))
                .anyMatch(sentence -> sentence.contains("01/hq.parquet") && sentence.contains("not there"))
                .anyMatch(sentence -> sentence.contains("hq.v2.parquet") && sentence.contains("bytes"));
        assertThat(lake.reconciler().run().missing()).isEqualTo(2);
        var firstDay = new Range(Dataset.SAMPLES, null, SECOND);
        assertThat(lake.check().all(firstDay, () -> true, now -> {}).faults()).isEqualTo(2);
    }

    /// As many rows at the same times, one value of which is another: of one file the manifest knows other bytes,
    /// of the other one the very bytes, so that nothing but the values themselves can tell.
    @Test
    void readingEverythingBackFindsOtherValues() throws IOException {
        ColdFile first = lake.archive(SampleMonth.day("hq", SampleMonth.DAYS.getFirst()));
        ColdFile second = lake.archive(SampleMonth.day("hq", SECOND));
        changeAValue(first);
        FileFacts changed = changeAValue(second);
        hot.sql.run("update lake_files set bytes = %d, sha256 = '%s', index = '\\x%s' where file_id = %d"
                .formatted(
                        changed.bytes(),
                        changed.sha256(),
                        HexFormat.of().formatHex(IndexCodec.encode(changed.index())),
                        second.id()));

        assertThat(lake.check().all(Range.ALL, () -> true, now -> {}).findings())
                .hasSize(2)
                .anyMatch(sentence -> sentence.contains(first.key()) && !sentence.contains("values"))
                .anyMatch(sentence -> sentence.contains(second.key()) && sentence.contains("digest of all values"));
    }

    /// Puts a file where one lies, as its writer would have made it had one value been another.
    private FileFacts changeAValue(ColdFile file) throws IOException {
        var rows = (SampleBatch) HotDatabase.drain(
                Await.result(hot.database.hotDays().rows(SampleMonth.day("hq", file.fromDay()))), Dataset.SAMPLES);
        var others = new SampleBatch(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            others.add(rows.series(row), rows.timeUs(row), rows.value(row) + (row == 1_000 ? 0.125 : 0));
        }
        Path object = object(file.key());
        Files.delete(object);
        var description = new ColdFileWriter.Description(
                file.partition(), file.kind(), file.fromDay(), file.toDay(), file.version(), 0, Map.of());
        try (var writer = ParquetColdFileWriter.factory(Compression.ZSTD).create(object, description)) {
            writer.add(others);
            return writer.finish();
        }
    }

    /// Days, versions of days, months, versions of months, parts, an odd name.
    private void manyKindsOfFiles() {
        month.archiveAll(lake);
        compact();
        month.add(SECOND, 97, 120);
        lake.replace(SampleMonth.day("hq", SECOND), () -> hot.database.hotDays().rows(SampleMonth.day("hq", SECOND)));
        compact();
        month.add(SampleMonth.DAYS.getFirst(), 97, 99);
        lake.replace(
                SampleMonth.day(SampleMonth.ODD_SITE, SampleMonth.DAYS.getFirst()),
                () -> hot.database.hotDays().rows(SampleMonth.day(SampleMonth.ODD_SITE, SampleMonth.DAYS.getFirst())));
        new LaneWriter(hot, Dataset.TICKS, new Random(3)).commitAll();
        lake.partWriter(HaltingLake.PARTS).run(Dataset.TICKS, () -> true, done -> {});
    }

    private dev.tidemark.cold.compact.CompactReport compact() {
        return lake.compactor(HaltingLake.MONTHS).run(() -> true);
    }

    private List<Owner> owners(String site) {
        return Await.result(hot.database
                .manifest()
                .owners(SampleMonth.day(site, SECOND).partition(), LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1)));
    }

    private Path object(String key) {
        return folder.resolve("lake").resolve(key);
    }

    private static void flipAByte(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 0x10;
        Files.write(file, bytes);
    }
}
