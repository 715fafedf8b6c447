package dev.tidemark.exchange.codec;

import dev.tidemark.exchange.Intake;
import java.util.List;

/// How full an intake was before a message, so that a message that breaks can be taken back whole.
final class Checkpoint {

    private int ticks;
    private int trades;
    private int marks;
    private int heard;
    private int refusals;

    /// Takes note of the present state.
    void take(Intake intake) {
        ticks = intake.ticks().size();
        trades = intake.trades().size();
        marks = intake.trades().marks().size();
        heard = intake.heard().size();
        refusals = intake.refusals().size();
    }

    /// Goes back to the noted state; the message's sequence is forgotten.
    void restore(Intake intake) {
        intake.ticks().truncate(ticks);
        intake.trades().truncate(trades);
        cut(intake.trades().marks(), marks);
        cut(intake.heard(), heard);
        cut(intake.refusals(), refusals);
        intake.connectionSequence(Intake.NO_SEQUENCE);
    }

    private static void cut(List<?> list, int size) {
        list.subList(size, list.size()).clear();
    }
}
