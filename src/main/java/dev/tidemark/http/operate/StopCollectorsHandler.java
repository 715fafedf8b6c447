package dev.tidemark.http.operate;

import dev.tidemark.exchange.Collectors;
import dev.tidemark.http.wire.BodyReader;

/// `POST /stop`: answers once every collector in question is stopped.
public final class StopCollectorsHandler extends SwitchCollectorsHandler {

    public StopCollectorsHandler(Collectors collectors, BodyReader bodies) {
        super(collectors, bodies, collectors::stop, "stopped");
    }
}
