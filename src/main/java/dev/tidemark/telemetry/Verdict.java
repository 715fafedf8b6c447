package dev.tidemark.telemetry;

import dev.tidemark.exchange.CollectorStats;
import dev.tidemark.exchange.CollectorStats.SubscriptionStats;
import dev.tidemark.hot.WriterStats;
import dev.tidemark.journal.JournalStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How things stand, in one word, with the reasons.
///
/// `DOWN` means that data which comes in is not kept: the journal takes nothing. A database that is down, or a venue
/// that is silent, only degrades: nothing is lost while the journal fills, and whoever balances load must not turn
/// away the page that shows what is wrong.
///
/// @param reasons full phrases, the worst first; empty while healthy
public record Verdict(State state, List<String> reasons) {

    /// The word.
    public enum State {
        HEALTHY,
        DEGRADED,
        DOWN;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final double JOURNAL_WARN_SHARE = 0.8;

    public Verdict {
        reasons = List.copyOf(reasons);
    }

    static Verdict of(Vitals vitals) {
        var reasons = new ArrayList<String>();
        JournalStats journal = vitals.journal().get();
        boolean isDown = !journal.fault().isEmpty();
        if (isDown) {
            reasons.add("The journal takes nothing: " + journal.fault());
        }
        addStore(vitals, reasons);
        addJournal(journal, reasons);
        vitals.writers().get().forEach(writer -> addWriter(writer, reasons));
        vitals.collectors().get().forEach(collector -> addCollector(collector, reasons));
        State state = isDown ? State.DOWN : reasons.isEmpty() ? State.HEALTHY : State.DEGRADED;
        return new Verdict(state, reasons);
    }

    private static void addStore(Vitals vitals, List<String> reasons) {
        StoreFigures store = vitals.store().get();
        if (store.database() == StoreFigures.Database.DOWN) {
            reasons.add("The database does not answer since " + store.since() + ": " + store.fault());
        }
        Long deadLetters = store.deadLetters();
        if (deadLetters != null && deadLetters > 0) {
            reasons.add(deadLetters + (deadLetters == 1 ? " dead letter waits" : " dead letters wait") + " in /dlq");
        }
    }

    private static void addJournal(JournalStats journal, List<String> reasons) {
        if (journal.bytes() > JOURNAL_WARN_SHARE * journal.maxBytes()) {
            reasons.add("The journal is " + Math.round(100.0 * journal.bytes() / journal.maxBytes()) + " % full");
        }
        if (journal.corruptFrames() > 0) {
            reasons.add("The journal passed over " + journal.corruptFrames() + " corrupt frames");
        }
    }

    private static void addWriter(WriterStats writer, List<String> reasons) {
        if (writer.state().equals("backing off")) {
            reasons.add("The writer of " + writer.dataset().label() + " is backing off: " + writer.lastError());
        }
    }

    private static void addCollector(CollectorStats collector, List<String> reasons) {
        if (collector.state().equals("waiting")) {
            reasons.add(collector.source() + " is not connected: " + collector.lastError());
        }
        List<SubscriptionStats> subscriptions = collector.connections().stream()
                .flatMap(connection -> connection.subscriptions().stream())
                .toList();
        addSubscriptions(collector, subscriptions, "silent", reasons);
        addSubscriptions(collector, subscriptions, "rejected", reasons);
        if (collector.state().equals("degraded") && subscriptions.isEmpty()) {
            reasons.add(collector.source() + " is degraded: " + collector.lastError());
        }
    }

    private static void addSubscriptions(
            CollectorStats collector, List<SubscriptionStats> all, String state, List<String> reasons) {
        List<String> names = all.stream()
                .filter(one -> one.state().equals(state))
                .map(one -> one.channel() + " " + one.symbol())
                .toList();
        if (!names.isEmpty()) {
            String some = String.join(", ", names.subList(0, Math.min(3, names.size())));
            reasons.add(collector.source() + " has " + names.size() + " " + state + ": " + some
                    + (names.size() > 3 ? ", …" : ""));
        }
    }
}
