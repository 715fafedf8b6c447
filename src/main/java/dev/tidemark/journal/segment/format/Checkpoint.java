package dev.tidemark.journal.segment.format;

import dev.tidemark.journal.Position;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.codec.ByteSink;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/// What was acknowledged when a segment was last removed. Only a hint: an old one costs nothing, a damaged or missing
/// one no more than segments that stay until the next acknowledgement.
///
/// @param journal the log that it speaks of
/// @param sequence the last one given out then: no later frame has a lower one
/// @param stored positions, one for each dataset in the order of [Dataset]
public record Checkpoint(UUID journal, long sequence, List<Positions> stored) {

    public Checkpoint {
        stored = List.copyOf(stored);
    }

    public static final String NAME = "checkpoint";
    private static final int MAGIC = 0x50434B54;
    private static final int POSITION_BYTES = 12;
    private static final int HEADER_BYTES = 28;
    private static final int DATASET_BYTES = Series.LANES * POSITION_BYTES;
    private static final int BYTES = HEADER_BYTES + Dataset.values().length * DATASET_BYTES + 4;

    public byte[] toBytes() {
        var out = new ByteSink(BYTES);
        out.int32(MAGIC);
        out.int64(journal.getMostSignificantBits());
        out.int64(journal.getLeastSignificantBits());
        out.int64(sequence);
        for (Positions positions : stored) {
            for (int lane = 0; lane < Series.LANES; lane++) {
                out.int64(positions.get(lane).sequence());
                out.int32(positions.get(lane).index());
            }
        }
        out.int32(crcOf(out.array(), out.size()));
        return out.toByteArray();
    }

    /// Reads the directory's checkpoint; empty where there is none that can be read.
    public static Optional<Checkpoint> read(Path directory) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(directory.resolve(NAME));
            return isIntact(bytes) ? Optional.of(parse(LittleEndian.wrap(bytes))) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private static boolean isIntact(byte[] bytes) {
        // One that was written when there were fewer datasets speaks of the first ones.
        return bytes.length > HEADER_BYTES
                && bytes.length <= BYTES
                && (BYTES - bytes.length) % DATASET_BYTES == 0
                && LittleEndian.wrap(bytes).getInt(0) == MAGIC
                && LittleEndian.wrap(bytes).getInt(bytes.length - 4) == crcOf(bytes, bytes.length - 4);
    }

    private static Checkpoint parse(ByteBuffer in) {
        in.position(4);
        var journal = new UUID(in.getLong(), in.getLong());
        long sequence = in.getLong();
        var stored = new ArrayList<Positions>();
        for (int i = 0; i < Dataset.values().length; i++) {
            var positions = new Positions();
            for (int lane = 0; lane < Series.LANES && in.remaining() > 4; lane++) {
                positions.set(lane, new Position(in.getLong(), in.getInt()));
            }
            stored.add(positions);
        }
        return new Checkpoint(journal, sequence, stored);
    }

    private static int crcOf(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
