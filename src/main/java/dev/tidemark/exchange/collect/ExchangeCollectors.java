package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.CollectorStats;
import dev.tidemark.exchange.Collectors;
import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.journal.Journal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Starts and stops one collector a venue. Thread-safe; starts and stops of one venue happen one after another.
public final class ExchangeCollectors implements Collectors {

    private final Vertx vertx;
    private final Map<String, Switch> switches = new LinkedHashMap<>();

    /// @param exchanges the adapters; those without a configuration are left out
    /// @param configs by source; the order is that of `sources()`
    public ExchangeCollectors(
            Vertx vertx,
            Journal journal,
            InstantSource clock,
            List<Exchange> exchanges,
            Map<String, ExchangeConfig> configs,
            CollectorOptions options) {
        this.vertx = vertx;
        var bySource = new LinkedHashMap<String, Exchange>();
        exchanges.forEach(exchange -> bySource.put(exchange.venue().source(), exchange));
        configs.forEach((source, config) -> {
            Exchange exchange = bySource.get(source);
            if (exchange != null) {
                switches.put(source, new Switch(new Station(exchange, config, journal, clock, options)));
            }
        });
    }

    @Override
    public Set<String> sources() {
        return Collections.unmodifiableSet(switches.keySet());
    }

    /// Fails with [IllegalArgumentException] for a source that is not among [#sources].
    @Override
    public Future<Boolean> start(String source) {
        Switch at = switches.get(source);
        return at == null ? unknown(source) : at.next(() -> deploy(at));
    }

    /// Fails with [IllegalArgumentException] for a source that is not among [#sources].
    @Override
    public Future<Boolean> stop(String source) {
        Switch at = switches.get(source);
        return at == null ? unknown(source) : at.next(() -> undeploy(at));
    }

    /// Stops all collectors; completes once everything that they have read is durable.
    public Future<Void> stopAll() {
        return Future.join(switches.keySet().stream().map(this::stop).toList()).mapEmpty();
    }

    @Override
    public List<CollectorStats> stats() {
        var list = new ArrayList<CollectorStats>(switches.size());
        switches.values().forEach(at -> list.add(at.station.stats()));
        return list;
    }

    private Future<Boolean> unknown(String source) {
        return Future.failedFuture(
                new IllegalArgumentException("Expected a source of " + switches.keySet() + ", was " + source));
    }

    private Future<Boolean> deploy(Switch at) {
        if (at.deployment != null) {
            return Future.succeededFuture(false);
        }
        return vertx.deployVerticle(new CollectorVerticle(at.station)).map(id -> {
            at.deployment = id;
            return true;
        });
    }

    private Future<Boolean> undeploy(Switch at) {
        String id = at.deployment;
        if (id == null) {
            return Future.succeededFuture(false);
        }
        return vertx.undeploy(id).map(done -> {
            at.deployment = null;
            return true;
        });
    }

    /// Puts the starts and stops of one venue in a row.
    private static final class Switch {

        private interface Action {
            Future<Boolean> run();
        }

        private final Station station;
        private final ReentrantLock lock = new ReentrantLock();
        private Future<Boolean> last = Future.succeededFuture(false);
        private volatile @Nullable String deployment;

        private Switch(Station station) {
            this.station = station;
        }

        private Future<Boolean> next(Action action) {
            lock.lock();
            try {
                last = last.transform(before -> action.run());
                return last;
            } finally {
                lock.unlock();
            }
        }
    }
}
