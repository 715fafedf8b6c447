package dev.tidemark.exchange.binance;

import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.codec.JsonDecoder;
import dev.tidemark.exchange.codec.JsonFrame;
import dev.tidemark.exchange.codec.SliceCache;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads Binance's streams: one-letter fields that mean different things by event, kept raw until the event is known.
final class BinanceDecoder extends JsonDecoder {

    private static final Heard NO_TYPE = new Heard.Unknown("no type");

    private final SliceCache<BinanceEvent> events = new SliceCache<>(BinanceEvent::named);
    private final SliceCache<BinanceEvent> streams = new SliceCache<>(BinanceEvent::ofStream);
    private final BinanceFields fields;
    private @Nullable BinanceEvent event;
    private @Nullable BinanceEvent stream;
    private boolean isAnswer;
    private long id;
    private @Nullable String error;

    BinanceDecoder(SeriesNames names) {
        this.fields = new BinanceFields(names);
    }

    @Override
    protected void read(JsonFrame json, long receivedUs, Intake into) throws IOException {
        reset();
        if (json.enterObject() && !isKnownUnwanted(json)) {
            settle(receivedUs, into);
        } else {
            into.heard(event == null ? NO_TYPE : event.notice());
        }
    }

    private void reset() {
        fields.reset();
        event = null;
        stream = null;
        isAnswer = false;
        id = JsonFrame.NO_INTEGER;
        error = null;
    }

    /// Reads an object, the envelope or the data in it; true once it is clear that the message is not wanted, whose
    /// rest is then left unread.
    private boolean isKnownUnwanted(JsonFrame json) throws IOException {
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "stream" -> stream = json.find(streams);
                case "e" -> event = json.find(events);
                // The first field of a partial book, whose data has no type.
                case "lastUpdateId" -> event = BinanceEvent.PARTIAL_BOOK;
                case "data" -> {
                    if (json.enterObject() && isKnownUnwanted(json)) {
                        return true;
                    }
                }
                case "id" -> {
                    isAnswer = true;
                    id = json.integer();
                }
                case "result" -> isAnswer = true;
                case "error" -> error = readError(json);
                case "msg" -> error = json.text(MAX_SENTENCE);
                default -> fields.take(field, json);
            }
            if (event != null && event.kind() == BinanceEvent.Kind.NOT_WANTED) {
                return true;
            }
        }
        return false;
    }

    private static String readError(JsonFrame json) throws IOException {
        String said = json.text(MAX_SENTENCE);
        if (json.enterObject()) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                if (field.equals("msg")) {
                    said = json.text(MAX_SENTENCE);
                }
            }
        }
        return said;
    }

    private void settle(long receivedUs, Intake into) {
        if (error != null) {
            into.heard(new Heard.Rejected(null, error));
            return;
        }
        BinanceEvent said = event != null ? event : fields.isBookTicker() ? BinanceEvent.BOOK_TICKER : stream;
        if (said != null) {
            settle(said, receivedUs, into);
        } else if (isAnswer) {
            // Ids count from 1, places in the list of messages from 0.
            into.heard(id > 0 && id <= Integer.MAX_VALUE ? new Heard.AcknowledgedMessage((int) id - 1) : NO_TYPE);
        } else {
            into.heard(NO_TYPE);
        }
    }

    private void settle(BinanceEvent said, long receivedUs, Intake into) {
        switch (said.kind()) {
            case TRADE -> fields.addTrade(into, receivedUs);
            case BOOK_TICKER -> fields.addBookTicker(into, receivedUs);
            case TICKER -> fields.addTicker(into, receivedUs);
            case SHUTDOWN, NOT_WANTED -> into.heard(said.notice());
        }
    }
}
