package dev.tidemark.journal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A real disk whose operations can be made to fail, and which knows what was written and never forced: what a power
/// cut may lose.
final class FragileDisk implements Disk {

    /// What is about to happen.
    enum Operation {
        ALLOCATE,
        WRITE,
        FORCE,
        TRUNCATE,
        RENAME,
        DELETE,
        REPLACE
    }

    /// Is asked before each operation that changes something; what it throws is that operation's failure.
    @FunctionalInterface
    interface Fault {
        void before(Operation operation) throws IOException;
    }

    /// Bytes that were written since the last force.
    private record Unforced(FragileFile file, long from, long end) {}

    private final Disk real = new NioDisk();
    private final Fault fault;
    private final Map<Path, FragileFile> pathToFile = new HashMap<>();
    private final List<Unforced> unforced = new ArrayList<>();

    FragileDisk(Fault fault) {
        this.fault = fault;
    }

    /// Does to what was never forced what a power cut may do. Call it when nothing is open.
    synchronized void loseUnforced(RandomGenerator random) throws IOException {
        for (Unforced each : unforced) {
            if (Files.exists(each.file.path)) {
                try (var file = FileChannel.open(each.file.path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    lose(file, each, random);
                }
            }
        }
        unforced.clear();
    }

    private static void lose(FileChannel file, Unforced lost, RandomGenerator random) throws IOException {
        int length = (int) (Math.min(lost.end, file.size()) - lost.from);
        if (length <= 0) {
            return;
        }
        int from = random.nextInt(length);
        int count = random.nextInt(length - from) + 1;
        byte[] bytes = new byte[count];
        switch (random.nextInt(6)) {
            case 0 -> {
                // Everything happens to be there.
            }
            case 1 -> put(file, lost.from, new byte[length]);
            case 2 -> put(file, lost.from + from, new byte[length - from]);
            case 3 -> put(file, lost.from + from, bytes);
            case 4 -> {
                random.nextBytes(bytes);
                put(file, lost.from + from, bytes);
            }
            default -> file.truncate(lost.from + from);
        }
    }

    private static void put(FileChannel file, long at, byte[] bytes) throws IOException {
        int written = file.write(ByteBuffer.wrap(bytes), at);
        if (written != bytes.length) {
            throw new IOException("Expected to write " + bytes.length + " bytes, was " + written);
        }
    }

    @Override
    public Closeable lock(Path directory) throws IOException {
        return real.lock(directory);
    }

    @Override
    public File allocate(Path path, long bytes) throws IOException {
        fault.before(Operation.ALLOCATE);
        return opened(path, real.allocate(path, bytes));
    }

    @Override
    public File open(Path path) throws IOException {
        return opened(path, real.open(path));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        fault.before(Operation.RENAME);
        real.rename(from, to);
        renamed(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        fault.before(Operation.DELETE);
        real.delete(path);
    }

    @Override
    public void replace(Path path, byte[] content) throws IOException {
        fault.before(Operation.REPLACE);
        real.replace(path, content);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return real.list(directory);
    }

    private synchronized File opened(Path path, File file) {
        var fragile = new FragileFile(path, file);
        pathToFile.put(path, fragile);
        return fragile;
    }

    private synchronized void renamed(Path from, Path to) {
        FragileFile file = pathToFile.remove(from);
        if (file != null) {
            file.path = to;
            pathToFile.put(to, file);
        }
    }

    private synchronized void wrote(FragileFile file, long from, long end) {
        unforced.add(new Unforced(file, from, end));
    }

    private synchronized void forced(FragileFile file) {
        unforced.removeIf(each -> each.file == file);
    }

    private final class FragileFile implements File {
        private final File file;
        private volatile Path path;

        FragileFile(Path path, File file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public void write(ByteBuffer[] buffers, long offset) throws IOException {
            long end = offset;
            for (ByteBuffer buffer : buffers) {
                end += buffer.remaining();
            }
            wrote(this, offset, end);
            fault.before(Operation.WRITE);
            file.write(buffers, offset);
        }

        @Override
        public int read(ByteBuffer into, long offset) throws IOException {
            return file.read(into, offset);
        }

        @Override
        public void force() throws IOException {
            fault.before(Operation.FORCE);
            file.force();
            forced(this);
        }

        @Override
        public void truncate(long bytes) throws IOException {
            fault.before(Operation.TRUNCATE);
            file.truncate(bytes);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
