package dev.tidemark.history.ace;

import java.io.IOException;

/// Takes an answer apart while it arrives.
///
/// @param <T> what the answer says
interface AnswerReader<T> {

    /// Reads on. Fails where the text is not what was expected; nothing more is then given.
    void take(byte[] bytes) throws IOException;

    /// What the answer says, once all of it was taken. Fails where its end is missing.
    T finish() throws IOException;
}
