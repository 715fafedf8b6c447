package dev.tidemark.journal.segment;

import static dev.tidemark.journal.JournalDriver.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.journal.Batches;
import dev.tidemark.journal.Journal;
import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.journal.JournalFrame;
import dev.tidemark.journal.JournalReader;
import dev.tidemark.journal.Position;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.Receipt;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// What a journal of trades ought to hold. Trade ids count up over all appends, so that order and absence show.
final class LogModel {

    /// An append as it was sent.
    ///
    /// @param key null for none
    private record Sent(TradeBatch batch, Set<Integer> ids, String key) {}

    private static final String NO_KEY = "";
    private static final int MIN_KEYS = 50;

    private final List<String> symbols = Batches.symbolsOfLanes(Series.LANES);
    /// Ids that must be read, those consumed taken out.
    private final Set<Integer> durable = new HashSet<>();
    /// Appends that failed in a power cut: after it, they are there as a whole or not at all.
    private final List<Sent> unknown = new ArrayList<>();
    private final List<Sent> keyed = new ArrayList<>();
    private final Positions consumed = new Positions();
    private int nextId;

    Positions consumed() {
        return consumed.copy();
    }

    /// Sends some appends without waiting in between, then waits for all.
    void append(Journal journal, SplittableRandom random) {
        var sent = new ArrayList<Sent>();
        var receipts = new ArrayList<Future<Receipt>>();
        for (int count = random.nextInt(1, 8); count > 0; count--) {
            Sent one = next(random);
            sent.add(one);
            receipts.add(send(journal, one));
        }
        for (int i = 0; i < sent.size(); i++) {
            settle(sent.get(i), receipts.get(i), false);
        }
    }

    private Sent next(SplittableRandom random) {
        int rows = random.nextInt(10) == 0 ? random.nextInt(1, 1_500) : random.nextInt(1, 20);
        var batch = new TradeBatch(rows);
        var ids = new HashSet<Integer>();
        int lanes = random.nextInt(1, 5);
        int firstLane = random.nextInt(Series.LANES);
        for (int i = 0; i < rows; i++) {
            String symbol = symbols.get((firstLane + random.nextInt(lanes)) % Series.LANES);
            ids.add(nextId);
            Batches.addTrade(batch, symbol, nextId++);
        }
        return new Sent(batch, ids, random.nextInt(3) == 0 ? "key " + nextId : NO_KEY);
    }

    private static Future<Receipt> send(Journal journal, Sent sent) {
        return sent.key.isEmpty() ? journal.append(sent.batch) : journal.append(sent.batch, sent.key);
    }

    private void settle(Sent sent, Future<Receipt> receipt, boolean isRepeat) {
        try {
            assertThat(await(receipt)).isEqualTo(new Receipt(sent.batch.size(), isRepeat));
            if (!isRepeat) {
                durable.addAll(sent.ids);
                if (!sent.key.isEmpty()) {
                    keyed.add(sent);
                }
            }
        } catch (JournalFault.Full _) {
            // Nothing of it may ever be read; the check after the next start finds it if it is.
        } catch (JournalFault.Stopped _) {
            if (!isRepeat) {
                unknown.add(sent);
            }
        }
    }

    /// Sends a keyed append again.
    void repeat(Journal journal, SplittableRandom random) {
        if (!keyed.isEmpty()) {
            // Older ones may be forgotten: their number is bounded.
            int recent = Math.min(keyed.size(), MIN_KEYS);
            Sent again = keyed.get(keyed.size() - 1 - random.nextInt(recent));
            settle(again, send(journal, again), true);
        }
    }

    /// Reads a little from where it stands, and moves on within what was read, to the end of a frame or not.
    void consume(Journal journal, SplittableRandom random) {
        if (durable.isEmpty()) {
            return;
        }
        JournalReader reader = journal.reader(Consumer.WRITER, Dataset.TRADES, consumed);
        List<JournalFrame> frames = await(reader.read(random.nextInt(1, 500)));
        reader.close();
        for (JournalFrame frame : frames) {
            int rows = random.nextInt(3) == 0
                    ? random.nextInt(frame.rows().size() + 1)
                    : frame.rows().size();
            for (int row = 0; row < rows; row++) {
                assertThat(durable.remove(id(frame, row))).isTrue();
                consumed.set(frame.lane(), Position.after(frame.rows().origin(row)));
            }
            if (rows < frame.rows().size()) {
                return;
            }
        }
    }

    /// Reads everything that is not consumed and compares, then takes the outcome of what was unknown for granted.
    ///
    /// @param isToConsume whether all of it counts as consumed from then on
    void check(Journal journal, boolean isToConsume) {
        Positions end = consumed.copy();
        List<Integer> ids = readAll(journal, end);
        var found = new HashSet<>(ids);
        assertThat(ids.size()).as("rows, none of them read twice").isEqualTo(found.size());
        assertThat(missing(durable, found)).as("rows that are lost").isEmpty();
        for (Sent each : unknown) {
            boolean isThere = found.containsAll(each.ids);
            assertThat(isThere || each.ids.stream().noneMatch(found::contains))
                    .as("an append of %d rows is there as a whole or not at all", each.ids.size())
                    .isTrue();
            if (isThere) {
                durable.addAll(each.ids);
            }
            checkKey(journal, each, isThere);
        }
        unknown.clear();
        assertThat(missing(found, durable))
                .as("rows that were refused, or are consumed")
                .isEmpty();
        if (isToConsume) {
            durable.removeAll(found);
            for (int lane = 0; lane < Series.LANES; lane++) {
                consumed.set(lane, end.get(lane));
            }
            journal.acknowledge(Consumer.WRITER, Dataset.TRADES, consumed);
        }
    }

    private static List<Integer> missing(Set<Integer> expected, Set<Integer> actual) {
        return expected.stream().filter(id -> !actual.contains(id)).sorted().toList();
    }

    /// The key of an append is known exactly if its rows are there.
    private void checkKey(Journal journal, Sent sent, boolean isThere) {
        if (!sent.key.isEmpty()) {
            assertThat(await(send(journal, sent))).isEqualTo(new Receipt(sent.batch.size(), isThere));
            durable.addAll(sent.ids);
            keyed.add(sent);
        }
    }

    /// Everything behind what is consumed: read up to trades that are appended to every lane now.
    private List<Integer> readAll(Journal journal, Positions behind) {
        int end = nextId;
        var last = new TradeBatch(Series.LANES);
        for (String symbol : symbols) {
            durable.add(nextId);
            Batches.addTrade(last, symbol, nextId++);
        }
        await(journal.append(last));
        var ids = new ArrayList<Integer>();
        JournalReader reader = journal.reader(Consumer.WRITER, Dataset.TRADES, consumed);
        int lanesAtEnd = 0;
        while (lanesAtEnd < Series.LANES) {
            for (JournalFrame frame : await(reader.read(1_000))) {
                lanesAtEnd += add(frame, ids, end);
                behind.set(frame.lane(), frame.end());
            }
        }
        reader.close();
        return ids;
    }

    private static int add(JournalFrame frame, List<Integer> ids, int end) {
        int before = -1;
        for (int row = 0; row < frame.rows().size(); row++) {
            int id = id(frame, row);
            assertThat(id).as("order within a lane").isGreaterThan(before);
            before = id;
            ids.add(id);
        }
        return before >= end ? 1 : 0;
    }

    private static Integer id(JournalFrame frame, int row) {
        return Integer.valueOf(((TradeBatch) frame.rows()).tradeId(row));
    }
}
