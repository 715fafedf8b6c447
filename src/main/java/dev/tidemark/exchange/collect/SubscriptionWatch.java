package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.CollectorStats.SubscriptionStats;
import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Judges each subscription of one connection by its data: requested, acknowledged, live, silent or rejected.
///
/// Heartbeats count for nothing, and the order for little: data may come before the acknowledgement, and an
/// acknowledged subscription may never have any. A symbol that is subscribed to through two channels of one dataset
/// (ticker and book ticker) is judged as one, since its records do not say through which they came.
final class SubscriptionWatch {

    /// How far a subscription has come.
    private enum State {
        REQUESTED,
        ACKNOWLEDGED,
        LIVE,
        SILENT,
        REJECTED;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What one subscription has come to.
    static final class Slot {
        private final Subscription subscription;
        private State state = State.REQUESTED;
        private long sinceUs;
        private long lastDataUs;
        private long quietSinceUs;
        private @Nullable String reason;

        private Slot(Subscription subscription, long nowUs) {
            this.subscription = subscription;
            this.sinceUs = nowUs;
            this.quietSinceUs = nowUs;
        }

        private void enter(State next, long nowUs, @Nullable String why) {
            if (state != next) {
                state = next;
                sinceUs = nowUs;
            }
            reason = why;
        }

        private boolean is(State other) {
            return state == other;
        }

        private SubscriptionStats stats() {
            return new SubscriptionStats(
                    subscription.channel().label(), subscription.symbol(), state.label(), sinceUs, lastDataUs, reason);
        }
    }

    private static final Slot[] NONE = {};

    private final Map<Subscription, Slot> slots = new LinkedHashMap<>();
    private final Map<Subscription, Slot> aliases = new HashMap<>();
    private final Map<Series, Slot[]> bySeries = new HashMap<>();
    private final long silenceUs;

    SubscriptionWatch(
            Exchange exchange, SeriesNames names, List<Subscription> subscriptions, long silenceUs, long nowUs) {
        this.silenceUs = silenceUs;
        for (Subscription subscription : subscriptions) {
            var slot = new Slot(subscription, nowUs);
            slots.put(subscription, slot);
            learn(slot, names.find(exchange.nativeName(subscription.symbol())));
        }
    }

    /// The subscriptions that a series' records speak for; empty for data that nobody asked for.
    Slot[] find(Series series) {
        return bySeries.getOrDefault(series, NONE);
    }

    /// Notes that records came. A rejected sibling of a live channel stays rejected.
    void data(Slot[] of, long nowUs) {
        for (Slot slot : of) {
            if (of.length > 1 && slot.is(State.REJECTED)) {
                continue;
            }
            slot.lastDataUs = nowUs;
            slot.quietSinceUs = nowUs;
            if (!slot.is(State.LIVE)) {
                slot.enter(State.LIVE, nowUs, null);
            }
        }
    }

    void acknowledged(Subscription subscription, long nowUs) {
        Slot slot = slot(subscription);
        if (slot != null && slot.is(State.REQUESTED)) {
            slot.enter(State.ACKNOWLEDGED, nowUs, null);
        }
    }

    /// Notes a refusal; one that names nothing is shown with all that are still without an answer.
    void rejected(@Nullable Subscription subscription, String reason, long nowUs) {
        if (subscription == null) {
            slots.values().stream().filter(slot -> slot.is(State.REQUESTED)).forEach(slot -> slot.reason = reason);
            return;
        }
        Slot slot = slot(subscription);
        if (slot != null) {
            slot.enter(State.REJECTED, nowUs, reason);
        }
    }

    /// Finds those that have had no data for too long.
    void tend(long nowUs) {
        for (Slot slot : slots.values()) {
            boolean isOverdue = nowUs - slot.quietSinceUs > silenceUs;
            if (isOverdue && !slot.is(State.SILENT) && !slot.is(State.REJECTED)) {
                slot.enter(State.SILENT, nowUs, slot.reason);
            }
        }
    }

    /// Begins the wait for data anew, because the socket was not read until now.
    void forgive(long nowUs) {
        slots.values().forEach(slot -> slot.quietSinceUs = nowUs);
    }

    /// Whether nothing that was not rejected has data.
    boolean isAllSilent() {
        boolean isAny = false;
        for (Slot slot : slots.values()) {
            if (!slot.is(State.REJECTED)) {
                if (!slot.is(State.SILENT)) {
                    return false;
                }
                isAny = true;
            }
        }
        return isAny;
    }

    /// Whether anything is silent or rejected. A quiet market that is within its time is no trouble.
    boolean hasTrouble() {
        return slots.values().stream().anyMatch(slot -> slot.is(State.SILENT) || slot.is(State.REJECTED));
    }

    /// Whether every subscription that is live in `older` has had data here.
    boolean hasCaughtUpWith(SubscriptionWatch older) {
        return older.slots.values().stream()
                .filter(slot -> slot.is(State.LIVE))
                .allMatch(slot -> lastDataUs(slot.subscription) > 0);
    }

    List<SubscriptionStats> stats() {
        var list = new ArrayList<SubscriptionStats>(slots.size());
        slots.values().forEach(slot -> list.add(slot.stats()));
        return List.copyOf(list);
    }

    private long lastDataUs(Subscription subscription) {
        Slot slot = slots.get(subscription);
        return slot == null ? 0 : slot.lastDataUs;
    }

    private @Nullable Slot slot(Subscription subscription) {
        Slot slot = slots.get(subscription);
        return slot != null ? slot : aliases.get(subscription);
    }

    private void learn(Slot slot, SeriesNames.@Nullable Pair pair) {
        if (pair == null) {
            return;
        }
        Subscription asked = slot.subscription;
        Series series = asked.channel().dataset() == Dataset.TICKS ? pair.ticks() : pair.trades();
        aliases.putIfAbsent(new Subscription(asked.channel(), series.symbol()), slot);
        bySeries.merge(series, new Slot[] {slot}, SubscriptionWatch::joined);
    }

    private static Slot[] joined(Slot[] some, Slot[] more) {
        var all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
