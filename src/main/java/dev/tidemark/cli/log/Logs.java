package dev.tidemark.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.tidemark.config.Settings.LogConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Sets up logging by code: reading an XML file would cost a fifth of a second at each start.
public final class Logs {

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %-22logger{0} %msg%kvp{DOUBLE}%n%ex";

    private Logs() {}

    /// Logs to standard output as configured, from now on.
    ///
    /// @param isTerminal whether standard output is one
    /// @param workerId stands in each JSON line; null leaves it out
    public static void server(LogConfig config, boolean isTerminal, @Nullable String workerId) {
        boolean isJson = isJson(config, isTerminal);
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        set(context, Level.toLevel(config.level()), isJson ? new JsonLines(workerId) : text(), "System.out");
    }

    /// Logs warnings to standard error, for commands whose standard output is their answer.
    static void command(LoggerContext context) {
        set(context, Level.WARN, text(), "System.err");
    }

    public static boolean isJson(LogConfig config, boolean isTerminal) {
        return switch (config.format()) {
            case "json" -> true;
            case "text" -> false;
            default -> !isTerminal;
        };
    }

    private static void set(LoggerContext context, Level level, Encoder<ILoggingEvent> encoder, String target) {
        context.reset();
        encoder.setContext(context);
        encoder.start();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setTarget(target);
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(console);
        // Vert.x registers a gauge for each consumer of one address, and Micrometer warns of every one.
        context.getLogger("io.micrometer").setLevel(Level.ERROR);
        // Netty tells at debug what it found out about the machine; nobody has ever needed it at our debug level.
        context.getLogger("io.netty").setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.INFO);
    }

    private static PatternLayoutEncoder text() {
        var encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN);
        return encoder;
    }
}
