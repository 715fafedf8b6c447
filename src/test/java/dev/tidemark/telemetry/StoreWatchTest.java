package dev.tidemark.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.HotFault;
import dev.tidemark.telemetry.StoreFigures.Database;
import dev.tidemark.testkit.InMemoryDeadLetters;
import dev.tidemark.testkit.InMemoryHotReader;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StoreWatchTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private final InMemoryHotReader reader = new InMemoryHotReader();
    private final InMemoryDeadLetters letters = new InMemoryDeadLetters();
    private final StoreWatch watch = new StoreWatch(reader, letters, now::get, 1_000);

    @Test
    void nothingIsKnownBeforeTheFirstAnswer() {
        assertThat(watch.figures().database()).isEqualTo(Database.UNKNOWN);
        assertThat(watch.figures().deadLetters()).isNull();
    }

    @Test
    void figuresOutliveTheDatabaseAndSayHowOldTheyAre() {
        assertThat(watch.refresh().succeeded()).isTrue();
        Instant answered = now.get();
        now.set(answered.plusSeconds(9));
        letters.failWith(new HotFault.Unavailable("refused", new IllegalStateException()));

        assertThat(watch.refresh().succeeded()).isTrue();

        StoreFigures figures = watch.figures();
        assertThat(figures.database()).isEqualTo(Database.DOWN);
        assertThat(figures.fault()).isEqualTo("refused");
        assertThat(figures.since()).isEqualTo(now.get());
        assertThat(figures.deadLetters()).isZero();
        assertThat(figures.tables()).hasSize(4);
        assertThat(figures.refreshed()).isEqualTo(answered);
    }

    @Test
    void aDatabaseThatComesBackIsUpAgain() {
        letters.failWith(new HotFault.Unavailable("refused", new IllegalStateException()));
        assertThat(watch.refresh().succeeded()).isTrue();
        letters.failWith(null);
        assertThat(watch.refresh().succeeded()).isTrue();

        assertThat(watch.figures().database()).isEqualTo(Database.UP);
        assertThat(watch.figures().fault()).isNull();
    }
}
