package dev.tidemark.http.deadletter;

import dev.tidemark.hot.DeadLetter;
import dev.tidemark.hot.DeadLetters;
import dev.tidemark.journal.Journal;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/// Sends dead letters on their way again: into the journal first, and only then out of the table.
///
/// The journal knows each by its own key, so that after a crash or a fault between the two steps doing it again (within
/// the 24 hours that keys are kept) writes nothing twice. One that fails again becomes a new dead letter.
final class Replay {

    /// The most letters that one request tries again.
    static final int MAX_LETTERS = 10_000;

    private static final int PAGE = 100;

    private final Journal journal;
    private final DeadLetters letters;

    Replay(Journal journal, DeadLetters letters) {
        this.journal = journal;
        this.letters = letters;
    }

    /// Replays these letters, and returns the ids of those that are not there.
    Future<List<Long>> replay(List<Long> ids) {
        return replayFrom(ids, 0, new ArrayList<>());
    }

    private Future<List<Long>> replayFrom(List<Long> ids, int from, List<Long> missing) {
        if (from >= ids.size()) {
            return Future.succeededFuture(missing);
        }
        List<Long> some = ids.subList(from, Math.min(ids.size(), from + PAGE));
        List<Future<Void>> steps =
                some.stream().map(id -> replayOne(id, missing)).toList();
        return Future.join(steps).compose(done -> replayFrom(ids, from + PAGE, missing));
    }

    private Future<Void> replayOne(Long id, List<Long> missing) {
        return letters.find(id)
                .compose(found -> found.map(this::replay).orElseGet(() -> {
                    missing.add(id);
                    return Future.succeededFuture();
                }));
    }

    /// Replays all letters there are, up to [#MAX_LETTERS], and returns how many. New ones that come meanwhile are
    /// left: their ids are higher.
    Future<Integer> replayAll() {
        return replayPage(Long.MAX_VALUE, 0);
    }

    private Future<Integer> replayPage(long before, int soFar) {
        if (soFar >= MAX_LETTERS) {
            return Future.succeededFuture(soFar);
        }
        return letters.list(before, PAGE).compose(page -> {
            if (page.isEmpty()) {
                return Future.succeededFuture(soFar);
            }
            List<Future<Void>> steps = page.stream().map(this::replay).toList();
            return Future.join(steps).compose(done -> replayPage(page.getLast().id(), soFar + page.size()));
        });
    }

    private Future<Void> replay(DeadLetter letter) {
        return journal.append(letter.record(), "dlq-" + letter.id())
                .compose(durable -> letters.delete(letter.id()))
                .mapEmpty();
    }
}
