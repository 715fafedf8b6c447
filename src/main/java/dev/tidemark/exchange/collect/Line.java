package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.CollectorStats.ConnectionStats;
import dev.tidemark.exchange.Subscription;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A set of subscriptions that is to be served always: by one connection, by its replacement after a failure, or by
/// two for a while when the venue is about to cut.
///
/// All its connections share one outbox, so the bound on what is in flight holds however often a socket is replaced.
final class Line implements Connection.Owner, Outbox.Owner {

    private final CollectorContext context;
    private final List<Subscription> subscriptions;
    private final Connection.Shared shared;
    private final Outbox outbox;
    private final Backoff backoff;
    private final Backoff renewalBackoff;
    private Connection current;
    private @Nullable Connection successor;
    private long renewNotBeforeUs;
    private long overlapUntilUs;
    private long caughtUpUs;
    private boolean wasOpened;
    private boolean isStopped;

    Line(CollectorContext context, List<Subscription> subscriptions, RandomGenerator random) {
        this.context = context;
        this.subscriptions = List.copyOf(subscriptions);
        this.outbox = new Outbox(context.vertx(), context.journal(), this);
        this.shared = new Connection.Shared(outbox, new SeriesLedger());
        this.backoff = backoff(random);
        this.renewalBackoff = backoff(random);
        this.current = newConnection();
    }

    void start() {
        current.open(Duration.ZERO);
    }

    /// Stops reading; completes once everything that was read is durable.
    Future<Void> stop() {
        isStopped = true;
        connections().forEach(Connection::drain);
        return outbox.drained().onSuccess(ignored -> connections().forEach(each -> each.close("stopped")));
    }

    void tend(long nowUs) {
        if (isStopped) {
            return;
        }
        connections().forEach(connection -> connection.tend(nowUs));
        if (successor == null && isRenewalDue(nowUs)) {
            openSuccessor();
        }
        handOver(nowUs);
        if (successor == null && overlapUntilUs > 0 && nowUs > overlapUntilUs) {
            overlapUntilUs = 0;
            current.overlapping(false);
        }
    }

    List<ConnectionStats> stats() {
        return connections().stream().map(Connection::stats).toList();
    }

    /// Whether records come and no subscription is in trouble.
    boolean isServed() {
        return current.isLive() && !current.watch().hasTrouble();
    }

    ConnectionState state() {
        return current.state();
    }

    @Override
    public void opened(Connection connection) {
        if (wasOpened) {
            context.totals().reconnects++;
        }
        wasOpened = true;
    }

    @Override
    public void hasData(Connection connection) {
        backoff.reset();
    }

    @Override
    public void reconnectSoon(Connection connection, String reason) {
        if (connection == current && successor == null && !isStopped) {
            openSuccessor();
        }
    }

    @Override
    public void ended(Connection connection, End end) {
        if (isStopped) {
            return;
        }
        Connection next = successor;
        if (connection == next) {
            successor = null;
            current.overlapping(false);
            postponeRenewal(longer(renewalBackoff.next(), end.notBefore()));
        } else if (connection == current && next != null) {
            promote(next);
        } else if (connection == current) {
            current = newConnection();
            current.open(longer(backoff.next(), end.notBefore()));
        }
    }

    @Override
    public void creditChanged() {
        connections().forEach(Connection::creditChanged);
    }

    @Override
    public void journalStopped(Throwable fault, int rows) {
        isStopped = true;
        context.totals().refused.count("journal", rows);
        context.totals().lastError = "journal: " + fault.getMessage();
        connections().forEach(connection -> connection.close("the journal takes nothing more"));
    }

    private Backoff backoff(RandomGenerator random) {
        return new Backoff(
                random, context.timing().firstBackoff(), context.timing().maxBackoff());
    }

    private Connection newConnection() {
        int number = ++context.totals().connections;
        return new Connection(context, number, subscriptions, shared, this);
    }

    private List<Connection> connections() {
        var list = new ArrayList<Connection>(2);
        list.add(current);
        if (successor != null) {
            list.add(successor);
        }
        return list;
    }

    private boolean isRenewalDue(long nowUs) {
        Duration maxAge = context.venue().maxConnectionAge();
        if (maxAge == null || !current.state().isReading() || nowUs < renewNotBeforeUs) {
            return false;
        }
        Duration margin = context.timing().renewalMargin();
        Duration age = margin.compareTo(maxAge) < 0 ? maxAge.minus(margin) : maxAge.dividedBy(2);
        return nowUs - current.openedUs() > CollectorContext.micros(age);
    }

    private void openSuccessor() {
        Connection next = newConnection();
        successor = next;
        caughtUpUs = 0;
        next.overlapping(true);
        current.overlapping(true);
        next.open(Duration.ZERO);
    }

    /// Lets the successor take over once it has data for everything that lives on the old connection, or once the
    /// two have been side by side for long enough.
    private void handOver(long nowUs) {
        Connection next = successor;
        if (next == null || !next.state().isReading()) {
            return;
        }
        boolean isTimeOut = nowUs - next.openedUs()
                > CollectorContext.micros(context.timing().overlap());
        boolean isEnough = isTimeOut || next.watch().hasCaughtUpWith(current.watch());
        // Where neither has data the younger one is no worse.
        boolean isNoWorse = next.isLive() || (isTimeOut && !current.isLive());
        if (isEnough && isNoWorse) {
            closeCurrentFor(next, nowUs);
        } else if (isTimeOut) {
            next.close("no data before the overlap ended");
            successor = null;
            current.overlapping(false);
            postponeRenewal(renewalBackoff.next());
        }
    }

    /// Closes the old connection after it was read for a while longer: the new one may be ahead of it, and what the
    /// venue said before the new subscription began is on the old socket only.
    private void closeCurrentFor(Connection next, long nowUs) {
        if (caughtUpUs == 0 || current.isPaused()) {
            caughtUpUs = nowUs;
        }
        if (nowUs - caughtUpUs >= CollectorContext.micros(context.timing().linger())) {
            Connection old = current;
            promote(next);
            old.close("renewed");
        }
    }

    private void promote(Connection next) {
        current = next;
        successor = null;
        renewalBackoff.reset();
        // What the old connection delivered may still be in the new one's socket.
        overlapUntilUs =
                context.nowUs() + CollectorContext.micros(context.timing().overlap());
    }

    private void postponeRenewal(Duration delay) {
        renewNotBeforeUs = context.nowUs() + CollectorContext.micros(delay);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
