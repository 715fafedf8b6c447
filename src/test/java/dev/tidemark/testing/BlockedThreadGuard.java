package dev.tidemark.testing;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/// Fails a test during which Vert.x's blocked-thread checker spoke. Registered for all tests by the service file.
public final class BlockedThreadGuard implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /// The name under which the checker logs.
    static final String CHECKER = "io.vertx.core.impl.BlockedThreadChecker";

    private static final Complaints COMPLAINTS = new Complaints();

    /// Where a test that blocks on purpose says so.
    public static List<String> takeComplaints() {
        return COMPLAINTS.take();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            COMPLAINTS.listenTo(logback);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        failOnComplaints(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        failOnComplaints(context);
    }

    private static void failOnComplaints(ExtensionContext context) {
        var complaints = COMPLAINTS.take();
        if (!complaints.isEmpty()) {
            throw new AssertionError("Expected no blocked event loop in " + context.getDisplayName()
                    + ", since it stops every socket of that loop, was:\n" + String.join("\n", complaints));
        }
    }

    private static final class Complaints extends AppenderBase<ILoggingEvent> {

        private final List<String> heard = new ArrayList<>();

        void listenTo(LoggerContext logback) {
            var checker = logback.getLogger(CHECKER);
            if (!checker.isAttached(this)) {
                setContext(logback);
                start();
                checker.addAppender(this);
            }
        }

        synchronized List<String> take() {
            var taken = List.copyOf(heard);
            heard.clear();
            return taken;
        }

        @Override
        protected synchronized void append(ILoggingEvent event) {
            heard.add(event.getFormattedMessage());
        }
    }
}
