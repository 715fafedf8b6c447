package dev.tidemark.cold.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.make.Wait;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsIT {

    private static final Rounds.Pace PACE = new Rounds.Pace("a test", Duration.ofHours(1));

    private final HotDatabase hot = new HotDatabase();
    private final CountDownLatch atWork = new CountDownLatch(1);
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        hot.close();
    }

    @Test
    void endThoughTheWorkAtHandIsNeverAnswered() throws InterruptedException {
        Rounds rounds = start(() -> Wait.on(Promise.promise().future()));
        assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();
        Await.result(rounds.stop());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(failures).isEmpty();
    }

    @Test
    void leaveTheWorkAtHandTheTimeThatItNeeds() throws InterruptedException {
        var finished = new CountDownLatch(1);
        Rounds rounds = start(() -> {
            Wait.on(hot.vertx.timer(200, TimeUnit.MILLISECONDS));
            finished.countDown();
        });
        assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
        Await.result(rounds.stop());
        assertThat(finished.getCount()).isZero();
        assertThat(failures).isEmpty();
    }

    @Test
    void goOnAfterARoundThatFails() throws InterruptedException {
        var rounds =
                Rounds.start(hot.database.manifest(), new Rounds.Pace("a test", Duration.ofMillis(10)), work(() -> {
                    throw new IllegalStateException("no");
                }));
        while (failures.size() < 3) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        Await.result(rounds.stop());
        assertThat(failures).allSatisfy(failure -> assertThat(failure).hasMessage("no"));
    }

    private Rounds start(Runnable round) {
        return Rounds.start(hot.database.manifest(), PACE, work(round));
    }

    private Rounds.Work work(Runnable round) {
        return new Rounds.Work() {
            @Override
            public void round(BooleanSupplier mayGoOn) {
                atWork.countDown();
                round.run();
            }

            @Override
            public void failed(RuntimeException failure) {
                failures.add(failure);
            }
        };
    }
}
