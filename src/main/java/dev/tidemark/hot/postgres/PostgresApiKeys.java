package dev.tidemark.hot.postgres;

import dev.tidemark.access.ApiKeys;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The table `api_keys`. A key is `tm_<prefix>_<secret>`; of the whole only its SHA-256 is stored, which is enough for
/// a secret of 256 random bits.
final class PostgresApiKeys implements ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresApiKeys.class);
    private static final String TAG = "tm";
    private static final String INSERT = """
        insert into api_keys (prefix, name, scopes, hash, created) values ($1, $2, $3, $4, $5)\
        """;
    private static final String COLUMNS =
            "select prefix, name, scopes, hash, created, revoked, last_used from api_keys ";
    private static final String USED = """
        update api_keys set last_used = $2
         where prefix = $1 and (last_used is null or last_used < $2::timestamptz - interval '1 minute')\
        """;

    private final Connections connections;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    PostgresApiKeys(Connections connections, InstantSource clock) {
        this.connections = connections;
        this.clock = clock;
    }

    @Override
    public Future<NewKey> create(String name, Set<Scope> scopes) {
        String prefix = HexFormat.of().formatHex(randomBytes(4));
        String secret = TAG + "_" + prefix + "_"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(32));
        var created = Micros.toOffset(clock.instant());
        String[] names = scopes.stream().sorted().map(PostgresApiKeys::label).toArray(String[]::new);
        return connections
                .query(INSERT, prefix, name, names, Buffer.buffer(sha256(secret)), created)
                .map(_ -> new NewKey(
                        secret, new ApiKey(prefix, name, Set.copyOf(scopes), created.toInstant(), null, null)));
    }

    @Override
    public Future<Boolean> revoke(String prefix) {
        return connections
                .query(
                        "update api_keys set revoked = coalesce(revoked, $2) where prefix = $1",
                        prefix,
                        Micros.toOffset(clock.instant()))
                .map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Future<List<ApiKey>> list() {
        return connections
                .query(COLUMNS + "order by created, prefix")
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PostgresApiKeys::key)
                        .toList());
    }

    @Override
    public Future<Optional<ApiKey>> verify(String secret) {
        String[] parts = secret.split("_", 3);
        if (parts.length < 3 || !parts[0].equals(TAG) || parts[1].indexOf(0) >= 0) {
            return Future.succeededFuture(Optional.empty());
        }
        return connections
                .query(COLUMNS + "where prefix = $1 and revoked is null", parts[1])
                .compose(rows -> {
                    if (rows.size() == 0 || !matches(rows.iterator().next(), secret)) {
                        return Future.succeededFuture(Optional.empty());
                    }
                    ApiKey key = key(rows.iterator().next());
                    return noteUse(key).map(Optional.of(key));
                });
    }

    @Override
    public Future<Boolean> any() {
        return connections
                .query("select exists (select from api_keys where revoked is null) as found")
                .map(rows -> rows.iterator().next().getBoolean("found"));
    }

    /// A key is good whether or not its use could be noted: the database may be read-only.
    private Future<Void> noteUse(ApiKey key) {
        return connections
                .query(USED, key.prefix(), Micros.toOffset(clock.instant()))
                .<Void>mapEmpty()
                .onFailure(failure -> LOG.debug("The use of key {} was not noted", key.prefix(), failure))
                .otherwiseEmpty();
    }

    private byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static boolean matches(Row row, String secret) {
        return MessageDigest.isEqual(row.getBuffer("hash").getBytes(), sha256(secret));
    }

    private static ApiKey key(Row row) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(row.getArrayOfStrings("scopes"))
                .map(label -> Scope.valueOf(label.toUpperCase(Locale.ROOT)))
                .forEach(scopes::add);
        return new ApiKey(
                row.getString("prefix"),
                row.getString("name"),
                Set.copyOf(scopes),
                row.getOffsetDateTime("created").toInstant(),
                Micros.toInstant(row.getOffsetDateTime("revoked")),
                Micros.toInstant(row.getOffsetDateTime("last_used")));
    }

    private static String label(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
