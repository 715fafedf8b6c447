package dev.tidemark.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.function.Function;

/// An address of the event bus with the type of what is asked there and of what is answered.
///
/// The payload is handed over by reference: whoever asks lets go of it until the answer has come. A failure of the
/// answerer reaches the asker as the same exception.
///
/// @param <Q> what is asked
/// @param <A> what is answered
public record Topic<Q, A>(String address) {

    /// A topic of the same types for one of several receivers.
    public Topic<Q, A> at(String part) {
        return new Topic<>(address + "." + part);
    }

    /// Asks, and waits for the answer no longer than the deadline. Fails with the answerer's exception, or with
    /// Vert.x's `ReplyException` where nobody answers in time.
    public Future<A> ask(Vertx vertx, Q question, Duration deadline) {
        var options = new DeliveryOptions().setLocalOnly(true).setSendTimeout(deadline.toMillis());
        return vertx.eventBus()
                .<Parcel>request(address, new Parcel(question), options)
                .compose(reply -> this.<A>open(reply.body()));
    }

    /// Answers what is asked here, on the context of the caller. The future completes once the address is known.
    public Future<Registration> answer(Vertx vertx, Function<Q, Future<A>> answerer) {
        MessageConsumer<Parcel> consumer = vertx.eventBus().localConsumer(address);
        consumer.handler(message -> reply(message, answerer));
        return consumer.completion().map(ignored -> consumer::unregister);
    }

    @SuppressWarnings("unchecked") // the address is known to one topic only, and the topic gives the types
    private void reply(Message<Parcel> message, Function<Q, Future<A>> answerer) {
        Future<A> answer;
        try {
            answer = answerer.apply((Q) message.body().content());
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        answer.onComplete(
                content -> message.reply(new Parcel(content)),
                failure -> message.reply(new Parcel(new Parcel.Thrown(failure))));
    }

    @SuppressWarnings("unchecked")
    private <T> Future<T> open(Parcel parcel) {
        return parcel.content() instanceof Parcel.Thrown(Throwable cause)
                ? Future.failedFuture(cause)
                : Future.succeededFuture((T) parcel.content());
    }

    /// A receiver's hold on its address.
    @FunctionalInterface
    public interface Registration {

        /// Lets go of the address.
        Future<Void> cancel();
    }
}
