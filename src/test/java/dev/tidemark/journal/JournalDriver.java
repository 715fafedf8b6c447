package dev.tidemark.journal;

import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Drives a journal from a test's thread: every step with a deadline.
public final class JournalDriver {

    private static final int DEADLINE_S = 20;

    private JournalDriver() {}

    /// Waits for a future; its failure is thrown as it is.
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(DEADLINE_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /// Reads frames until `rows` rows (and marks) have come.
    public static List<JournalFrame> read(JournalReader reader, int rows) {
        var frames = new ArrayList<JournalFrame>();
        int count = 0;
        while (count < rows) {
            for (JournalFrame frame : await(reader.read(Math.max(rows - count, 1)))) {
                frames.add(frame);
                count += Batches.texts(frame.rows()).size();
            }
        }
        return frames;
    }

    /// Reads `rows` rows (and marks) from these positions on, and closes the reader.
    public static List<JournalFrame> readFrom(Journal journal, Dataset dataset, Positions from, int rows) {
        JournalReader reader = journal.reader(Consumer.WRITER, dataset, from);
        try {
            return read(reader, rows);
        } finally {
            reader.close();
        }
    }

    /// All rows as text, lane by lane, each in the order of the frames.
    public static List<String> byLane(List<JournalFrame> frames) {
        var texts = new ArrayList<String>();
        for (int lane = 0; lane < Series.LANES; lane++) {
            for (JournalFrame frame : frames) {
                if (frame.lane() == lane) {
                    texts.addAll(Batches.texts(frame.rows()));
                }
            }
        }
        return texts;
    }

    /// The rows and marks of batches as a journal is to hand them over: by lane; rows of a batch, then its marks.
    public static List<String> expectedByLane(List<? extends RecordBatch> batches) {
        var texts = new ArrayList<String>();
        for (int lane = 0; lane < Series.LANES; lane++) {
            for (RecordBatch batch : batches) {
                List<String> all = Batches.texts(batch);
                for (int row = 0; row < batch.size(); row++) {
                    if (batch.series(row).lane() == lane) {
                        texts.add(all.get(row));
                    }
                }
                addMarks(batch, lane, texts);
            }
        }
        return texts;
    }

    private static void addMarks(RecordBatch batch, int lane, List<String> texts) {
        if (batch instanceof TradeBatch trades) {
            trades.marks().stream()
                    .filter(mark -> mark.series().lane() == lane)
                    .forEach(mark -> texts.add(mark.toString()));
        }
    }

    /// The positions behind these frames.
    public static Positions behind(List<JournalFrame> frames) {
        var positions = new Positions();
        frames.forEach(frame -> positions.set(frame.lane(), frame.end()));
        return positions;
    }
}
