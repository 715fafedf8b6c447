package dev.tidemark.journal.segment;

import dev.tidemark.journal.segment.format.LittleEndian;
import dev.tidemark.journal.segment.format.SegmentHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// Headers as another version would write them.
final class SegmentHeaders {

    private static final int VERSION_AT = 8;
    private static final int CRC_AT = 60;

    private SegmentHeaders() {}

    static void writeVersion(Path segment, int version) throws IOException {
        try (var file = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            byte[] bytes = new byte[SegmentHeader.BYTES];
            ByteBuffer header = LittleEndian.wrap(bytes);
            int _ = file.read(header, 0);
            header.putInt(VERSION_AT, version);
            var crc = new CRC32C();
            crc.update(bytes, 0, CRC_AT);
            header.putInt(CRC_AT, (int) crc.getValue());
            int _ = file.write(header.clear(), 0);
        }
    }
}
