package dev.tidemark.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.access.ApiKeys.Scope;
import dev.tidemark.access.KeyRing.Verdict;
import dev.tidemark.testkit.InMemoryApiKeys;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private final AtomicLong nanos = new AtomicLong();
    private final InMemoryApiKeys stored = new InMemoryApiKeys(() -> Instant.EPOCH);

    @Test
    void aKeyOfTheEnvironmentIsKnownAtOnce() {
        var keys = new KeyRing("in", "ad", stored, nanos::get);

        assertThat(keys.lookUp("in")).isEqualTo(new Verdict.Known(new Principal("env-ingest", Set.of(Scope.INGEST))));
        assertThat(keys.lookUp("ad")).isEqualTo(new Verdict.Known(new Principal("env-admin", Set.of(Scope.ADMIN))));
        assertThat(keys.hasAny().result()).isTrue();
        assertThat(stored.verifications()).isZero();
    }

    @Test
    void anEmptyKeyOfTheEnvironmentIsNone() {
        var keys = new KeyRing("", null, stored, nanos::get);

        assertThat(keys.lookUp("")).isEqualTo(new Verdict.Refused());
        assertThat(keys.hasAny().result()).isFalse();
    }

    @Test
    void anAnswerOfTheStoreIsRememberedForAWhile() {
        var keys = new KeyRing(null, null, stored, nanos::get);
        String secret = stored.create("me", Set.of(Scope.READ)).result().secret();
        assertThat(keys.lookUp(secret)).isEqualTo(new Verdict.Unknown());

        Verdict verdict = keys.ask(secret).result();

        assertThat(verdict).isEqualTo(new Verdict.Known(new Principal("p0", Set.of(Scope.READ))));
        assertThat(keys.lookUp(secret)).isEqualTo(verdict);
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(keys.lookUp(secret)).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void aRefusalIsRememberedForLess() {
        var keys = new KeyRing(null, null, stored, nanos::get);

        assertThat(keys.ask("guess").result()).isEqualTo(new Verdict.Refused());
        assertThat(keys.lookUp("guess")).isEqualTo(new Verdict.Refused());
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(keys.lookUp("guess")).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void aKeyRevokedHereIsForgottenAtOnceAndOthersAreNot() {
        var keys = new KeyRing(null, null, stored, nanos::get);
        String one = keys.create("one", Set.of(Scope.READ)).result().secret();
        String other = keys.create("other", Set.of(Scope.READ)).result().secret();
        assertThat(keys.ask(one).result()).isInstanceOf(Verdict.Known.class);
        assertThat(keys.ask(other).result()).isInstanceOf(Verdict.Known.class);

        assertThat(keys.revoke("p0").result()).isTrue();

        assertThat(keys.lookUp(one)).isEqualTo(new Verdict.Unknown());
        assertThat(keys.ask(one).result()).isEqualTo(new Verdict.Refused());
        assertThat(keys.lookUp(other)).isInstanceOf(Verdict.Known.class);
        assertThat(keys.revoke("p9").result()).isFalse();
    }

    @Test
    void anAnswerFromBeforeARevocationIsNotRemembered() {
        var slow = new SlowApiKeys(stored);
        var keys = new KeyRing(null, null, slow, nanos::get);
        String secret = keys.create("me", Set.of(Scope.READ)).result().secret();
        Future<Verdict> asked = keys.ask(secret);

        assertThat(keys.revoke("p0").result()).isTrue();
        slow.answer();

        assertThat(asked.result()).isInstanceOf(Verdict.Known.class);
        assertThat(keys.lookUp(secret)).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void aKeyMadeIsThereAtOnce() {
        var keys = new KeyRing(null, null, stored, nanos::get);
        assertThat(keys.hasAny().result()).isFalse();

        assertThat(keys.create("me", Set.of(Scope.READ)).succeeded()).isTrue();

        assertThat(keys.hasAny().result()).isTrue();
    }

    @Test
    void anAnswerFromBeforeAKeyWasMadeDoesNotHideIt() {
        var slow = new SlowApiKeys(stored);
        var keys = new KeyRing(null, null, slow, nanos::get);
        Future<Boolean> asked = keys.hasAny();

        assertThat(keys.create("me", Set.of(Scope.READ)).succeeded()).isTrue();
        slow.answer();

        assertThat(asked.result()).isTrue();
        assertThat(keys.hasAny().result()).isTrue();
    }

    @Test
    void aKeyThatCouldNotBeMadeOpensAndClosesNothing() {
        var keys = new KeyRing(null, null, stored, nanos::get);
        stored.failWith(new IllegalStateException("down"));

        assertThat(keys.create("me", Set.of(Scope.READ)).failed()).isTrue();
        assertThat(keys.hasAny().failed()).isTrue();
    }

    @Test
    void aSecretBeyondItsBoundIsRefusedUnseen() {
        var keys = new KeyRing(null, null, stored, nanos::get);

        assertThat(keys.lookUp("x".repeat(KeyRing.MAX_SECRET_LENGTH + 1))).isEqualTo(new Verdict.Refused());
    }

    @Test
    void whileTheStoreIsDownItsLastWordStands() {
        var keys = new KeyRing(null, null, stored, nanos::get);
        assertThat(keys.hasAny().result()).isFalse();
        stored.failWith(new IllegalStateException("down"));
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());

        assertThat(keys.hasAny().result()).isFalse();
        assertThat(new KeyRing(null, null, stored, nanos::get).hasAny().failed())
                .isTrue();
    }
}
