package dev.tidemark.hot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.access.ApiKeys;
import dev.tidemark.access.ApiKeys.Scope;
import dev.tidemark.testkit.Await;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresApiKeysIT {

    private HotStoreFixture fixture;
    private ApiKeys keys;

    @BeforeEach
    void open() {
        fixture = new HotStoreFixture();
        keys = fixture.database.apiKeys();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aKeyIsKnownByItsSecret() {
        ApiKeys.NewKey made = Await.result(keys.create("feeder", Set.of(Scope.INGEST, Scope.READ)));

        var found = Await.result(keys.verify(made.secret()));

        assertThat(made.secret()).startsWith("tm_" + made.key().prefix() + "_");
        assertThat(found).hasValueSatisfying(key -> {
            assertThat(key.name()).isEqualTo("feeder");
            assertThat(key.scopes()).containsExactlyInAnyOrder(Scope.INGEST, Scope.READ);
        });
        assertThat(Await.result(keys.list()).getFirst().lastUsed()).isNotNull();
    }

    @Test
    void theSecretIsStoredNowhere() {
        ApiKeys.NewKey made = Await.result(keys.create("feeder", Set.of(Scope.ADMIN)));
        String random = made.secret().split("_", 3)[2];

        assertThat(fixture.sql.texts("select k::text, encode(hash, 'escape') from api_keys k"))
                .noneMatch(row -> row.contains(random));
    }

    @Test
    void anotherSecretWithTheSamePrefixIsNotAKey() {
        ApiKeys.NewKey made = Await.result(keys.create("feeder", Set.of(Scope.READ)));

        assertThat(Await.result(keys.verify(made.secret() + "x"))).isEmpty();
        assertThat(Await.result(keys.verify("tm_" + made.key().prefix() + "_"))).isEmpty();
        assertThat(Await.result(keys.verify("tm_\0_x"))).isEmpty();
        assertThat(Await.result(keys.verify(""))).isEmpty();
    }

    @Test
    void aRevokedKeyIsNone() {
        ApiKeys.NewKey made = Await.result(keys.create("feeder", Set.of(Scope.READ)));
        assertThat(Await.result(keys.any())).isTrue();

        assertThat(Await.result(keys.revoke(made.key().prefix()))).isTrue();

        assertThat(Await.result(keys.verify(made.secret()))).isEmpty();
        assertThat(Await.result(keys.any())).isFalse();
        assertThat(Await.result(keys.revoke("nosuch"))).isFalse();
    }
}
