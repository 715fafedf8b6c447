package dev.tidemark.cold.job;

import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.Manifest.Lease;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Several locks held as one.
record Leases(List<Lease> all) implements Lease {

    /// Takes all of these, or none where another has one of them.
    static Future<Optional<Lease>> take(Manifest manifest, List<String> names) {
        return take(manifest, names, List.of());
    }

    private static Future<Optional<Lease>> take(Manifest manifest, List<String> names, List<Lease> held) {
        if (names.size() == held.size()) {
            return Future.succeededFuture(Optional.of(new Leases(held)));
        }
        return manifest.lease(names.get(held.size())).transform(taken -> {
            if (taken.succeeded() && taken.result().isPresent()) {
                List<Lease> more = new ArrayList<>(held);
                more.add(taken.result().get());
                return take(manifest, names, List.copyOf(more));
            }
            return new Leases(held)
                    .release()
                    .transform(_ -> taken.failed()
                            ? Future.failedFuture(taken.cause())
                            : Future.succeededFuture(Optional.empty()));
        });
    }

    @Override
    public boolean isHeld() {
        return all.stream().allMatch(Lease::isHeld);
    }

    @Override
    public Future<Void> release() {
        return Future.join(all.stream().map(Lease::release).toList()).mapEmpty();
    }
}
