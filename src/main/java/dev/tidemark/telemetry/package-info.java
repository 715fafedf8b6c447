/// What can be seen from outside: the status page's figures, health, metrics.
///
/// [dev.tidemark.telemetry.Vitals] names where the figures come from; the composition root fills it. What only a
/// database can tell is fetched by [dev.tidemark.telemetry.StoreWatch] on a timer, so that no request for
/// [dev.tidemark.telemetry.StatusModel], [dev.tidemark.telemetry.HealthModel] or [dev.tidemark.telemetry.Metrics] ever
/// waits for one. [dev.tidemark.telemetry.MetricNames] has every metric of our own with its meaning.
@NullMarked
package dev.tidemark.telemetry;

import org.jspecify.annotations.NullMarked;
