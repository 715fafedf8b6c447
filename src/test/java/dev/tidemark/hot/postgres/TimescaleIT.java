package dev.tidemark.hot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Feed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Our tables as hypertables of a real server. Where it runs, every other test that needs a database uses this server
/// too: see [dev.tidemark.testkit.TestPostgres].
@EnabledIfEnvironmentVariable(
        named = "TIDEMARK_TEST_TIMESCALE_URL",
        matches = ".+",
        disabledReason = "TIDEMARK_TEST_TIMESCALE_URL names no server with TimescaleDB")
class TimescaleIT {

    private final Feed feed = new Feed();

    @Test
    void ticksAndTradesAreHypertablesAndTakeBatches() {
        try (var fixture = new HotStoreFixture()) {
            var store = fixture.database.hotStore();
            Await.result(store.write(feed.next(Feed.ticks(Feed.series(Dataset.TICKS, "a", "B"), Feed.NOON_US, 10))));
            Await.result(store.write(feed.next(Feed.trades(Feed.series(Dataset.TRADES, "a", "B"), 1, 2))));
            Await.result(store.write(feed.next(Feed.trades(Feed.series(Dataset.TRADES, "a", "B"), 2, 3))));

            assertThat(Await.result(fixture.database.health()).hasTimescale()).isTrue();
            assertThat(fixture.sql.texts("""
                    select hypertable_name || ' ' || num_chunks from timescaledb_information.hypertables
                     order by hypertable_name
                    """)).containsExactly("ticks 1", "trades 1");
            assertThat(fixture.sql.number("select count(*) from price_feeds")).isEqualTo(10);
            assertThat(fixture.sql.number("select count(*) from trade_feeds")).isEqualTo(3);
        }
    }
}
