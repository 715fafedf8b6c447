package dev.tidemark.history.backfill;

import static dev.tidemark.history.backfill.BackfillFixture.FIRST_HOT;
import static dev.tidemark.history.backfill.BackfillFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.make.StepListener;
import dev.tidemark.history.backfill.BackfillReport.State;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.StubBuildings;
import dev.tidemark.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A year of a site by a real process, which ends right behind a random step, without a word, and is started again.
/// `-Dseed=…` chooses the steps. `-Dtidemark.nightly=true -Dit.seconds=7200` makes it a site of 4,583 points with a
/// sample a minute, 6.6 million a day: 40 minutes and 20 GB.
class BackfillCrashIT {

    private static final int KILLS = Integer.getInteger("crash.kills", 10);
    private static final int DAYS = 365;
    private static final boolean IS_FULL_SIZE = Boolean.getBoolean("tidemark.nightly");
    /// Until a process dies. A day has two steps or three, and one for each page.
    private static final int MOST_STEPS = IS_FULL_SIZE ? 3_000 : 290;

    private static final Duration MOST = Duration.ofMinutes(IS_FULL_SIZE ? 100 : 4);
    private static final LocalDate FIRST = TODAY.minusDays(DAYS - 1);

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final String url = TestPostgres.shared().newDatabase();

    @TempDir
    private Path folder;

    /// The process: database, folder, and behind how many steps it is to end.
    public static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            int steps = Integer.parseInt(arguments[2]);
            var taken = new AtomicInteger();
            StepListener listener = step -> {
                if (taken.incrementAndGet() >= steps) {
                    Runtime.getRuntime().halt(9);
                }
            };
            try (var at =
                    new BackfillFixture(new HotDatabase(arguments[0]), Path.of(arguments[1]), source(), listener)) {
                if (Await.result(at.backfills.status()).isEmpty()) {
                    Await.result(at.backfills.start(BackfillFixture.wish(FIRST, TODAY)));
                }
                State end = at.ended(MOST).state();
                Runtime.getRuntime().halt(end == State.COMPLETED ? 0 : 1);
            }
        }
    }

    private static StubBuildings source() {
        var source = IS_FULL_SIZE
                ? new StubBuildings(List.of("a"), 4_583, 1_440, 100_000)
                : new StubBuildings(List.of("a"), 3, 5, 4);
        FIRST.datesUntil(TODAY).filter(day -> day.getDayOfYear() % 40 == 7).forEach(source::empty);
        return source;
    }

    /// Faults 6 and 10 have tests of their own; this is fault 8 and what else a crash may do.
    @Test
    @Timeout(value = 110, unit = TimeUnit.MINUTES)
    void aYearIsThereOnceHoweverOftenTheProcessDies() throws Exception {
        var random = new Random(seed);
        LocalDate untouched = TODAY.minusDays(5);
        try (var hot = new HotDatabase(url);
                var live = new LiveSync(url, folder.resolve("live"))) {
            hot.samples("untouched", untouched, 3, 50);
            String untouchedRows = "select count(*), sum(value) from samples join series using (series_id)"
                    + " where source = 'untouched'";
            List<String> before = hot.sql.texts(untouchedRows);
            for (int kill = 0; kill < KILLS; kill++) {
                assertThat(process(random.nextInt(40, MOST_STEPS)))
                        .as("seed %d, kill %d", seed, kill)
                        .isEqualTo(9);
            }
            assertThat(hot.sql.number("select count(*) from backfill_days where state = 'done'"))
                    .as("seed %d", seed)
                    .isBetween(1L, DAYS - 1L);
            assertThat(process(Integer.MAX_VALUE)).as("seed %d", seed).isZero();
            assertThat(hot.sql.texts(untouchedRows))
                    .as("what is hot is untouched")
                    .isEqualTo(before);
            live.end();
        }
        allIsThereOnce();
    }

    private void allIsThereOnce() {
        var source = source();
        try (var at = new BackfillFixture(new HotDatabase(url), folder, source, step -> {})) {
            BackfillReport end = at.status();
            long rows =
                    FIRST.datesUntil(TODAY.plusDays(1)).mapToLong(source::rows).sum();
            assertThat(end.counts().done()).isEqualTo(DAYS);
            assertThat(at.hot.sql.texts("select state, outcome from backfill_days where state <> 'done'"))
                    .isEmpty();
            assertThat(at.hot.sql.number("select count(distinct day) from backfill_days"))
                    .isEqualTo(DAYS);
            if (IS_FULL_SIZE) {
                theDigestsAgree(at, source);
            } else {
                theRowsAgree(at, source);
            }
            long coldRows = at.hot.sql.number("select sum(rows) from cold_files where state = 'live'");
            long hotRows = at.hot.sql.number(
                    "select count(*) from samples join series using (series_id)" + " where source = 'a'");
            assertThat(coldRows + hotRows).isEqualTo(rows);
            assertThat(at.hot.sql.number("select count(*) from dead_letters")).isZero();
        }
    }

    private void theRowsAgree(BackfillFixture at, StubBuildings source) {
        FIRST.datesUntil(FIRST_HOT)
                .forEach(day -> assertThat(at.cold("a", day))
                        .as("seed %d, %s", seed, day)
                        .isEqualTo(source.texts("a", day)));
        FIRST_HOT
                .datesUntil(TODAY.plusDays(1))
                .forEach(day -> assertThat(at.hot("a", day))
                        .as("seed %d, %s", seed, day)
                        .isEqualTo(source.texts("a", day)));
    }

    /// Of the files by what the manifest has, which was compared with what was read back; of the hot days the
    /// counts.
    private void theDigestsAgree(BackfillFixture at, StubBuildings source) {
        FIRST.datesUntil(FIRST_HOT)
                .filter(day -> source.rows(day) > 0)
                .forEach(day -> assertThat(at.hot.sql.texts("select f.rows, f.row_digest from tier_days t"
                                + " join lake_files f using (file_id) where t.partition = 'a' and t.day = '" + day
                                + "'"))
                        .as("seed %d, %s", seed, day)
                        .containsExactly(source.rows(day) + "|" + source.digest("a", day)));
        FIRST_HOT
                .datesUntil(TODAY.plusDays(1))
                .forEach(day -> assertThat(at.hot.sql.number("select count(*) from samples join series"
                                + " using (series_id) where source = 'a' and time >= '" + day
                                + " 00:00Z' and time < '" + day.plusDays(1) + " 00:00Z'"))
                        .as("seed %d, %s", seed, day)
                        .isEqualTo(source.rows(day)));
    }

    private int process(int steps) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        IS_FULL_SIZE ? "-XX:TieredStopAtLevel=4" : "-XX:TieredStopAtLevel=1",
                        IS_FULL_SIZE ? "-Xmx512m" : "-Xmx256m",
                        "-Dtidemark.nightly=" + IS_FULL_SIZE,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        url,
                        folder.toString(),
                        String.valueOf(steps))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("process.log").toFile())
                .start();
        try {
            return process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }
}
