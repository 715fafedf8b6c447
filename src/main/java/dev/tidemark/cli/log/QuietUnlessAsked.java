package dev.tidemark.cli.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;

/// What logback is set to before anybody sets it: warnings, to standard error. Found by the service file.
///
/// Ranks below a `logback.xml` or `logback-test.xml` on the class path and above logback's own fallback, which would
/// print every debug line.
@ConfiguratorRank(-5)
public final class QuietUnlessAsked extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logs.command(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
