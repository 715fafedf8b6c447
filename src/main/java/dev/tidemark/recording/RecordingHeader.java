package dev.tidemark.recording;

import java.util.List;

/// The first line of a recording.
///
/// @param source the venue, as in `binance`
/// @param url what was connected to
/// @param recorded when, as a date or an instant in ISO 8601
/// @param symbols what was subscribed to, in Tidemark's names; empty where the recorder did not say
public record RecordingHeader(String source, String url, String recorded, List<String> symbols) {

    public RecordingHeader {
        symbols = List.copyOf(symbols);
    }
}
