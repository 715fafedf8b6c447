package dev.tidemark.journal;

import dev.tidemark.bus.Topic;
import dev.tidemark.market.Dataset;

/// Where the batcher finds its writer.
public final class WriteTopics {

    /// Stores a batch. The answer is the leave to send the next one of the same lanes.
    private static final Topic<WriteBatch, WriteOutcome> WRITE = new Topic<>("write");

    /// Tells where the lanes of a dataset stand.
    private static final Topic<JournalReader.Name, Positions> POSITIONS = new Topic<>("positions");

    private WriteTopics() {}

    /// The topic on which batches of a dataset are written.
    public static Topic<WriteBatch, WriteOutcome> write(Dataset dataset) {
        return WRITE.at(dataset.label());
    }

    /// The topic on which the positions of a dataset are asked for.
    public static Topic<JournalReader.Name, Positions> positions(Dataset dataset) {
        return POSITIONS.at(dataset.label());
    }
}
