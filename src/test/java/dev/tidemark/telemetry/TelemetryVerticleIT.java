package dev.tidemark.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.archive.ArchiveState;
import dev.tidemark.journal.JournalStats;
import dev.tidemark.testkit.Eventually;
import dev.tidemark.testkit.InMemoryDeadLetters;
import dev.tidemark.testkit.InMemoryHotReader;
import dev.tidemark.testkit.StubCollectors;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TelemetryVerticleIT {

    @Test
    void onceDeployedTheDatabaseHasBeenAskedAndRatesAreSampled() throws Exception {
        InstantSource clock = InstantSource.system();
        var collectors = new StubCollectors("acme");
        var store = new StoreWatch(new InMemoryHotReader(), new InMemoryDeadLetters(), clock, 1_000);
        var vitals = new Vitals(
                new Vitals.Build("1", Instant.EPOCH, 100, new JsonObject()),
                clock,
                collectors::stats,
                () -> new JournalStats(0, 1, 0, 0, 0, 0, 0, ""),
                List::of,
                store::figures,
                List::of,
                () -> ArchiveState.NONE,
                List::of);
        var health = new HealthModel(vitals, System::nanoTime);
        var status = new StatusModel(vitals, health);
        var vertx = Vertx.vertx();
        vertx.deployVerticle(new TelemetryVerticle(status, health, store)).await(10, TimeUnit.SECONDS);

        assertThat(store.figures().database()).isEqualTo(StoreFigures.Database.UP);
        collectors.receive("acme", 1_000);
        Eventually.holds(() -> status.json().getDouble("messages_per_second") > 0);

        vertx.close().await(10, TimeUnit.SECONDS);
    }
}
