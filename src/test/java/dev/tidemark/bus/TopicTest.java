package dev.tidemark.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class TopicTest {

    private static final Topic<StringBuilder, StringBuilder> ECHO = new Topic<>("echo");
    private static final Duration SOON = Duration.ofSeconds(5);

    /// A failure with a field, which a copy by way of text would lose.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code = 42;
    }

    @Test
    void aPayloadTravelsByReference(Vertx vertx, VertxTestContext test) {
        Bus.install(vertx);
        var payload = new StringBuilder("tide");
        ECHO.answer(vertx, Future::succeededFuture)
                .compose(ignored -> ECHO.ask(vertx, payload, SOON))
                .onComplete(test.succeeding(answer -> test.verify(() -> {
                    assertThat(answer).isSameAs(payload);
                    test.completeNow();
                })));
    }

    @Test
    void aFailureArrivesAsItself(Vertx vertx, VertxTestContext test) {
        Bus.install(vertx);
        ECHO.answer(vertx, ignored -> Future.failedFuture(new Refused()))
                .compose(ignored -> ECHO.ask(vertx, new StringBuilder(), SOON))
                .onComplete(test.failing(failure -> test.verify(() -> {
                    assertThat(failure)
                            .isInstanceOfSatisfying(
                                    Refused.class,
                                    refused -> assertThat(refused.code).isEqualTo(42));
                    test.completeNow();
                })));
    }

    @Test
    void anAnswererThatThrowsFailsTheQuestion(Vertx vertx, VertxTestContext test) {
        Bus.install(vertx);
        ECHO.answer(vertx, ignored -> {
                    throw new Refused();
                })
                .compose(ignored -> ECHO.ask(vertx, new StringBuilder(), SOON))
                .onComplete(test.failing(failure -> test.verify(() -> {
                    assertThat(failure).isInstanceOf(Refused.class);
                    test.completeNow();
                })));
    }

    @Test
    void afterCancellingNobodyAnswers(Vertx vertx, VertxTestContext test) {
        Bus.install(vertx);
        ECHO.answer(vertx, Future::succeededFuture)
                .compose(Topic.Registration::cancel)
                .compose(ignored -> ECHO.ask(vertx, new StringBuilder(), SOON))
                .onComplete(test.failing(failure -> test.verify(() -> {
                    assertThat(failure).hasMessageContaining("No handlers");
                    test.completeNow();
                })));
    }
}
