package dev.tidemark.testkit;

import dev.tidemark.hot.HotStore;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import java.util.stream.IntStream;

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

    @Override
    protected double sumOfSamples() {
        var samples = (SampleBatch) store.rows(Dataset.SAMPLES);
        return IntStream.range(0, samples.size()).mapToDouble(samples::value).sum();
    }
}
