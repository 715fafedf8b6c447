package dev.tidemark.testkit;

import dev.tidemark.hot.DeadLetter;
import dev.tidemark.hot.DeadLetters;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// Dead letters in memory. Fails on demand. Thread-safe.
public final class InMemoryDeadLetters implements DeadLetters {

    private final ConcurrentSkipListMap<Long, DeadLetter> idToLetter = new ConcurrentSkipListMap<>();
    private volatile @Nullable RuntimeException fault;
    private volatile @Nullable RuntimeException deleteFault;

    public void add(DeadLetter letter) {
        idToLetter.put(letter.id(), letter);
    }

    /// Everything fails with this until it is null again.
    public void failWith(@Nullable RuntimeException newFault) {
        fault = newFault;
    }

    /// Deletions alone fail with this until it is null again.
    public void failDeletesWith(@Nullable RuntimeException newFault) {
        deleteFault = newFault;
    }

    @Override
    public Future<List<DeadLetter>> list(long beforeId, int limit) {
        return answer(idToLetter.headMap(beforeId, beforeId == Long.MAX_VALUE).descendingMap().values().stream()
                .limit(limit)
                .toList());
    }

    @Override
    public Future<Optional<DeadLetter>> find(long id) {
        return answer(Optional.ofNullable(idToLetter.get(id)));
    }

    @Override
    public Future<Long> count() {
        return answer((long) idToLetter.size());
    }

    @Override
    public Future<Boolean> delete(long id) {
        RuntimeException broken = deleteFault;
        return broken == null ? answer(true).map(alive -> idToLetter.remove(id) != null) : Future.failedFuture(broken);
    }

    private <T> Future<T> answer(T value) {
        RuntimeException current = fault;
        return current == null ? Future.succeededFuture(value) : Future.failedFuture(current);
    }
}
