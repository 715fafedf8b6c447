package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.LakeKey;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.ObjectStore.Digest;
import dev.tidemark.cold.ObjectStore.ObjectFacts;
import dev.tidemark.cold.ObjectStore.Put;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.market.Dataset;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every object store does.
public abstract class ObjectStoreContract {

    /// More than one part of an upload in parts.
    private static final int LARGE = (11 << 20) + 7;

    /// More than one page of a listing.
    private static final int MANY = 1_050;

    @TempDir
    private Path files;

    /// An empty store; the same one throughout a test.
    protected abstract ObjectStore store();

    @Test
    void anObjectIsReadBackWholeAndInRanges() {
        byte[] bytes = random(10_000, 1);

        assertThat(put("a/b.parquet", bytes)).isEqualTo(Put.CREATED);

        assertThat(read("a/b.parquet", 0, 10_000)).isEqualTo(bytes);
        assertThat(read("a/b.parquet", 0, 1)).isEqualTo(Arrays.copyOf(bytes, 1));
        assertThat(read("a/b.parquet", 9_990, 10)).isEqualTo(Arrays.copyOfRange(bytes, 9_990, 10_000));
        assertThat(read("a/b.parquet", 4_000, 2_000)).isEqualTo(Arrays.copyOfRange(bytes, 4_000, 6_000));
        assertThat(read("a/b.parquet", 5, 0)).isEmpty();
    }

    @Test
    void aRangeBehindTheEndIsDamage() {
        put("a/b.parquet", random(100, 1));

        assertThat(Await.failure(store().read("a/b.parquet", 90, 11))).isInstanceOf(ColdFault.Damaged.class);
        assertThat(Await.failure(store().read("a/b.parquet", 100, 1))).isInstanceOf(ColdFault.Damaged.class);
        assertThat(Await.failure(store().read("a/b.parquet", 5_000, 10))).isInstanceOf(ColdFault.Damaged.class);
    }

    @Test
    void whatIsNotThereIsMissing() {
        put("a/b.parquet", random(100, 1));

        assertThat(Await.failure(store().read("a/c.parquet", 0, 1))).isInstanceOf(ColdFault.Missing.class);
        assertThat(Await.failure(store().read("a", 0, 1))).isInstanceOf(ColdFault.Missing.class);
        assertThat(Await.result(store().head("a/c.parquet"))).isEmpty();
        assertThat(Await.result(store().head("a"))).isEmpty();
        assertThat(Await.result(store().list("c/", null, 10))).isEmpty();
    }

    @Test
    void nothingIsOverwritten() {
        byte[] first = random(1_000, 1);
        put("a.parquet", first);

        assertThat(put("a.parquet", first)).isEqualTo(Put.SAME);
        assertThat(put("a.parquet", random(1_000, 2))).isEqualTo(Put.DIFFERENT);
        assertThat(put("a.parquet", random(999, 1))).isEqualTo(Put.DIFFERENT);

        assertThat(read("a.parquet", 0, 1_000)).isEqualTo(first);
    }

    @Test
    void ofManyWhoPutDifferentBytesOneWins() {
        List<byte[]> contents =
                IntStream.range(0, 16).mapToObj(i -> random(50_000, i)).toList();
        List<Future<Put>> puts =
                contents.stream().map(bytes -> putting("a/race.parquet", bytes)).toList();

        List<Put> ends = puts.stream().map(Await::result).toList();

        assertThat(ends.stream().filter(Put.CREATED::equals)).hasSize(1);
        assertThat(ends.stream().filter(Put.DIFFERENT::equals)).hasSize(15);
        assertThat(read("a/race.parquet", 0, 50_000)).isEqualTo(contents.get(ends.indexOf(Put.CREATED)));
    }

    @Test
    void ofManyWhoPutTheSameBytesNoneIsToldThatTheyDiffer() {
        byte[] bytes = random(50_000, 7);
        List<Future<Put>> puts = IntStream.range(0, 8)
                .mapToObj(i -> putting("a/same.parquet", bytes))
                .toList();

        List<Put> ends = puts.stream().map(Await::result).toList();

        assertThat(ends).containsOnlyOnce(Put.CREATED).doesNotContain(Put.DIFFERENT);
    }

    @Test
    void whatIsKnownOfAnObjectIsItsSizeAndATagOfItsOwn() {
        put("a.parquet", random(1_000, 1));
        put("b.parquet", random(1_000, 2));

        ObjectFacts a = Await.result(store().head("a.parquet")).orElseThrow();
        ObjectFacts again = Await.result(store().head("a.parquet")).orElseThrow();
        ObjectFacts b = Await.result(store().head("b.parquet")).orElseThrow();

        assertThat(a.key()).isEqualTo("a.parquet");
        assertThat(a.bytes()).isEqualTo(1_000);
        assertThat(a.sha256()).isIn(null, digest(random(1_000, 1)).sha256());
        assertThat(a.etag())
                .isEqualTo(again.etag())
                .isNotEqualTo(b.etag())
                .doesNotContain("\"")
                .isNotEmpty();
    }

    @Test
    void keysAreListedInTheirOrderBehindAKeyBelowAPrefix() {
        List<String> keys = List.of("a-b/1", "a.b", "a/1", "a/2", "a/b/1", "a0", "b/1");
        keys.reversed().forEach(key -> put(key, random(10, 1)));

        assertThat(list("", null, 100)).containsExactlyElementsOf(keys);
        assertThat(list("a/", null, 100)).containsExactly("a/1", "a/2", "a/b/1");
        assertThat(list("a", "a/1", 100)).containsExactly("a/2", "a/b/1", "a0");
        assertThat(list("", "a/1x", 2)).containsExactly("a/2", "a/b/1");
        assertThat(list("", null, 3)).containsExactly("a-b/1", "a.b", "a/1");
        assertThat(list("a/b", "a/b/1", 3)).isEmpty();
    }

    @Test
    void moreThanOnePageIsListedAtOnceAndPageByPage() {
        List<String> keys = IntStream.range(0, MANY)
                .mapToObj("many/%05d.parquet"::formatted)
                .toList();
        List<Future<Put>> puts =
                keys.stream().map(key -> putting(key, random(3, 1))).toList();
        puts.forEach(Await::result);

        assertThat(list("many/", null, MANY + 1)).containsExactlyElementsOf(keys);
        var paged = new ArrayList<String>();
        for (List<String> page = list("many/", null, 400); !page.isEmpty(); page = list("many/", page.getLast(), 400)) {
            paged.addAll(page);
        }
        assertThat(paged).containsExactlyElementsOf(keys);
    }

    @Test
    void aRemovedObjectIsGoneAndMayComeAgain() {
        put("a/b.parquet", random(100, 1));

        Await.result(store().delete("a/b.parquet"));
        Await.result(store().delete("a/b.parquet"));
        Await.result(store().delete("never/was.parquet"));

        assertThat(Await.result(store().head("a/b.parquet"))).isEmpty();
        assertThat(list("", null, 10)).isEmpty();
        assertThat(put("a/b.parquet", random(100, 2))).isEqualTo(Put.CREATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "a/b", "é", "%2f", "a.v2", "a b+c&d=e?#", "~", "x'\"<>"})
    void aNameFromOutsideIsAnObjectOfItsOwn(String site) {
        var day = new PartitionDay(new Partition(Dataset.SAMPLES, site), LocalDate.of(2025, 11, 3));
        String key = LakeKey.day(day, 1);

        assertThat(put(key, random(100, 1))).isEqualTo(Put.CREATED);

        assertThat(read(key, 0, 100)).isEqualTo(random(100, 1));
        assertThat(list("timeseries/", null, 10)).containsExactly(key);
        assertThat(LakeKey.parse(list("timeseries/", null, 10).getFirst())
                        .orElseThrow()
                        .name())
                .isEqualTo(site);
        Await.result(store().delete(key));
        assertThat(Await.result(store().head(key))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/etc/passwd", "a//b", ".hidden", "a\\b", ""})
    void anUnsafeKeyIsRefused(String key) {
        assertThat(Await.failure(store().read(key, 0, 1))).isInstanceOf(ColdFault.Refused.class);
        assertThat(Await.failure(store().head(key))).isInstanceOf(ColdFault.Refused.class);
        assertThat(Await.failure(store().delete(key))).isInstanceOf(ColdFault.Refused.class);
        assertThat(Await.failure(putting(key, random(1, 1)))).isInstanceOf(ColdFault.Refused.class);
    }

    @Test
    void aLargeFileArrivesWholeAndIsNotOverwrittenEither() {
        byte[] bytes = random(LARGE, 3);

        assertThat(put("large.parquet", bytes)).isEqualTo(Put.CREATED);

        assertThat(Await.result(store().head("large.parquet")).orElseThrow().bytes())
                .isEqualTo(LARGE);
        assertThat(read("large.parquet", 0, LARGE)).isEqualTo(bytes);
        assertThat(put("large.parquet", bytes)).isEqualTo(Put.SAME);
        assertThat(put("large.parquet", random(LARGE, 4))).isEqualTo(Put.DIFFERENT);
        assertThat(read("large.parquet", LARGE - 9, 9)).isEqualTo(Arrays.copyOfRange(bytes, LARGE - 9, LARGE));
    }

    @Test
    void answersComeOnTheContextOfTheCaller() {
        put("a.parquet", random(10, 1));
        Vertx vertx = Vertx.vertx();
        Context context = vertx.getOrCreateContext();
        Promise<Boolean> isSame = Promise.promise();

        context.runOnContext(ignored -> store().read("a.parquet", 0, 10)
                .onComplete(done -> isSame.complete(context.equals(Vertx.currentContext()))));

        assertThat(Await.result(isSame.future())).isTrue();
        Await.result(vertx.close());
    }

    /// Random bytes, the same ones for the same seed.
    protected static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    protected final Put put(String key, byte[] bytes) {
        return Await.result(putting(key, bytes));
    }

    protected final Future<Put> putting(String key, byte[] bytes) {
        return store().put(key, file(bytes), digest(bytes));
    }

    protected final byte[] read(String key, long offset, int length) {
        return Await.result(store().read(key, offset, length));
    }

    protected final List<String> list(String prefix, @Nullable String after, int limit) {
        return Await.result(store().list(prefix, after, limit)).stream()
                .map(ObjectFacts::key)
                .toList();
    }

    /// A file of these bytes.
    protected final Path file(byte[] bytes) {
        try {
            Path file = files.resolve(digest(bytes).sha256());
            return Files.exists(file) ? file : Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected static Digest digest(byte[] bytes) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Digest(bytes.length, HexFormat.of().formatHex(sha));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 in every JDK", e);
        }
    }

    /// Bytes of a text.
    protected static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
