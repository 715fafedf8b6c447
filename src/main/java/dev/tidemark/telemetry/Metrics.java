package dev.tidemark.telemetry;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The registry behind `/metrics`: Vert.x's own figures and ours. Thread-safe.
///
/// The composition root builds Vert.x with it:
/// `Vertx.builder().with(new VertxOptions().setMetricsOptions(Metrics.options())).withMetrics(metrics.factory())`.
public final class Metrics {

    /// The media type of [#scrape].
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Figures figures = new Figures(registry);
    private final List<Consumer<Figures>> writers = new CopyOnWriteArrayList<>();

    /// How Vert.x names its own figures. Routes and never paths, whose number has no bound.
    public static MicrometerMetricsOptions options() {
        return new MicrometerMetricsOptions()
                .setEnabled(true)
                .setJvmMetricsEnabled(true)
                .addLabels(
                        Label.HTTP_METHOD,
                        Label.HTTP_CODE,
                        Label.HTTP_ROUTE,
                        Label.EB_ADDRESS,
                        Label.EB_SIDE,
                        Label.POOL_TYPE,
                        Label.POOL_NAME,
                        Label.CLIENT_NAME,
                        Label.NAMESPACE);
    }

    /// Makes Vert.x count into this registry.
    public VertxMetricsFactory factory() {
        return new MicrometerMetricsFactory(registry);
    }

    /// Adds a source of figures, asked with every [#scrape]. It must not block.
    public Metrics with(Consumer<Figures> writer) {
        writers.add(writer);
        return this;
    }

    /// Adds the figures of the pipeline.
    public Metrics with(Vitals vitals, HealthModel health) {
        return with(new VitalFigures(vitals, health));
    }

    /// All figures in Prometheus' text format. May take milliseconds: not for an event loop.
    public String scrape() {
        writers.forEach(writer -> writer.accept(figures));
        return registry.scrape();
    }

    /// Frees what Vert.x' figures hold.
    public void close() {
        registry.close();
    }
}
