package dev.tidemark.cold.compact;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.HotDays;
import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.Manifest.Draft;
import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.make.FileMaker;
import dev.tidemark.cold.make.RowSource;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cold.make.Wait;
import dev.tidemark.market.Dataset;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes months. Blocks, for a virtual thread; whoever runs it holds the lease of the archiver.
///
/// Until a month is published its days are served out of their own files; a run that ends before leaves a planned file
/// that the next one makes again.
public final class Compactor {

    private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

    /// Other bytes under a key are found there once, if at all: a key is never given out again.
    private static final int TRIES = 3;

    private final Months months;
    private final Tools tools;
    private final CompactConfig config;
    private final InstantSource clock;

    /// What it works with.
    public record Tools(Manifest manifest, HotDays hot, ColdReader reader, FileMaker maker, StepListener steps) {}

    public Compactor(Months months, Tools tools, CompactConfig config, InstantSource clock) {
        this.months = months;
        this.tools = tools;
        this.config = config;
        this.clock = clock;
    }

    /// Makes all months that are due, one after the other.
    public CompactReport run(BooleanSupplier mayGoOn) {
        List<String> keys = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        long rows = 0;
        for (SiteMonth month : due()) {
            if (!mayGoOn.getAsBoolean()) {
                break;
            }
            try {
                Optional<ColdFile> made = make(month);
                made.ifPresent(file -> keys.add(file.key()));
                rows += made.map(file -> file.facts().rows()).orElse(0L);
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.warn("No month was made of {}: {}", month, e.toString());
                failures.add(month + ": " + e.getMessage());
            }
        }
        int dropped = config.dropDays() && mayGoOn.getAsBoolean() ? Wait.on(months.dropDays()) : 0;
        return new CompactReport(keys, rows, dropped, failures);
    }

    /// Months without a row in the hot store that cold does not own.
    private List<SiteMonth> due() {
        LocalDate before =
                clock.instant().minus(config.after()).atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate end = before.withDayOfMonth(1);
        List<SiteMonth> due = Wait.on(months.due(end));
        if (due.isEmpty()) {
            return due;
        }
        Set<SiteMonth> hot = Wait.on(tools.hot().closed(Dataset.SAMPLES, end)).stream()
                .map(closed -> new SiteMonth(
                        closed.day().partition(), YearMonth.from(closed.day().day())))
                .collect(Collectors.toCollection(HashSet::new));
        return due.stream().filter(month -> !hot.contains(month)).toList();
    }

    private Optional<ColdFile> make(SiteMonth month) {
        for (int i = 0; i < TRIES; i++) {
            List<Owner> owners = Wait.on(tools.manifest().owners(month.site(), month.fromDay(), month.toDay()));
            if (owners.stream().noneMatch(owner -> owner.file().kind() == ColdFile.Kind.DAY)) {
                return Optional.empty();
            }
            Holdings holdings = holdings(owners);
            ColdFile planned = plan(month, holdings);
            var order = new FileMaker.Order(planned, rows(owners), Map.of(Holdings.KEY, holdings.text()));
            Optional<ColdFile> made = tools.maker()
                    .make(order, () -> RowSource.of(MonthRows.open(tools.reader(), owners)), tools.steps())
                    .verified();
            if (made.isPresent()) {
                return publish(made.get(), owners);
            }
            Wait.on(tools.manifest().abandon(planned));
        }
        throw new IllegalStateException("Expected a key with nothing under it, was none in " + TRIES + " tries");
    }

    private ColdFile plan(SiteMonth month, Holdings holdings) {
        ColdFile planned = Wait.on(
                tools.manifest().plan(new Draft(month.site(), ColdFile.Kind.MONTH, month.fromDay(), month.toDay(), 0)));
        Wait.on(months.note(planned, holdings));
        tools.steps().reached(CompactStep.PLANNED);
        return planned;
    }

    private Optional<ColdFile> publish(ColdFile made, List<Owner> owners) {
        Set<Long> basis = owners.stream().map(owner -> owner.file().id()).collect(Collectors.toSet());
        if (!Wait.on(tools.manifest().publish(made, basis))) {
            // All its days have later versions: nobody reads it, and its key is not used again.
            Wait.on(tools.manifest().abandon(made));
            return Optional.empty();
        }
        tools.steps().reached(CompactStep.PUBLISHED);
        LOG.info(
                "Made {} of {} days, {} rows",
                made.key(),
                owners.size(),
                made.facts().rows());
        return Optional.of(made);
    }

    private Holdings holdings(List<Owner> owners) {
        Set<Long> older = owners.stream()
                .filter(owner -> owner.file().kind() == ColdFile.Kind.MONTH)
                .map(owner -> owner.file().id())
                .collect(Collectors.toSet());
        Map<Long, Holdings> idToHoldings = older.isEmpty() ? Map.of() : Wait.on(months.holdings(older));
        Map<LocalDate, Integer> dayToVersion = new HashMap<>();
        for (Owner owner : owners) {
            ColdFile file = owner.file();
            Holdings month = idToHoldings.get(file.id());
            dayToVersion.put(owner.day(), month == null ? file.version() : month.version(owner.day()));
        }
        return Holdings.of(dayToVersion);
    }

    /// How many there will be, where files of days alone own the month.
    private static long rows(List<Owner> owners) {
        return owners.stream().allMatch(owner -> owner.file().kind() == ColdFile.Kind.DAY)
                ? owners.stream()
                        .mapToLong(owner -> owner.file().facts().rows())
                        .sum()
                : -1;
    }
}
