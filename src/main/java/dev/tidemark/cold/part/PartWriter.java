package dev.tidemark.cold.part;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.make.FileMaker;
import dev.tidemark.cold.make.RowSource;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cold.make.Wait;
import dev.tidemark.market.Dataset;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Writes parts: looks for rows, plans, makes what is planned. Blocks, for a virtual thread.
///
/// Whatever a round leaves undone, by a failure or a crash, the next one finds in the ledger and does.
public final class PartWriter {

    private static final int PLANS_AT_ONCE = 100;

    private final PartLedger ledger;
    private final Tools tools;
    private final PartConfig config;
    private final InstantSource clock;

    /// @param maker of files
    /// @param objects where those go that nobody wants any more
    public record Tools(FileMaker maker, ObjectStore objects, StepListener steps) {}

    public PartWriter(PartLedger ledger, Tools tools, PartConfig config, InstantSource clock) {
        this.ledger = ledger;
        this.tools = tools;
        this.config = config;
        this.clock = clock;
    }

    /// Does all that is due for one dataset, or as much as it may.
    ///
    /// @param mayGoOn false to stop after the part that is being made
    /// @param progress is told of each part that was made, and of those that were replaced
    public void run(Dataset dataset, BooleanSupplier mayGoOn, Consumer<PartRound> progress) {
        progress.accept(PartRound.replaced(Wait.on(ledger.retire(dataset))));
        makeAll(dataset, mayGoOn, progress);
        if (!config.enabled() || !mayGoOn.getAsBoolean()) {
            return;
        }
        Instant now = clock.instant();
        LocalDate from = now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(config.days() - 1L);
        boolean isMore = true;
        while (isMore && mayGoOn.getAsBoolean()) {
            isMore = Wait.on(ledger.look(dataset, from, config.records()));
        }
        tools.steps().reached(PartStep.LOOKED);
        while (mayGoOn.getAsBoolean() && plan(dataset, now.minus(config.patience()))) {
            makeAll(dataset, mayGoOn, progress);
        }
    }

    private boolean plan(Dataset dataset, Instant agedBefore) {
        List<Cut> cuts =
                Cut.of(Wait.on(ledger.due(dataset, config.records(), agedBefore)), config.records(), agedBefore);
        if (cuts.isEmpty() || !Wait.on(ledger.plan(cuts))) {
            return false;
        }
        tools.steps().reached(PartStep.PLANNED);
        return true;
    }

    /// Makes what is planned. A part that fails keeps no other from being made, unless it is the object
    /// store's fault.
    private void makeAll(Dataset dataset, BooleanSupplier mayGoOn, Consumer<PartRound> progress) {
        Map<Long, RuntimeException> idToFailure = new HashMap<>();
        while (mayGoOn.getAsBoolean()) {
            List<Part> planned = Wait.on(ledger.planned(dataset, PLANS_AT_ONCE)).stream()
                    .filter(part -> !idToFailure.containsKey(part.fileId()))
                    .toList();
            if (planned.isEmpty()) {
                break;
            }
            for (Part part : planned) {
                if (!mayGoOn.getAsBoolean()) {
                    return;
                }
                try {
                    progress.accept(part.isWanted() ? make(part) : remove(part));
                } catch (ColdFault.Unavailable | CancellationException nobodysFault) {
                    throw nobodysFault;
                } catch (RuntimeException failure) {
                    idToFailure.put(part.fileId(), failure);
                }
            }
        }
        idToFailure.values().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
    }

    private PartRound make(Part part) {
        var order = new FileMaker.Order(file(part), part.rows(), Map.of());
        Optional<ColdFile> made = tools.maker()
                .make(order, () -> RowSource.of(ledger.rows(part)), tools.steps())
                .verified();
        if (made.isEmpty()) {
            Wait.on(ledger.rename(part));
            return PartRound.NOTHING;
        }
        FileFacts facts = made.get().facts();
        if (!Wait.on(ledger.publish(part, facts))) {
            return PartRound.NOTHING;
        }
        tools.steps().reached(PartStep.PUBLISHED);
        return new PartRound(1, facts.rows(), facts.bytes(), 0);
    }

    /// Its rows are in the file of the day that is being made.
    private PartRound remove(Part part) {
        Wait.on(tools.objects().delete(part.key()));
        tools.steps().reached(PartStep.REMOVED);
        Wait.on(ledger.forget(part));
        return PartRound.NOTHING;
    }

    private static ColdFile file(Part part) {
        return new ColdFile(
                part.fileId(),
                part.key(),
                part.day().partition(),
                ColdFile.Kind.PART,
                part.day().day(),
                part.day().day().plusDays(1),
                1,
                0,
                FileFacts.UNWRITTEN);
    }
}
