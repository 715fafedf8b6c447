package dev.tidemark.http.operate;

import dev.tidemark.exchange.Collectors;
import dev.tidemark.http.wire.BodyReader;

/// `POST /start`: answers once every collector in question is started.
public final class StartCollectorsHandler extends SwitchCollectorsHandler {

    public StartCollectorsHandler(Collectors collectors, BodyReader bodies) {
        super(collectors, bodies, collectors::start, "started");
    }
}
