package dev.tidemark.history.backfill.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.testkit.Await;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SampleRoomTest {

    @Test
    void theDayThatBeganFirstNeverWaitsAndTheOthersWaitForRoom() throws InterruptedException {
        var room = new SampleRoom(100);
        var first = room.enter();
        var second = room.enter();
        first.take(60, () -> {});
        second.take(40, () -> {});
        first.take(500, () -> {});

        var isIn = new AtomicBoolean();
        Thread waiting = Thread.ofVirtual().start(() -> {
            second.take(1, () -> {});
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
            first.take(10, () -> {});
            assertThatThrownBy(() -> second.take(1, () -> {
                        throw new IllegalStateException("stopped");
                    }))
                    .hasMessage("stopped");
        }
    }
}
