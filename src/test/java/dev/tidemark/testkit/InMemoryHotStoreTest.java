package dev.tidemark.testkit;

import dev.tidemark.hot.HotStore;
import dev.tidemark.market.Dataset;

class InMemoryHotStoreTest extends HotStoreContract {

    private final InMemoryHotStore store = new InMemoryHotStore();

    @Override
    protected HotStore store() {
        return store;
    }

    @Override
    protected long count(Dataset dataset) {
        return store.rows(dataset).size();
    }
}
