package dev.tidemark.exchange.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ConnectionStateTest {

    @Test
    void aLifeGoesFromWaitingToClosed() {
        var waiting = new ConnectionState.Waiting(1);
        var connecting = waiting.connect(2);
        var subscribing = connecting.opened(3);
        var live = subscribing.data(4);
        var draining = live.drain(5);
        var closed = draining.closed(6, "stopped");

        assertThat(new ConnectionState[] {waiting, connecting, subscribing, live, draining, closed})
                .extracting(ConnectionState::label)
                .containsExactly("waiting", "connecting", "subscribing", "live", "draining", "closed");
        assertThat(new ConnectionState[] {waiting, connecting, subscribing, live, draining, closed})
                .extracting(ConnectionState::sinceUs)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(new ConnectionState[] {waiting, connecting, subscribing, live, draining, closed})
                .extracting(ConnectionState::isReading)
                .containsExactly(false, false, true, true, false, false);
    }

    @Test
    void theFirstReasonOfAnEndStands() {
        var closed = new ConnectionState.Connecting(1).closed(2, "no route");
        assertThat(closed.closed(3, "stopped")).isSameAs(closed);
        assertThat(closed.reason()).isEqualTo("no route");
    }
}
