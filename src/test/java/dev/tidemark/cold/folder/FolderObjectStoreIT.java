package dev.tidemark.cold.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.ObjectStore.Digest;
import dev.tidemark.cold.ObjectStore.Put;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.object.ObjectCounters.Operation;
import dev.tidemark.cold.object.ObjectCounters.Outcome;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.ObjectStoreContract;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderObjectStoreIT extends ObjectStoreContract {

    private final Vertx vertx = Vertx.vertx();
    private final ObjectCounters counters = new ObjectCounters();

    @TempDir
    private Path folder;

    private Path root;
    private FolderObjectStore store;

    @BeforeEach
    void open() {
        root = folder.resolve("lake");
        store = Await.result(FolderObjectStore.open(vertx, root, counters));
    }

    @AfterEach
    void close() {
        store.close();
        Await.result(vertx.close());
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void whatACrashHasLeftIsRemovedAtTheStart() throws IOException {
        put("a/b.parquet", random(10, 1));
        Path left = Files.write(root.resolve("a").resolve(LakeFolder.UNFINISHED + "1-2"), random(10, 1));
        Files.write(root.resolve(LakeFolder.UNFINISHED + "3-4"), random(10, 1));

        var again = Await.result(FolderObjectStore.open(vertx, root, counters));

        assertThat(left).doesNotExist();
        assertThat(files()).containsExactly("a/b.parquet");
        again.close();
    }

    @Test
    void anUnfinishedFileIsNoObject() throws IOException {
        Files.write(root.resolve(LakeFolder.UNFINISHED + "1-2"), random(10, 1));

        assertThat(list("", null, 10)).isEmpty();
    }

    @Test
    void nothingIsLeftBesideTheObject() throws IOException {
        put("a/b.parquet", random(10, 1));
        put("a/b.parquet", random(10, 1));
        put("a/b.parquet", random(10, 2));

        assertThat(files()).containsExactly("a/b.parquet");
    }

    @Test
    void aFileThatIsNotWhatWasSaidIsNotStored() throws IOException {
        var wrong = new Digest(10, digest(random(10, 2)).sha256());

        assertThat(Await.failure(store.put("a/b.parquet", file(random(10, 1)), wrong)))
                .isInstanceOf(ColdFault.Damaged.class);

        assertThat(files()).isEmpty();
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
        Path secret = Files.write(folder.resolve("secret"), random(10, 1));
        Files.createSymbolicLink(root.resolve("file"), secret);
        Files.createSymbolicLink(root.resolve("outside"), folder);

        assertThat(Await.failure(store.read("file", 0, 10))).isInstanceOf(ColdFault.Refused.class);
        assertThat(Await.failure(store.read("outside/secret", 0, 10))).isInstanceOf(ColdFault.Refused.class);
        assertThat(Await.failure(putting("outside/new", random(1, 1)))).isInstanceOf(ColdFault.Refused.class);
        assertThat(Await.failure(store.delete("outside/secret"))).isInstanceOf(ColdFault.Refused.class);
        assertThat(list("", null, 10)).isEmpty();
        assertThat(secret).exists();
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void theFolderMayItselfBeALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);
        var linked = Await.result(FolderObjectStore.open(vertx, link, counters));

        assertThat(Await.result(linked.put("a", file(random(10, 1)), digest(random(10, 1)))))
                .isEqualTo(Put.CREATED);

        assertThat(read("a", 0, 10)).isEqualTo(random(10, 1));
        linked.close();
    }

    @Test
    void requestsAndBytesAreCounted() {
        put("a", random(10, 1));
        put("a", random(10, 1));
        read("a", 0, 4);
        Await.failure(store.read("b", 0, 4));
        Await.result(store.head("b"));

        assertThat(counters.requests(Operation.PUT, Outcome.OK)).isEqualTo(1);
        assertThat(counters.requests(Operation.PUT, Outcome.EXISTS)).isEqualTo(1);
        assertThat(counters.requests(Operation.READ, Outcome.OK)).isEqualTo(1);
        assertThat(counters.requests(Operation.READ, Outcome.MISSING)).isEqualTo(1);
        assertThat(counters.requests(Operation.READ)).isEqualTo(2);
        assertThat(counters.requests(Operation.HEAD, Outcome.MISSING)).isEqualTo(1);
        assertThat(counters.bytes(Operation.PUT)).isEqualTo(10);
        assertThat(counters.bytes(Operation.READ)).isEqualTo(4);
    }

    @Test
    void theFolderSaysWhereItIs() throws IOException {
        assertThat(store.describe()).isEqualTo("file:" + root.toRealPath());
    }

    private List<String> files() throws IOException {
        try (var found = Files.walk(root)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
