package dev.tidemark.hot.postgres;

import dev.tidemark.hot.HotStore;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.HotStoreContract;
import org.junit.jupiter.api.AfterEach;

class PostgresHotStoreContractIT extends HotStoreContract {

    private final HotStoreFixture fixture = new HotStoreFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Override
    protected HotStore store() {
        return fixture.database.hotStore();
    }

    @Override
    protected long count(Dataset dataset) {
        return fixture.sql.number("select count(*) from " + dataset.label());
    }

    @Override
    protected double sumOfSamples() {
        return Double.parseDouble(
                fixture.sql.texts("select sum(value) from samples").getFirst());
    }
}
