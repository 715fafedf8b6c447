package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.CollectorStats.ConnectionStats;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.exchange.socket.MessageSocket;
import dev.tidemark.exchange.socket.Upgrade;
import io.vertx.core.http.WebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of one socket, from waiting to be opened to closed; all I/O of a venue happens here.
///
/// Whoever owns it decides when to begin another. Confined to the event loop of its collector.
final class Connection implements MessageSocket.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /// Who is told of what concerns more than this socket.
    interface Owner {

        void opened(Connection connection);

        /// A record came.
        void hasData(Connection connection);

        /// The venue is about to cut.
        void reconnectSoon(Connection connection, String reason);

        /// The socket is over, by whoever's doing but the owner's. Told once.
        void ended(Connection connection, End end);
    }

    private final CollectorContext context;
    private final int number;
    private final String name;
    private final List<Subscription> subscriptions;
    private final Outbox outbox;
    private final Owner owner;
    private final SubscriptionWatch watch;
    private final Notices notices;
    private final FrameReader reader;
    private ConnectionState state;
    private @Nullable MessageSocket socket;
    private @Nullable PacedSender sender;
    private long openedUs;
    private long lastFrameUs;
    private long lastDataUs;
    private long lastPingUs;
    private long lastAppPingUs;
    private long lastTendUs;
    private boolean isPaused;
    private boolean isInRead;
    private boolean hasReadData;

    Connection(CollectorContext context, int number, List<Subscription> subscriptions, Shared shared, Owner owner) {
        this.context = context;
        this.number = number;
        this.name = context.venue().source() + "." + number;
        this.subscriptions = subscriptions;
        this.outbox = shared.outbox();
        this.owner = owner;
        long nowUs = context.nowUs();
        this.state = new ConnectionState.Waiting(nowUs);
        var names = new SeriesNames(context.exchange(), context.config().quoteAlias());
        this.watch = new SubscriptionWatch(context.exchange(), names, subscriptions, context.silenceUs(), nowUs);
        var parts = new FrameReader.Parts(watch, shared.ledger(), outbox, names);
        this.notices = new Notices(context, name, subscriptions, watch, reason -> owner.reconnectSoon(this, reason));
        this.reader = new FrameReader(context, number, parts, notices);
    }

    /// What the connections of one line have in common.
    record Shared(Outbox outbox, SeriesLedger ledger) {}

    /// Connects after a delay, and later where the venue's connection rate wants it so.
    void open(Duration delay) {
        after(delay, () -> after(context.gate().reserve(context.nowUs()), this::connect));
    }

    ConnectionState state() {
        return state;
    }

    SubscriptionWatch watch() {
        return watch;
    }

    /// When the socket opened, in microseconds since the epoch; 0 before.
    long openedUs() {
        return openedUs;
    }

    boolean isLive() {
        return state instanceof ConnectionState.Live;
    }

    boolean isPaused() {
        return isPaused;
    }

    /// Whether another connection has the same subscriptions.
    void overlapping(boolean value) {
        reader.overlapping(value);
    }

    /// Reads no more. What was read is on its way to the journal; [#close] follows when it is durable.
    void drain() {
        long nowUs = context.nowUs();
        switch (state) {
            case ConnectionState.Subscribing subscribing -> state = subscribing.drain(nowUs);
            case ConnectionState.Live live -> state = live.drain(nowUs);
            case ConnectionState.Waiting waiting -> state = waiting.closed(nowUs, "stopped");
            case ConnectionState.Connecting connecting -> state = connecting.closed(nowUs, "stopped");
            case ConnectionState.Draining draining -> {}
            case ConnectionState.Closed closed -> {}
        }
        closeSocket();
    }

    /// Ends it without telling the owner.
    void close(String reason) {
        if (!(state instanceof ConnectionState.Closed)) {
            LOG.info("{} closed: {}", name, reason);
        }
        state = state.closed(context.nowUs(), reason);
        closeSocket();
    }

    /// Looks at the clock: pings, half-open sockets, silence.
    void tend(long nowUs) {
        if (state instanceof ConnectionState.Connecting
                && nowUs - state.sinceUs()
                        > 2 * CollectorContext.micros(context.timing().connect())) {
            end(End.because("no answer while connecting"));
        } else if (state.isReading() && !isPaused) {
            tendOpen(nowUs);
        }
    }

    /// Pauses or resumes the socket as the outbox has room.
    void creditChanged() {
        MessageSocket open = socket;
        if (open == null || !state.isReading()) {
            return;
        }
        int max = context.config().maxInFlight();
        if (!isPaused && (outbox.isHeld() || outbox.inFlight() >= max)) {
            isPaused = true;
            open.pause();
        } else if (isPaused && !outbox.isHeld() && outbox.inFlight() <= max / 2) {
            isPaused = false;
            lastFrameUs = context.nowUs();
            lastTendUs = lastFrameUs;
            watch.forgive(lastFrameUs);
            open.resume();
        }
    }

    ConnectionStats stats() {
        return new ConnectionStats(
                number,
                state.label(),
                state.sinceUs(),
                lastFrameUs,
                lastDataUs,
                reader.clockSkewMs(),
                outbox.inFlight(),
                isPaused,
                watch.stats());
    }

    private void connect() {
        if (!(state instanceof ConnectionState.Waiting waiting)) {
            return;
        }
        state = waiting.connect(context.nowUs());
        URI address = context.exchange().address(context.endpoint(), subscriptions);
        context.client()
                .connect(Upgrade.to(
                        address,
                        context.options().frameClock().subProtocols(),
                        context.timing().connect()))
                .onSuccess(this::opened)
                .onFailure(failure -> end(End.of(failure, context.clock().instant())));
    }

    private void opened(WebSocket opened) {
        if (!(state instanceof ConnectionState.Connecting connecting)) {
            opened.close().onFailure(failure -> LOG.debug("{} closed late", name, failure));
            return;
        }
        long nowUs = context.nowUs();
        state = connecting.opened(nowUs);
        openedUs = nowUs;
        lastFrameUs = nowUs;
        lastPingUs = nowUs;
        lastAppPingUs = nowUs;
        lastTendUs = nowUs;
        MessageSocket open = MessageSocket.on(opened, context.vertx().getOrCreateContext(), this);
        socket = open;
        watch.forgive(nowUs);
        LOG.info("{} open, {} subscriptions", name, subscriptions.size());
        sender = new PacedSender(
                context.vertx(), open, context.venue().minSendInterval().toMillis(), context, name);
        sender.send(context.exchange().subscribe(subscriptions));
        owner.opened(this);
        creditChanged();
    }

    @Override
    public void message(byte[] bytes, int offset, int length) {
        if (!isInRead) {
            isInRead = true;
            lastFrameUs = context.nowUs();
            reader.readAt(lastFrameUs);
        }
        if (state.isReading() && reader.read(bytes, offset, length, name)) {
            hasReadData = true;
        }
        creditChanged();
    }

    @Override
    public void tooLong() {
        notices.malformed("message of more than 16 MiB");
    }

    @Override
    public void readThrough() {
        if (!isInRead) {
            lastFrameUs = context.nowUs();
        }
        isInRead = false;
        if (hasReadData) {
            hasReadData = false;
            lastDataUs = lastFrameUs;
            if (state instanceof ConnectionState.Subscribing subscribing) {
                state = subscribing.data(lastFrameUs);
            }
            owner.hasData(this);
        }
        creditChanged();
    }

    @Override
    public void closed(String reason) {
        context.vertx().runOnContext(ignored -> end(End.because(reason)));
    }

    private void tendOpen(long nowUs) {
        CollectorTiming timing = context.timing();
        if (nowUs - lastTendUs > CollectorContext.micros(timing.dead()) / 2) {
            // It was us who stood still (a suspended machine, a long collection): what came meanwhile is yet to be
            // read.
            lastFrameUs = nowUs;
            watch.forgive(nowUs);
        }
        lastTendUs = nowUs;
        long quietUs = nowUs - lastFrameUs;
        watch.tend(nowUs);
        if (quietUs > CollectorContext.micros(timing.dead())) {
            end(End.because("no frames for " + timing.dead().toMillis() + " ms"));
        } else if (watch.isAllSilent() && !context.options().frameClock().isRecorded()) {
            end(End.because("no data on any subscription for " + context.silenceUs() / 1_000 + " ms"));
        } else {
            ping(nowUs, quietUs);
        }
    }

    private void ping(long nowUs, long quietUs) {
        long pingUs = CollectorContext.micros(context.timing().ping());
        MessageSocket open = socket;
        if (open != null && quietUs > pingUs && nowUs - lastPingUs > pingUs) {
            lastPingUs = nowUs;
            open.ping().onFailure(failure -> LOG.debug("{} cannot be pinged", name, failure));
        }
        Duration due = context.venue().pingInterval();
        String text = context.exchange().ping();
        if (due != null && text != null && sender != null && nowUs - lastAppPingUs >= CollectorContext.micros(due)) {
            lastAppPingUs = nowUs;
            sender.ping(text);
        }
    }

    private void end(End end) {
        if (state instanceof ConnectionState.Closed || state instanceof ConnectionState.Draining) {
            return;
        }
        LOG.warn("{} ended: {}", name, end.reason());
        state = state.closed(context.nowUs(), end.reason());
        context.totals().lastError = end.reason();
        closeSocket();
        owner.ended(this, end);
    }

    private void closeSocket() {
        MessageSocket open = socket;
        if (open != null && !open.isClosed()) {
            open.close().onFailure(failure -> LOG.debug("{} did not close well", name, failure));
        }
    }

    private void after(Duration delay, Runnable action) {
        if (delay.isZero()) {
            action.run();
        } else {
            context.vertx().setTimer(Math.max(1, delay.toMillis()), timer -> action.run());
        }
    }
}
