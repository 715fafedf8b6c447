package dev.tidemark.access;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keys whose questions are decided when they are put but answered only on demand; changes are made at once. For one
/// thread.
final class SlowApiKeys implements ApiKeys {

    private final ApiKeys keys;
    private final List<Runnable> answers = new ArrayList<>();

    SlowApiKeys(ApiKeys keys) {
        this.keys = keys;
    }

    /// Answers what has been asked so far.
    void answer() {
        List<Runnable> due = List.copyOf(answers);
        answers.clear();
        due.forEach(Runnable::run);
    }

    private <T> Future<T> late(Future<T> decided) {
        Promise<T> promise = Promise.promise();
        answers.add(() -> decided.onComplete(promise));
        return promise.future();
    }

    @Override
    public Future<NewKey> create(String name, Set<Scope> scopes) {
        return keys.create(name, scopes);
    }

    @Override
    public Future<Boolean> revoke(String prefix) {
        return keys.revoke(prefix);
    }

    @Override
    public Future<List<ApiKey>> list() {
        return keys.list();
    }

    @Override
    public Future<Optional<ApiKey>> verify(String secret) {
        return late(keys.verify(secret));
    }

    @Override
    public Future<Boolean> any() {
        return late(keys.any());
    }
}
