package dev.tidemark.cold.archive;

import static dev.tidemark.cold.archive.ArchiveFixture.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Death at every step, one by one, of a first version and of a second one, in a process of its own; a late row comes
/// while nobody is at work. Nothing is lost, nothing is there twice, and the next process finishes.
class ArchiverCrashIT {

    @TempDir
    private Path data;

    private ArchiveFixture fixture;
    private final List<String> expected = new ArrayList<>();
    private int late;

    @BeforeEach
    void open() {
        fixture = new ArchiveFixture(data);
        fixture.hot.samples("a", DAY, 4, 50);
        fixture.hot.samples("b", DAY, 1, 10);
        expected.addAll(fixture.visible(DAY));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource(value = ArchiveStep.class, mode = EnumSource.Mode.EXCLUDE, names = "REMOVED")
    void aDayOutlivesADeathAtEveryStep(ArchiveStep step) throws Exception {
        assertThat(run(step.name())).isEqualTo(HaltingArchiver.KILLED);
        checkVisible();

        writeOneMore();
        checkVisible();
        assertThat(run("-")).isZero();
        checkVisible();
        // What came late is folded in, and the version before it goes.
        assertThat(run("-")).isZero();
        checkVisible();
        checkFinished();
    }

    @ParameterizedTest
    @EnumSource(
            value = ArchiveStep.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SEALED", "DROPPED"})
    void aLaterVersionDoesToo(ArchiveStep step) throws Exception {
        assertThat(run("-")).isZero();
        writeOneMore();
        assertThat(run(step.name())).isEqualTo(HaltingArchiver.KILLED);
        checkVisible();

        writeOneMore();
        checkVisible();
        assertThat(run("-")).isZero();
        assertThat(run("-")).isZero();
        checkVisible();
        checkFinished();
    }

    /// One more sample, stored as the writer does: aside where the day is sealed.
    private void writeOneMore() {
        String time = DAY + " 12:00:00." + (100 + late++) + "Z";
        long sealed = fixture.hot.sql.number("select count(*) from tier_days where partition = 'a'");
        if (sealed == 1) {
            fixture.hot.lateSample("a", "p1", time, 42);
        } else {
            fixture.hot.sql.run("insert into samples select min(series_id), '" + time + "', 42 from series"
                    + " where source = 'a' and symbol = 'p1'");
        }
        long atUs = DAY.toEpochDay() * 86_400_000_000L + 43_200_000_000L + (100 + late - 1) * 1_000L;
        expected.add("p1@" + atUs + "=42.0");
        expected.sort(null);
    }

    private void checkVisible() {
        assertThat(normal(fixture.visible(DAY))).isEqualTo(normal(expected));
    }

    /// SQL says 42 where Java says 42.0.
    private static List<String> normal(List<String> rows) {
        return rows.stream()
                .map(row -> row.endsWith(".0") ? row.substring(0, row.length() - 2) : row)
                .sorted()
                .toList();
    }

    /// Cold owns both, the hot table and the late rows are gone, and the lake holds what the manifest says, no
    /// more.
    private void checkFinished() throws IOException {
        assertThat(fixture.hot.sql.number("select count(*) from tier_days where file_id is not null"))
                .isEqualTo(2);
        assertThat(fixture.hot.sql.texts("select 1 from unnest(tidemark_days('samples')) d where d = '" + DAY + "'"))
                .isEmpty();
        assertThat(fixture.hot.sql.number("select count(*) from late_samples")).isZero();
        List<String> keys = fixture.hot.sql.texts("select key from lake_files where state <> 'removed' order by key");
        try (var files = Files.walk(fixture.lake.resolve("timeseries"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> fixture.lake.relativize(file).toString())
                            .sorted())
                    .isEqualTo(keys);
        }
        assertThat(fixture.hot.sql.number("select count(*) from lake_files where state not in ('live', 'removed')"))
                .isZero();
    }

    private int run(String step) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HaltingArchiver.class.getName(),
                        fixture.hot.url,
                        data.toString(),
                        step)
                .redirectErrorStream(true)
                .redirectOutput(
                        data.resolve("output-" + System.nanoTime() + ".txt").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
