package dev.tidemark.history.backfill.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.testkit.Await;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SampleRoomTest {

    private static final Runnable NO_CHECK = () -> {};

    @Test
    void theDayThatBeganFirstNeverWaitsAndTheOthersWaitForRoom() throws InterruptedException {
        var room = new SampleRoom(100);
        var first = room.enter();
        var second = room.enter();
        first.take(60, NO_CHECK);
        second.take(40, NO_CHECK);
        first.take(500, NO_CHECK);

        var isIn = new AtomicBoolean();
        Thread waiting = Thread.ofVirtual().start(() -> {
            second.take(1, NO_CHECK);
            isIn.set(true);
        });
        Await.until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        assertThat(isIn).isFalse();

        first.close();
        waiting.join();
        assertThat(isIn).isTrue();
        second.close();
    }

    @Test
    void whoeverWaitsCanBeStopped() {
        var room = new SampleRoom(10);
        try (var first = room.enter();
                var second = room.enter()) {
            first.take(10, NO_CHECK);
            assertThatThrownBy(() -> second.take(1, () -> {
                        throw new IllegalStateException("stopped");
                    }))
                    .hasMessage("stopped");
        }
    }
}
