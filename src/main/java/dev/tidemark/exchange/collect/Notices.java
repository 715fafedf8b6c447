package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Subscription;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what one connection's messages said apart from records to where it is counted, watched or acted upon.
final class Notices implements FrameReader.HeardHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final int MAX_WORDS = 200;

    private final CollectorContext context;
    private final String connection;
    private final List<Subscription> subscriptions;
    private final SubscriptionWatch watch;
    private final Consumer<String> reconnectSoon;
    private @Nullable Future<List<List<Subscription>>> byMessage;

    /// @param connection its name, for logs
    /// @param reconnectSoon hears, with the reason, that the venue is about to cut
    Notices(
            CollectorContext context,
            String connection,
            List<Subscription> subscriptions,
            SubscriptionWatch watch,
            Consumer<String> reconnectSoon) {
        this.context = context;
        this.connection = connection;
        this.subscriptions = subscriptions;
        this.watch = watch;
        this.reconnectSoon = reconnectSoon;
    }

    @Override
    public void heard(Heard what) {
        switch (what) {
            case Heard.Acknowledged(Subscription subscription) -> watch.acknowledged(subscription, context.nowUs());
            case Heard.AcknowledgedMessage(int index) -> acknowledgedMessage(index);
            case Heard.Rejected rejected -> rejected(rejected);
            case Heard.Heartbeat ignored -> {}
            case Heard.Announced(String text) -> LOG.info("{} announces: {}", connection, brief(text));
            case Heard.ReconnectSoon(String reason) -> reconnectSoon.accept(reason);
            case Heard.PassedOver(String kind) -> context.totals().passedOver.count(kind);
            case Heard.Unknown(String kind) -> context.totals().unknown.count(kind);
            case Heard.Malformed(String reason) -> malformed(reason);
        }
    }

    /// Counts a message that could not be read.
    void malformed(String reason) {
        context.totals().malformed++;
        context.totals().lastError = "malformed message: " + reason;
    }

    private void acknowledgedMessage(int index) {
        Future<List<List<Subscription>>> known = byMessage;
        if (known == null) {
            // A worker's task: the venue is asked for its messages once for each subscription, of which it may be
            // 1,024.
            known = context.vertx()
                    .executeBlocking(() -> MessageSubscriptions.of(context.exchange(), subscriptions))
                    .map(all -> Objects.requireNonNull(all));
            byMessage = known;
        }
        known.onSuccess(all -> acknowledged(all, index))
                .onFailure(failure -> LOG.warn("{} cannot tell what message {} asked for", connection, index, failure));
    }

    private void acknowledged(List<List<Subscription>> byIndex, int index) {
        if (index >= 0 && index < byIndex.size()) {
            byIndex.get(index).forEach(subscription -> watch.acknowledged(subscription, context.nowUs()));
        }
    }

    private void rejected(Heard.Rejected rejected) {
        Subscription subscription = rejected.subscription();
        String reason = brief(rejected.reason());
        String error = (subscription == null ? "rejected: " : "rejected " + subscription + ": ") + reason;
        if (!error.equals(context.totals().lastError)) {
            LOG.warn("{} {}", connection, error);
        }
        context.totals().refused.count("subscription");
        context.totals().lastError = error;
        watch.rejected(subscription, reason, context.nowUs());
    }

    /// A venue's words, short enough for a log and a status page.
    private static String brief(String text) {
        return text.length() <= MAX_WORDS ? text : text.substring(0, MAX_WORDS) + "…";
    }
}
