package dev.tidemark.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import dev.tidemark.journal.codec.FrameFault;
import dev.tidemark.journal.codec.RowSelection;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.FeedMark;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TradeBatch;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameCodecTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long SEED = Long.getLong("seed", 20_260_101L);

    @ParameterizedTest
    @EnumSource(Dataset.class)
    void everyFieldComesBackAsItWas(Dataset dataset) throws FrameFault {
        var random = new SplittableRandom(SEED);
        for (int rows : new int[] {0, 1, 2, 7, 100, 1_000, Position.MAX_ROWS}) {
            RecordBatch batch = Batches.random(dataset, rows, random);
            RecordBatch decoded = FrameCodec.decode(FrameCodec.encode(batch));
            assertThat(Batches.texts(decoded)).as("seed %d", SEED).isEqualTo(Batches.texts(batch));
        }
    }

    @ParameterizedTest
    @EnumSource(Dataset.class)
    void oneRowAloneComesBackAsItWas(Dataset dataset) throws FrameFault {
        RecordBatch batch = Batches.random(dataset, 200, new SplittableRandom(SEED));
        for (int row = 0; row < batch.size(); row++) {
            RecordBatch decoded = FrameCodec.decode(FrameCodec.encode(batch, row));
            assertThat(Batches.texts(decoded))
                    .containsExactly(Batches.texts(batch).get(row));
        }
    }

    @Test
    void aSelectionTakesItsRowsInItsOrder() throws FrameFault {
        TradeBatch batch = Batches.trades("BTC/USD", 0, 5);
        var selection = new RowSelection(new int[] {9, 4, 0, 2, 9}, 1, 3, RowSelection.NO_MARKS);
        RecordBatch decoded = FrameCodec.decode(FrameCodec.encode(batch, selection));
        assertThat(Batches.texts(decoded))
                .containsExactly(
                        Batches.texts(batch).get(4),
                        Batches.texts(batch).get(0),
                        Batches.texts(batch).get(2));
    }

    @Test
    void marksTravelWithoutRows() throws FrameFault {
        var batch = new TradeBatch(0);
        var series = Batches.series(Dataset.TRADES, "BTC/USD");
        batch.mark(new FeedMark.LastTrade(series, 17, 5));
        batch.mark(new FeedMark.LostFrames(series, 3, Long.MAX_VALUE, 6));
        RecordBatch decoded = FrameCodec.decode(FrameCodec.encode(batch));
        assertThat(((TradeBatch) decoded).marks()).isEqualTo(batch.marks());
    }

    @Test
    void equalSeriesAreUsuallyOneObject() throws FrameFault {
        byte[] bytes = FrameCodec.encode(Batches.ticks("BTC/USD", 0, 2));
        assertThat(FrameCodec.decode(bytes).series(0))
                .isSameAs(FrameCodec.decode(bytes).series(1));
    }

    @Test
    void aColumnThatIsAbsentInEveryRowCostsNothing() {
        int bare = FrameCodec.encode(Batches.ticks("BTC/USD", 0, 1_000)).length;
        // Price 8, time 2, receive time 2; the rest is the header.
        assertThat(bare).isLessThan(12 * 1_000 + 100);
    }

    @Test
    void plainNumbersAsTradeIdsTravelAsNumbers() {
        int numbers = FrameCodec.encode(Batches.trades("BTC/USD", 1_000_000, 1_000)).length;
        // Price 8, size 8, time 2, receive time 2, id 2, side 1.
        assertThat(numbers).isLessThan(23 * 1_000 + 100);
    }

    @Test
    void aDayOfSamplesInMillisecondsTakesTwelveBytesARow() throws FrameFault {
        var batch = new SampleBatch(1_000);
        for (int i = 0; i < 1_000; i++) {
            batch.add(Batches.series(Dataset.SAMPLES, "p"), 1_700_000_000_001_000L + i * 86_400_000L, i);
        }
        byte[] bytes = FrameCodec.encode(batch);
        // Value 8, time 4.
        assertThat(bytes.length).isLessThan(12 * 1_000 + 100);
        assertThat(Batches.texts(FrameCodec.decode(bytes))).isEqualTo(Batches.texts(batch));
    }

    @Test
    void timesBetweenTwoMillisecondsComeBackAsTheyWere() throws FrameFault {
        var batch = new SampleBatch(2);
        batch.add(Batches.series(Dataset.SAMPLES, "p"), 1_700_000_000_001_000L, 1);
        batch.add(Batches.series(Dataset.SAMPLES, "p"), 1_700_000_000_001_001L, 2);
        assertThat(Batches.texts(FrameCodec.decode(FrameCodec.encode(batch)))).isEqualTo(Batches.texts(batch));
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] bytes = FrameCodec.encode(Batches.ticks("BTC/USD", 0, 1));
        bytes[0] = 2;
        assertThatExceptionOfType(FrameFault.class)
                .isThrownBy(() -> FrameCodec.decode(bytes))
                .withMessage("Expected frame format 1, was 2");
    }

    @ParameterizedTest
    @EnumSource(Dataset.class)
    void everyTruncationIsRefused(Dataset dataset) {
        byte[] bytes = FrameCodec.encode(Batches.random(dataset, 20, new SplittableRandom(SEED)));
        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(FrameFault.class).isThrownBy(() -> FrameCodec.decode(shorter));
        }
    }

    @ParameterizedTest
    @EnumSource(Dataset.class)
    void damagedBytesAreAFaultOrABatchAndNeverTakeMuchMemory(Dataset dataset) {
        var random = new SplittableRandom(SEED);
        byte[] intact = FrameCodec.encode(Batches.random(dataset, 50, random));
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = intact.clone();
            for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            decodeWithin(damaged);
        }
    }

    @Test
    void randomBytesAreAFaultOrABatchAndNeverTakeMuchMemory() {
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            if (bytes.length > 2) {
                bytes[0] = 1;
                bytes[1] = (byte) random.nextInt(6);
            }
            decodeWithin(bytes);
        }
    }

    /// Decodes and checks that what was allocated stays near the size of what was read.
    private static void decodeWithin(byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        int rows = rowsOf(bytes);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(rows).isLessThanOrEqualTo(Position.MAX_ROWS);
        assertThat(allocated).as("seed %d", SEED).isLessThan(64L * bytes.length + 16_384);
    }

    /// The rows of a batch, 0 where the bytes are refused: both are allowed, and nothing else.
    private static int rowsOf(byte[] bytes) {
        try {
            return FrameCodec.decode(bytes).size();
        } catch (FrameFault _) {
            return 0;
        }
    }
}
