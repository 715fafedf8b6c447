package dev.tidemark.forward;

import dev.tidemark.journal.Journal;
import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.JournalFrame;
import dev.tidemark.journal.JournalReader;
import dev.tidemark.journal.Positions;
import dev.tidemark.market.Backoff;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.TickBatch;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the journal's ticks on, in order, one request after the other. To be deployed on a virtual thread: it waits.
public final class ForwarderVerticle extends VerticleBase {

    /// Ticks of one request; the other side takes 50,000 by default.
    private static final int MAX_ROWS = 2_000;

    /// Between two requests, so that a trickle becomes a few requests a second: the other side allows 100.
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(ForwarderVerticle.class);

    private final Journal journal;
    private final ForwardConfig config;
    private final Path file;
    private final Backoff backoff =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), ThreadLocalRandom.current());
    private final Deque<JournalFrame> read = new ArrayDeque<>();
    private volatile ForwardStats stats = new ForwardStats(0, 0, false, null);
    private volatile boolean isStopping;
    private @Nullable FeedsPost post;
    private @Nullable JournalReader reader;

    /// @param file where the mark is kept; in a folder that is there
    public ForwarderVerticle(Journal journal, ForwardConfig config, Path file) {
        this.journal = journal;
        this.config = config;
        this.file = file;
    }

    /// Begins. Nothing that is in the journal from here on is discarded before it is sent.
    @Override
    public Future<?> start() throws IOException {
        ForwardMark mark = ForwardMark.read(file, journal.id());
        journal.acknowledge(Consumer.FORWARDER, Dataset.TICKS, mark.passed());
        var requests = new FeedsPost(vertx, config);
        var frames =
                journal.reader(Consumer.FORWARDER, Dataset.TICKS, mark.passed().copy());
        post = requests;
        reader = frames;
        context.runOnContext(ignored -> run(mark, frames, requests));
        return Future.succeededFuture();
    }

    /// Stops reading. A request under way is given up: it is repeated at the next start.
    @Override
    public Future<?> stop() {
        isStopping = true;
        if (reader != null) {
            reader.close();
        }
        if (post != null) {
            post.close();
        }
        return Future.succeededFuture();
    }

    /// From any thread.
    public ForwardStats stats() {
        return stats;
    }

    private void run(ForwardMark from, JournalReader frames, FeedsPost requests) {
        try {
            ForwardMark mark = from;
            while (!isStopping) {
                mark = next(mark, frames, requests);
            }
        } catch (IOException e) {
            stats = new ForwardStats(stats.accepted(), stats.refused(), true, e.getMessage());
            LOG.error("Forwarding stops until the next start: {}", e.getMessage());
        } catch (RuntimeException e) {
            if (!isStopping) {
                stats = new ForwardStats(stats.accepted(), stats.refused(), true, String.valueOf(e.getMessage()));
                LOG.error("Forwarding stops until the next start", e);
            }
        }
    }

    private ForwardMark next(ForwardMark mark, JournalReader frames, FeedsPost requests) throws IOException {
        List<JournalFrame> taken = take(mark.frames(), frames);
        if (mark.frames() == 0) {
            new ForwardMark(mark.journal(), mark.passed(), taken.size()).write(file);
        }
        var ticks = new TickBatch(MAX_ROWS);
        Positions passed = mark.passed().copy();
        for (JournalFrame frame : taken) {
            ticks.copyAll(frame.rows());
            passed.set(frame.lane(), frame.end());
        }
        if (!ticks.isEmpty()) {
            send(ticks, key(mark, taken), requests);
        }
        var next = new ForwardMark(mark.journal(), passed, 0);
        next.write(file);
        journal.acknowledge(Consumer.FORWARDER, Dataset.TICKS, passed.copy());
        vertx.timer(PAUSE.toMillis(), TimeUnit.MILLISECONDS).await();
        return next;
    }

    /// As many frames as were sent before, or what has come by now.
    private List<JournalFrame> take(int sentBefore, JournalReader frames) {
        while (read.size() < Math.max(1, sentBefore)) {
            read.addAll(frames.read(MAX_ROWS).await());
        }
        List<JournalFrame> taken = new ArrayList<>();
        int rows = 0;
        while (sentBefore > 0 ? taken.size() < sentBefore : !read.isEmpty() && rows < MAX_ROWS) {
            JournalFrame frame = read.remove();
            rows += frame.rows().size();
            taken.add(frame);
        }
        return taken;
    }

    /// The same for the same frames; no two requests of a journal begin with the same one.
    private static String key(ForwardMark mark, List<JournalFrame> taken) {
        return "forward-" + mark.journal() + "-" + taken.getFirst().sequence() + "-"
                + taken.getLast().sequence();
    }

    private void send(TickBatch ticks, String key, FeedsPost requests) {
        while (!isSent(requests.send(ticks, key))) {
            if (isStopping) {
                throw new IllegalStateException("Expected to go on, was stopped");
            }
        }
    }

    private boolean isSent(Future<FeedsPost.Outcome> request) {
        Optional<Throwable> failure =
                request.map(this::noted).otherwise(Optional::of).await();
        failure.ifPresent(this::waitAfter);
        return failure.isEmpty();
    }

    private Optional<Throwable> noted(FeedsPost.Outcome outcome) {
        backoff.reset();
        if (outcome.refused() > 0) {
            LOG.warn("{} of a request's ticks were refused, as in {}", outcome.refused(), outcome.lastRefusal());
        }
        stats = new ForwardStats(
                stats.accepted() + outcome.accepted(),
                stats.refused() + outcome.refused(),
                false,
                outcome.refused() > 0 ? outcome.lastRefusal() : stats.lastError());
        return Optional.empty();
    }

    private void waitAfter(Throwable failure) {
        long delayMs = backoff.next().toMillis();
        LOG.warn("Forwarding waits {} ms, nothing is lost: {}", delayMs, failure.getMessage());
        stats = new ForwardStats(stats.accepted(), stats.refused(), true, failure.getMessage());
        vertx.timer(delayMs, TimeUnit.MILLISECONDS).await();
    }
}
