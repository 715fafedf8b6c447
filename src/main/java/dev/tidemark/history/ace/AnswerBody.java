package dev.tidemark.history.ace;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The body of an answer, given to its reader as it comes. Whether the answer is the one that was asked for is known
/// only afterwards, so that what the reader says is kept, and also how the body begins.
final class AnswerBody<T> implements BodyStream<AnswerBody.Read<T>> {

    private static final int HEAD_BYTES = 1_024;

    private final AnswerReader<T> reader;
    private final long mostBytes;
    private final Promise<Read<T>> read = Promise.promise();
    private final Buffer head = Buffer.buffer();
    private long bytes;
    private @Nullable IOException fault;

    /// What came.
    ///
    /// @param value null where it could not be read
    /// @param fault why it could not be read; null where it could
    /// @param head the first characters, for words that mean something
    record Read<T>(@Nullable T value, @Nullable IOException fault, String head) {}

    AnswerBody(AnswerReader<T> reader, long mostBytes) {
        this.reader = reader;
        this.mostBytes = mostBytes;
    }

    @Override
    public Future<Read<T>> result() {
        return read.future();
    }

    @Override
    public Future<Void> write(Buffer data) {
        bytes += data.length();
        if (bytes > mostBytes) {
            return Future.failedFuture(new IOException("Expected at most " + mostBytes + " bytes, was more"));
        }
        if (head.length() < HEAD_BYTES) {
            head.appendBuffer(data, 0, Math.min(data.length(), HEAD_BYTES - head.length()));
        }
        if (fault == null) {
            try {
                reader.take(data.getBytes());
            } catch (IOException e) {
                fault = e;
            }
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        T value = null;
        if (fault == null) {
            try {
                value = reader.finish();
            } catch (IOException e) {
                fault = e;
            }
        }
        read.tryComplete(new Read<>(value, fault, head.toString(StandardCharsets.UTF_8)));
        return Future.succeededFuture();
    }

    /// The connection broke.
    @Override
    public void handle(Throwable broken) {
        read.tryFail(broken);
    }

    @Override
    public AnswerBody<T> exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        return this;
    }
}
