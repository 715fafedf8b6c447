package dev.tidemark.testing;

import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import java.util.concurrent.TimeUnit;

/// Makes every Vert.x of a test complain of an event loop that was held for a second, where it would wait for two.
///
/// A second is what two busy cores may need to load the classes of a first request; less than that is measured by
/// benchmarks, not by tests that must pass everywhere. `-Dtidemark.blocked-ms` sets another limit.
public final class QuickToComplain implements VertxServiceProvider {

    private static final long LIMIT_MS = Long.getLong("tidemark.blocked-ms", 1_000);

    @Override
    public void init(VertxBootstrap builder) {
        var options = builder.options();
        if (options.getMaxEventLoopExecuteTime() == VertxOptions.DEFAULT_MAX_EVENT_LOOP_EXECUTE_TIME) {
            options.setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS).setMaxEventLoopExecuteTime(LIMIT_MS);
            options.setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
                    .setBlockedThreadCheckInterval(Math.max(10, LIMIT_MS / 4));
        }
    }
}
