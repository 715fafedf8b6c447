package dev.tidemark.recording;

import dev.tidemark.exchange.FrameTap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Records one venue's messages in both directions, into files that follow one another.
///
/// The tap is called on event loops and only queues; a virtual thread of its own writes. The queue is bounded by the
/// bytes of its messages: what does not fit is dropped and counted ([#dropped]), since a recorder must never slow the
/// feed that it records. Thread-safe.
public final class Recorder implements FrameTap, AutoCloseable {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
    private static final long FLUSH_MS = 1_000;

    private final RecorderConfig config;
    private final String source;
    private final String url;
    private final List<String> symbols;
    private final InstantSource clock;
    private final ConcurrentLinkedQueue<RecordedFrame> queue = new ConcurrentLinkedQueue<>();
    private final Semaphore queued = new Semaphore(0);
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final List<Path> files = new ArrayList<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private volatile boolean isClosing;
    private @Nullable RecordingWriter writer;
    private Instant fileBegan = Instant.EPOCH;

    /// Starts recording at once; the first file appears with the first message.
    ///
    /// @param about source, url and symbols for the header of each file; its date is that of each file
    public Recorder(RecorderConfig config, RecordingHeader about, InstantSource clock) {
        this.config = config;
        this.source = about.source();
        this.url = about.url();
        this.symbols = about.symbols();
        this.clock = clock;
        Thread.ofVirtual().name("recorder-" + source).start(this::run);
    }

    @Override
    public void received(String connection, long atUs, byte[] message, int offset, int length) {
        if (hasRoom(length)) {
            String text = new String(message, offset, length, StandardCharsets.UTF_8);
            offer(new RecordedFrame(atUs, RecordedFrame.Direction.IN, text, connection));
        }
    }

    @Override
    public void sent(String connection, long atUs, String message) {
        if (hasRoom(message.length())) {
            offer(new RecordedFrame(atUs, RecordedFrame.Direction.OUT, message, connection));
        }
    }

    /// Messages that were not recorded because the disk was too slow or has failed.
    public long dropped() {
        return dropped.get();
    }

    /// Messages written.
    public long written() {
        return written.get();
    }

    /// The files so far, in order.
    public List<Path> files() {
        synchronized (files) {
            return List.copyOf(files);
        }
    }

    /// Writes what is queued and closes the file; blocks until that is done. Fails with the [IOException] that
    /// ended the recording, if any. Idempotent.
    @Override
    public void close() throws IOException {
        isClosing = true;
        queued.release();
        try {
            finished.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IOException("The recording of " + source + " ended early", e.getCause());
        }
    }

    private boolean hasRoom(int length) {
        boolean hasRoom = !isClosing && !finished.isDone() && queuedBytes.get() + length <= config.maxQueuedBytes();
        if (!hasRoom) {
            dropped.incrementAndGet();
        }
        return hasRoom;
    }

    private void offer(RecordedFrame frame) {
        queuedBytes.addAndGet(frame.text().length());
        queue.add(frame);
        queued.release();
    }

    private void run() {
        try {
            while (!isClosing || !queue.isEmpty()) {
                boolean isWoken = queued.tryAcquire(FLUSH_MS, TimeUnit.MILLISECONDS);
                writeQueued();
                if (!isWoken && writer != null) {
                    writer.flush();
                }
            }
            closeFile();
            finished.complete(null);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            finished.completeExceptionally(failure);
        }
    }

    private void writeQueued() throws IOException {
        // Before the queue is emptied: a release after this line wakes the next round.
        queued.drainPermits();
        for (RecordedFrame frame = queue.poll(); frame != null; frame = queue.poll()) {
            fileFor().write(frame);
            written.incrementAndGet();
            queuedBytes.addAndGet(-frame.text().length());
        }
    }

    private RecordingWriter fileFor() throws IOException {
        RecordingWriter open = writer;
        Instant now = clock.instant();
        boolean isFull = open != null
                && (open.bytes() >= config.maxFileBytes() || now.isAfter(fileBegan.plus(config.maxFileAge())));
        if (isFull) {
            closeFile();
            open = null;
        }
        return open == null ? begin(now) : open;
    }

    private RecordingWriter begin(Instant now) throws IOException {
        Files.createDirectories(config.folder());
        Path file = freeName(now);
        var next = RecordingWriter.create(file, new RecordingHeader(source, url, now.toString(), symbols));
        synchronized (files) {
            files.add(file);
        }
        fileBegan = now;
        writer = next;
        return next;
    }

    private Path freeName(Instant now) {
        int number = files().size();
        Path file;
        do {
            number++;
            file = config.folder().resolve(source + "-" + STAMP.format(now) + "-" + number + ".ndjson.gz");
        } while (Files.exists(file));
        return file;
    }

    private void closeFile() throws IOException {
        RecordingWriter open = writer;
        if (open != null) {
            writer = null;
            open.close();
        }
    }
}
