package dev.tidemark.hot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.HotConfig;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Feed;
import dev.tidemark.testkit.Sql;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@EnabledIfEnvironmentVariable(
        named = "TIDEMARK_TEST_TIMESCALE_URL",
        matches = ".+",
        disabledReason = "TIDEMARK_TEST_TIMESCALE_URL names no server with TimescaleDB")
class TimescaleIT {

    @Test
    void ticksAndTradesAreHypertablesAndTakeBatches() {
        String server = System.getenv("TIDEMARK_TEST_TIMESCALE_URL");
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        String url = server.substring(0, server.lastIndexOf('/') + 1) + name;
        try (var sql = new Sql(server)) {
            sql.run("create database " + name);
        }
        try (var sql = new Sql(url)) {
            sql.run("create extension if not exists timescaledb");
            writeAndCheck(url, sql);
        }
        try (var sql = new Sql(server)) {
            sql.run("drop database " + name + " with (force)");
        }
    }

    private static void writeAndCheck(String url, Sql sql) {
        Vertx vertx = Vertx.vertx();
        var database = PostgresDatabase.create(
                vertx,
                HotStoreFixture.CONFIG,
                url,
                HotConfig.DEFAULT,
                InstantSource.system(),
                new HotStoreFixture.RowNumberBytes());
        Await.result(database.ready());
        var feed = new Feed();

        Await.result(database.hotStore()
                .write(feed.next(Feed.ticks(Feed.series(Dataset.TICKS, "a", "B"), Feed.NOON_US, 10))));
        Await.result(database.hotStore().write(feed.next(Feed.trades(Feed.series(Dataset.TRADES, "a", "B"), 1, 2))));
        Await.result(database.hotStore().write(feed.next(Feed.trades(Feed.series(Dataset.TRADES, "a", "B"), 2, 3))));

        assertThat(Await.result(database.health()).hasTimescale()).isTrue();
        assertThat(sql.number("select count(*) from timescaledb_information.hypertables"))
                .isEqualTo(2);
        assertThat(sql.number("select count(*) from price_feeds")).isEqualTo(10);
        assertThat(sql.number("select count(*) from trade_feeds")).isEqualTo(3);
        Await.result(database.close());
        Await.result(vertx.close());
    }
}
