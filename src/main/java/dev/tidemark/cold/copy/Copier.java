package dev.tidemark.cold.copy;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.ObjectStore.Digest;
import dev.tidemark.cold.ObjectStore.Put;
import dev.tidemark.cold.make.ObjectBytes;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cold.make.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes the copies that are missing and removes those of files that are gone. Blocks, for a virtual thread.
public final class Copier {

    private static final int PAGE = 100;

    private final CopyLedger ledger;
    private final Stores stores;
    private final Path folder;
    private final StepListener steps;

    /// @param from the lake
    /// @param to where copies go
    /// @param name of the second one, by which the manifest remembers where copies are
    public record Stores(ObjectStore from, ObjectStore to, String name) {}

    /// @param folder for files on their way, which is made where there is none
    public Copier(CopyLedger ledger, Stores stores, Path folder, StepListener steps) {
        this.ledger = ledger;
        this.stores = stores;
        this.folder = folder;
        this.steps = steps;
    }

    /// Does all that is due, or as much as it may. A file that cannot be copied keeps no other from it, and its
    /// failure is thrown in the end; where one of the stores is down, or says no to everything, at once.
    ///
    /// @param mayGoOn false to end behind the file that is being copied
    /// @param progress is told of each piece of work that is done
    public void run(BooleanSupplier mayGoOn, Consumer<CopyRound> progress) {
        Wait.on(ledger.begin(stores.name()));
        removeAll(mayGoOn, progress);
        RuntimeException first = null;
        long after = 0;
        List<ColdFile> page;
        do {
            page = Wait.on(ledger.missing(after, PAGE));
            for (ColdFile file : page) {
                if (!mayGoOn.getAsBoolean()) {
                    return;
                }
                after = file.id();
                RuntimeException failure = tryCopy(file, progress);
                first = first == null ? failure : first;
            }
        } while (page.size() == PAGE);
        if (first != null) {
            throw first;
        }
    }

    private void removeAll(BooleanSupplier mayGoOn, Consumer<CopyRound> progress) {
        List<ColdFile> page;
        do {
            page = Wait.on(ledger.unwanted(PAGE));
            for (ColdFile file : page) {
                if (!mayGoOn.getAsBoolean()) {
                    return;
                }
                Wait.on(stores.to().delete(file.key()));
                steps.reached(CopyStep.REMOVED);
                Wait.on(ledger.forget(file));
                progress.accept(CopyRound.REMOVED);
            }
        } while (page.size() == PAGE);
    }

    private @Nullable RuntimeException tryCopy(ColdFile file, Consumer<CopyRound> progress) {
        try {
            progress.accept(copy(file) ? CopyRound.copied(file.facts().bytes()) : CopyRound.NOTHING);
            return null;
        } catch (ColdFault.Unavailable | ColdFault.Refused | CancellationException notTheFiles) {
            progress.accept(CopyRound.FAILED);
            throw notTheFiles;
        } catch (RuntimeException failure) {
            progress.accept(CopyRound.FAILED);
            return failure;
        }
    }

    /// Whether there is a copy now: not where the file is gone meanwhile.
    private boolean copy(ColdFile file) {
        Put put = send(file);
        steps.reached(CopyStep.UPLOADED);
        verify(file, put);
        steps.reached(CopyStep.VERIFIED);
        if (!Wait.on(ledger.note(file, stores.name()))) {
            Wait.on(stores.to().delete(file.key()));
            return false;
        }
        steps.reached(CopyStep.NOTED);
        return true;
    }

    private Put send(ColdFile file) {
        Path local = folder.resolve(file.id() + ".parquet");
        try {
            Files.createDirectories(folder);
            new ObjectBytes(stores.from()).fetch(file, local);
            steps.reached(CopyStep.FETCHED);
            return put(file, local);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(local);
        }
    }

    private Put put(ColdFile file, Path local) {
        var digest = new Digest(file.facts().bytes(), file.facts().sha256());
        Put put = Wait.on(stores.to().put(file.key(), local, digest));
        if (put == Put.DIFFERENT) {
            throw new ColdFault.Damaged(
                    file.key(),
                    "Expected nothing or a copy under " + file.key() + " in " + stores.name() + ", was another object",
                    null);
        }
        return put;
    }

    /// What is new and not what was sent would be in the way of the next try.
    private void verify(ColdFile file, Put put) {
        try {
            new ObjectBytes(stores.to()).verify(file);
        } catch (ColdFault.Damaged e) {
            if (put == Put.CREATED) {
                Wait.on(stores.to().delete(file.key()).otherwiseEmpty());
            }
            throw e;
        }
    }

    private static void remove(Path local) {
        try {
            Files.deleteIfExists(local);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
