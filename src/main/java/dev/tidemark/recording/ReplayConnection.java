package dev.tidemark.recording;

import dev.tidemark.exchange.RecordedFrameClock;
import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client of a replay server, played to from the first frame. Confined to its event loop; files are read on
/// worker threads, a few hundred frames ahead.
final class ReplayConnection {

    static final Logger LOG = LoggerFactory.getLogger(ReplayConnection.class);
    private static final int AHEAD = 512;
    private static final int TURN = 128;
    private static final int WRITE_QUEUE_BYTES = 1 << 20;

    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private final ReplayShelf shelf;
    private final ReplayOptions options;
    private final boolean isStamped;
    private final Runnable onFault;
    private final Deque<RecordedFrame> queue = new ArrayDeque<>();
    private Iterator<String> interjected = Collections.emptyIterator();
    private @Nullable MergedFrames frames;
    private boolean isPlaying;
    private boolean isLoading;
    private boolean isExhausted;
    private boolean isMuted;
    private boolean isScheduled;
    private boolean isClosed;
    private long played;
    private long firstUs = -1;
    private long startedNanos;
    private long stampUs;

    ReplayConnection(Vertx vertx, ServerWebSocket socket, ReplayShelf shelf, ReplayOptions options) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.shelf = shelf;
        this.options = options;
        this.stampUs = shelf.firstUs();
        this.isStamped = RecordedFrameClock.SUB_PROTOCOL.equals(socket.subProtocol());
        this.onFault = () -> context.runOnContext(ignored -> pump());
    }

    void start() {
        shelf.connected();
        shelf.faults().listen(onFault);
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        socket.textMessageHandler(this::said);
        socket.closeHandler(closed -> closed());
        long ping = vertx.setPeriodic(Math.max(1, options.pingInterval().toMillis()), timer -> ping());
        socket.endHandler(ended -> vertx.cancelTimer(ping));
        if (shelf.dialect().isSubscribedBy(socket.uri())) {
            play();
        }
    }

    private void said(String text) {
        Dialect dialect = shelf.dialect();
        JsonObject message = Dialect.parse(text);
        try {
            String pong = dialect.pong(message);
            if (pong != null) {
                write(pong);
            } else if (dialect.isSubscribe(message)) {
                subscribed(dialect, message);
            }
        } catch (ClassCastException wrongTypes) {
            LOG.debug("A replay client sent {}", text, wrongTypes);
        }
    }

    private void subscribed(Dialect dialect, JsonObject message) {
        var rejection = shelf.faults().strike(ReplayFault.RejectSubscription.class, fault -> true);
        if (rejection != null) {
            String symbol = rejection.symbol() == null ? "" : rejection.symbol();
            dialect.reject(message, symbol, rejection.reason()).forEach(this::write);
            return;
        }
        if (!shelf.hasAcknowledgement()) {
            dialect.acknowledge(message).forEach(this::write);
        }
        play();
    }

    private void play() {
        if (!isPlaying) {
            isPlaying = true;
            pump();
        }
    }

    /// Plays what is due, until the socket is full, the next frame's time has not come, or a turn is over.
    private void pump() {
        for (int sent = 0; isPlaying && !isClosed && !socket.isClosed(); sent++) {
            strike();
            if (isMuted || !canSend(sent)) {
                return;
            }
            if (interjected.hasNext()) {
                write(interjected.next());
            } else if (!playNext()) {
                return;
            }
        }
    }

    private boolean canSend(int sent) {
        if (socket.writeQueueFull()) {
            socket.drainHandler(drained -> pump());
            return false;
        }
        if (sent >= TURN) {
            schedule(0);
            return false;
        }
        return true;
    }

    private boolean playNext() {
        if (queue.size() < AHEAD / 2) {
            load();
        }
        RecordedFrame frame = queue.peek();
        if (frame == null) {
            return false;
        }
        long waitNanos = waitNanos(frame);
        if (waitNanos > 0) {
            schedule(Math.max(1, waitNanos / 1_000_000));
            return false;
        }
        queue.remove();
        stampUs = frame.atUs();
        write(frame.text());
        played++;
        shelf.sent();
        return true;
    }

    private long waitNanos(RecordedFrame frame) {
        if (firstUs < 0) {
            firstUs = frame.atUs();
            startedNanos = System.nanoTime();
        }
        return options.speed().dueNanos(frame.atUs() - firstUs) - (System.nanoTime() - startedNanos);
    }

    private void schedule(long delayMs) {
        if (isScheduled) {
            return;
        }
        isScheduled = true;
        Runnable again = () -> {
            isScheduled = false;
            pump();
        };
        if (delayMs == 0) {
            context.runOnContext(ignored -> again.run());
        } else {
            vertx.setTimer(delayMs, timer -> again.run());
        }
    }

    private void load() {
        if (isLoading || isExhausted) {
            return;
        }
        isLoading = true;
        vertx.executeBlocking(this::read)
                .map(more -> Objects.requireNonNull(more))
                .onSuccess(this::loaded)
                .onFailure(this::failed);
    }

    private List<RecordedFrame> read() throws IOException {
        MergedFrames source = frames;
        if (source == null) {
            source = shelf.frames();
            frames = source;
        }
        return source.next(AHEAD);
    }

    private void loaded(List<RecordedFrame> more) {
        isLoading = false;
        queue.addAll(more);
        if (isClosed) {
            release();
        } else if (!more.isEmpty()) {
            pump();
        } else if (options.loop() && played > 0) {
            beginAnew();
        } else {
            isExhausted = true;
        }
    }

    private void beginAnew() {
        if (!queue.isEmpty()) {
            // Asked for ahead of time: what is queued is to be played first.
            schedule(1);
            return;
        }
        release();
        firstUs = -1;
        pump();
    }

    private void failed(Throwable failure) {
        LOG.error("The recording of {} cannot be read", shelf.source(), failure);
        isExhausted = true;
        isLoading = false;
    }

    /// Commits the faults that are due.
    private void strike() {
        var fault = shelf.faults().strike(ReplayFault.InPlay.class, each -> played >= each.afterFrames());
        switch (fault) {
            case null -> {}
            case ReplayFault.Cut cut -> {
                isMuted = true;
                channel().close().addListener(done -> LOG.debug("A replay client was cut off, as told"));
            }
            case ReplayFault.Stall stall -> isMuted = true;
            case ReplayFault.HalfOpen halfOpen -> {
                isMuted = true;
                channel().config().setAutoRead(false);
            }
            case ReplayFault.Silence silence -> {
                isMuted = true;
                vertx.setPeriodic(options.heartbeatInterval().toMillis(), this::beat);
            }
            case ReplayFault.Garbage garbage -> interjected = Garbage.messages(garbage.count());
            case ReplayFault.UnknownMessages unknown -> interjected = Garbage.unknown(unknown.count());
            case ReplayFault.Say say -> interjected = List.of(say.text()).iterator();
        }
    }

    private void beat(long timer) {
        if (isClosed) {
            vertx.cancelTimer(timer);
        } else {
            shelf.dialect().heartbeat().forEach(this::write);
        }
    }

    private void ping() {
        boolean isDead = isMuted && !channel().config().isAutoRead();
        if (!isClosed && !isDead) {
            socket.writePing(Buffer.buffer("replay")).onFailure(this::gone);
        }
    }

    private void write(String text) {
        String message = isStamped ? stampUs + shelf.faults().clockOffsetUs() + " " + text : text;
        socket.writeTextMessage(message).onFailure(this::gone);
    }

    private Channel channel() {
        return ((WebSocketInternal) socket).channelHandlerContext().channel();
    }

    private void gone(Throwable failure) {
        LOG.debug("A replay client went away", failure);
    }

    private void closed() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        shelf.faults().forget(onFault);
        shelf.disconnected();
        queue.clear();
        if (!isLoading) {
            release();
        }
    }

    private void release() {
        MergedFrames open = frames;
        frames = null;
        if (open != null) {
            // Not Vert.x's workers: they are gone already where all of Vert.x is being closed.
            Thread.ofVirtual().name("replay-release").start(() -> close(open));
        }
    }

    private static void close(MergedFrames open) {
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("A recording did not close well", e);
        }
    }
}
