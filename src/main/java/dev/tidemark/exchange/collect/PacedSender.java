package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.FrameTap;
import dev.tidemark.exchange.SystemFrameClock;
import dev.tidemark.exchange.socket.MessageSocket;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Sends text messages no faster than the venue allows, in order. Confined to one event loop.
///
/// Bounded: subscribe messages are given once, and a ping is only added to an empty queue.
final class PacedSender {

    private final Vertx vertx;
    private final MessageSocket socket;
    private final long intervalMs;
    private final FrameTap tap;
    private final String connection;
    private final InstantSource clock;
    private final Deque<String> queue = new ArrayDeque<>();
    private boolean isResting;

    /// @param intervalMs the shortest time between two messages
    PacedSender(Vertx vertx, MessageSocket socket, long intervalMs, CollectorContext context, String connection) {
        this.vertx = vertx;
        this.socket = socket;
        this.intervalMs = intervalMs;
        this.tap = context.options().tap();
        this.connection = connection;
        this.clock = context.clock();
    }

    void send(List<String> messages) {
        queue.addAll(messages);
        next();
    }

    /// Sends a ping unless other messages are still waiting.
    void ping(String message) {
        if (queue.isEmpty()) {
            queue.add(message);
            next();
        }
    }

    private void next() {
        while (!isResting && !socket.isClosed()) {
            String message = queue.poll();
            if (message == null) {
                return;
            }
            write(message);
            rest();
        }
    }

    private void write(String message) {
        tap.sent(connection, SystemFrameClock.micros(clock.instant()), message);
        // A failed write is a broken socket, which its close handler reports.
        socket.send(message).onFailure(fault -> queue.clear());
    }

    private void rest() {
        if (intervalMs > 0) {
            isResting = true;
            vertx.setTimer(intervalMs, timer -> {
                isResting = false;
                next();
            });
        }
    }
}
