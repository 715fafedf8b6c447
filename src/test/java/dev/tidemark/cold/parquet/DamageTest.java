package dev.tidemark.cold.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.parquet.read.ReadLimits;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever the bytes are: the rows that were written, or a fault that says damaged. Never other rows, never an error
/// of another kind, never for ever.
class DamageTest {

    private static final TimeRange ALWAYS = new TimeRange(0, Long.MAX_VALUE / 2);
    private static final int ROUNDS = 1_500;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Dataset.class)
    void spoiltBytesAreFoundOut(Dataset dataset) throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("DamageTest seed " + seed + " of " + dataset);
        var random = new Random(seed);
        try (var lake = new Lake(folder, new ReadLimits(4, 10, 0, 1 << 20))) {
            RecordBatch rows = new RandomRows(6).rows(dataset, 4, 300);
            ColdFile file = lake.add(rows, Kind.DAY, random.nextBoolean() ? Compression.ZSTD : Compression.SNAPPY);
            byte[] good = lake.store.get(file.key());
            int found = 0;
            for (int round = 0; round < ROUNDS; round++) {
                lake.store.set(file.key(), spoilt(good, file.facts(), random));
                try {
                    RecordBatch read = lake.read(file, null, ALWAYS);
                    assertSame(read, rows);
                } catch (ColdFault.Damaged e) {
                    found++;
                } catch (RuntimeException e) {
                    fail("Expected damage, round " + round + " of seed " + seed, e);
                }
            }
            // A few flips hit what nobody reads, such as unused bits of a header.
            assertThat(found).isGreaterThan(ROUNDS / 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Dataset.class)
    void aFooterOfGarbageIsFoundOut(Dataset dataset) throws IOException {
        var random = new Random(3);
        try (var lake = new Lake(folder, ReadLimits.DEFAULT)) {
            ColdFile file = lake.add(new RandomRows(6).rows(dataset, 4, 30), Kind.DAY, Compression.ZSTD);
            byte[] good = lake.store.get(file.key());
            int end = (int) lastBlockEnd(file.facts());
            for (int round = 0; round < 300; round++) {
                byte[] bytes = good.clone();
                bytes[end + random.nextInt(bytes.length - end)] = (byte) random.nextInt();
                lake.store.set(file.key(), bytes);
                try {
                    Await.result(lake.inspector.inspect(file.key(), bytes.length));
                } catch (ColdFault.Damaged e) {
                    assertThat(e.key()).isEqualTo(file.key());
                }
            }
        }
    }

    private static byte[] spoilt(byte[] good, FileFacts facts, Random random) {
        byte[] bytes = good.clone();
        int end = (int) lastBlockEnd(facts);
        switch (random.nextInt(4)) {
            case 0 -> bytes[4 + random.nextInt(end - 4)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[4 + random.nextInt(end - 4)] = (byte) random.nextInt();
            case 2 -> {
                int from = 4 + random.nextInt(end - 4);
                Arrays.fill(bytes, from, Math.min(end, from + random.nextInt(64)), (byte) random.nextInt());
            }
            default -> {
                return Arrays.copyOf(bytes, random.nextInt(end));
            }
        }
        return bytes;
    }

    private static long lastBlockEnd(FileFacts facts) {
        var last = facts.index().blocks().getLast();
        return last.offset() + last.length();
    }

    private static void assertSame(RecordBatch read, RecordBatch written) {
        assertThat(read.size()).isEqualTo(written.size());
        Layout layout = Layout.of(written.dataset());
        for (int row = 0; row < read.size(); row++) {
            for (Column<RecordBatch> column : layout.columns()) {
                Object is = DuckDbTest.value(column, read, row);
                Object was = DuckDbTest.value(column, written, row);
                if (!Objects.equals(is, was)) {
                    assertThat(is).as("%s of row %d", column.name(), row).isEqualTo(was);
                }
            }
        }
    }
}
