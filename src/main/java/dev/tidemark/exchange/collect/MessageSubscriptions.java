package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.Subscription;
import java.util.ArrayList;
import java.util.List;

/// Tells which subscriptions a subscribe message asked for, for venues that acknowledge a message by its number.
///
/// Found by leaving one out: the first message that is then different is the one that asked for it.
final class MessageSubscriptions {

    private MessageSubscriptions() {}

    /// The subscriptions of each message, by the message's index.
    static List<List<Subscription>> of(Exchange exchange, List<Subscription> subscriptions) {
        List<String> messages = exchange.subscribe(subscriptions);
        var byMessage = new ArrayList<List<Subscription>>();
        messages.forEach(message -> byMessage.add(new ArrayList<>()));
        if (messages.size() == 1) {
            byMessage.getFirst().addAll(subscriptions);
            return byMessage;
        }
        for (int i = 0; i < subscriptions.size(); i++) {
            var rest = new ArrayList<>(subscriptions);
            Subscription left = rest.remove(i);
            int index = firstDifference(messages, rest.isEmpty() ? List.of() : exchange.subscribe(rest));
            if (index < messages.size()) {
                byMessage.get(index).add(left);
            }
        }
        return byMessage;
    }

    private static int firstDifference(List<String> messages, List<String> others) {
        int i = 0;
        while (i < messages.size() && i < others.size() && messages.get(i).equals(others.get(i))) {
            i++;
        }
        return i;
    }
}
