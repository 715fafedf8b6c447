package dev.tidemark.telemetry;

import dev.tidemark.hot.DeadLetters;
import dev.tidemark.hot.HotReader;
import dev.tidemark.hot.HotReader.TableStats;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Asks the database for its figures, one question at a time, and keeps the last answer. Thread-safe.
public final class StoreWatch {

    private static final int MAX_FAULT_LENGTH = 300;
    /// Table sizes cost the database more than a count does: they are asked for with every sixth look.
    private static final int LOOKS_PER_TABLES = 6;

    private final HotReader reader;
    private final DeadLetters letters;
    private final InstantSource clock;
    private final long patienceMs;
    private final AtomicBoolean isAsking = new AtomicBoolean();
    private volatile StoreFigures figures;
    private int looks;

    /// @param patienceMs after which a database that has not answered is called down
    public StoreWatch(HotReader reader, DeadLetters letters, InstantSource clock, long patienceMs) {
        this.reader = reader;
        this.letters = letters;
        this.clock = clock;
        this.patienceMs = patienceMs;
        this.figures = StoreFigures.unknown(clock.instant());
    }

    /// The last answer, at once.
    public StoreFigures figures() {
        return figures;
    }

    /// Asks again, unless a question is still open. Never fails: a fault is part of the figures.
    public Future<Void> refresh() {
        if (!isAsking.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        return letters.count()
                .compose(count -> tables().map(tables -> figures.up(clock.instant(), tables, count)))
                .timeout(patienceMs, TimeUnit.MILLISECONDS)
                .otherwise(fault -> figures.down(clock.instant(), words(fault)))
                .onSuccess(answer -> figures = answer)
                .onComplete(done -> isAsking.set(false))
                .mapEmpty();
    }

    private Future<List<TableStats>> tables() {
        boolean isDue = looks % LOOKS_PER_TABLES == 0 || figures.tables().isEmpty();
        looks++;
        return isDue ? reader.tables() : Future.succeededFuture(figures.tables());
    }

    private static String words(Throwable fault) {
        String message = String.valueOf(fault.getMessage());
        return message.length() <= MAX_FAULT_LENGTH ? message : message.substring(0, MAX_FAULT_LENGTH) + "…";
    }
}
