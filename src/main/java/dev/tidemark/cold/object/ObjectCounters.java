package dev.tidemark.cold.object;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ObjectStore;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts what was asked of an object store. Thread-safe.
public final class ObjectCounters {

    /// What is asked.
    public enum Operation {
        /// Each part of a large object is one more.
        PUT,
        READ,
        HEAD,
        LIST,
        DELETE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How it ended.
    public enum Outcome {
        OK,
        /// There is already an object under the key of a put.
        EXISTS,
        MISSING,
        DAMAGED,
        REFUSED,
        UNAVAILABLE,
        /// Failed and was sent again: one more request, whose end is counted by itself.
        RETRIED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The outcome that an answer stands for: a put may have found something, a look nothing.
        static Outcome ofAnswer(@Nullable Object answer) {
            return switch (answer) {
                case ObjectStore.Put put when put != ObjectStore.Put.CREATED -> EXISTS;
                case Optional<?> found when found.isEmpty() -> MISSING;
                case null, default -> OK;
            };
        }

        /// The outcome that a failure stands for.
        static Outcome ofFailure(Throwable failure) {
            return switch (failure) {
                case ColdFault.Missing ignored -> MISSING;
                case ColdFault.Damaged ignored -> DAMAGED;
                case ColdFault.Refused ignored -> REFUSED;
                default -> UNAVAILABLE;
            };
        }
    }

    private final Map<Operation, Map<Outcome, LongAdder>> requests = new EnumMap<>(Operation.class);
    private final Map<Operation, LongAdder> bytes = new EnumMap<>(Operation.class);

    public ObjectCounters() {
        for (var operation : Operation.values()) {
            var outcomes = new EnumMap<Outcome, LongAdder>(Outcome.class);
            for (var outcome : Outcome.values()) {
                outcomes.put(outcome, new LongAdder());
            }
            requests.put(operation, outcomes);
            bytes.put(operation, new LongAdder());
        }
    }

    public void count(Operation operation, Outcome outcome) {
        adder(operation, outcome).increment();
    }

    /// Adds bytes of objects that were sent or received.
    public void addBytes(Operation operation, long count) {
        adder(operation).add(count);
    }

    public long requests(Operation operation, Outcome outcome) {
        return adder(operation, outcome).sum();
    }

    /// All requests of an operation, those that were sent again included.
    public long requests(Operation operation) {
        long sum = 0;
        for (var outcome : Outcome.values()) {
            sum += requests(operation, outcome);
        }
        return sum;
    }

    public long bytes(Operation operation) {
        return adder(operation).sum();
    }

    // Every key is there since the constructor.
    @SuppressWarnings("NullAway")
    private LongAdder adder(Operation operation, Outcome outcome) {
        return requests.get(operation).get(outcome);
    }

    @SuppressWarnings("NullAway")
    private LongAdder adder(Operation operation) {
        return bytes.get(operation);
    }
}
