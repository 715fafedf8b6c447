package dev.tidemark.journal.segment;

import dev.tidemark.journal.JournalFault;
import dev.tidemark.journal.Receipt;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers appends on their callers' contexts: one task a context, however many appends it waits for.
final class Completions {

    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private Completions() {}

    static void succeed(List<AppendGroup> groups) {
        answer(groups, append -> append.answer().complete(new Receipt(append.records(), false)));
    }

    static void fail(List<AppendGroup> groups, JournalFault fault) {
        answer(groups, append -> append.answer().fail(fault));
    }

    private static void answer(List<AppendGroup> groups, Consumer<PendingAppend> answer) {
        var contextToAppends = new IdentityHashMap<Context, List<PendingAppend>>();
        for (AppendGroup group : groups) {
            for (PendingAppend append : group.appends()) {
                contextToAppends
                        .computeIfAbsent(append.context(), _ -> new ArrayList<>())
                        .add(append);
            }
        }
        contextToAppends.forEach((context, appends) -> run(context, () -> answerEach(appends, answer)));
    }

    /// Runs a task on a context; a context that is closed has nobody left to tell.
    static void run(Context context, Runnable task) {
        try {
            context.runOnContext(_ -> task.run());
        } catch (RejectedExecutionException e) {
            LOG.debug("nobody left to answer", e);
        }
    }

    private static void answerEach(List<PendingAppend> appends, Consumer<PendingAppend> answer) {
        for (PendingAppend append : appends) {
            try {
                answer.accept(append);
            } catch (RuntimeException e) {
                // A handler's bug must not keep the others' answers from them.
                LOG.error("the handler of an append's answer failed", e);
            }
        }
    }
}
