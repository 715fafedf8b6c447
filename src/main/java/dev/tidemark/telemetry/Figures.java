package dev.tidemark.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Meters that are set when somebody looks, made at the first time. So the figures that `/status` shows and those of
/// `/metrics` come from the same counters, and a new source needs no registration. Bounded; thread-safe.
public final class Figures {

    /// Beyond it new meters are left out: labels come from venues too.
    private static final int MAX_METERS = 5_000;

    private record Key(String name, Tags tags) {}

    private final MeterRegistry registry;
    private final Map<Key, AtomicLong> keyToBits = new ConcurrentHashMap<>();

    Figures(MeterRegistry registry) {
        this.registry = registry;
    }

    /// Sets a value that goes up and down. Labels are name, value, name, value.
    public void gauge(String name, double value, String... labels) {
        set(name, value, labels, false);
    }

    /// Sets a whole value that goes up and down.
    public void gauge(String name, long value, String... labels) {
        set(name, (double) value, labels, false);
    }

    /// Sets the total of a counter since the start of the process.
    public void counter(String name, long total, String... labels) {
        set(name, (double) total, labels, true);
    }

    private void set(String name, double value, String[] labels, boolean isCounter) {
        var key = new Key(name, Tags.of(labels));
        AtomicLong bits = keyToBits.get(key);
        if (bits == null) {
            if (keyToBits.size() >= MAX_METERS) {
                return;
            }
            bits = keyToBits.computeIfAbsent(key, missing -> register(missing, isCounter));
        }
        bits.set(Double.doubleToRawLongBits(value));
    }

    private AtomicLong register(Key key, boolean isCounter) {
        var bits = new AtomicLong();
        // Micrometer knows a gauge of information by its dot: `_info` would be cut off.
        String name = key.name.replace('_', '.');
        if (isCounter) {
            FunctionCounter.builder(name, bits, Figures::value).tags(key.tags).register(registry);
        } else {
            Gauge.builder(name, bits, Figures::value).tags(key.tags).register(registry);
        }
        return bits;
    }

    private static double value(AtomicLong bits) {
        return Double.longBitsToDouble(bits.get());
    }
}
