package dev.tidemark.exchange.collect;

import io.vertx.core.http.UpgradeRejectedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Why a connection is over, and how long the venue wants to be left alone.
///
/// @param notBefore the least delay before the next attempt; zero where the venue asks for none
record End(String reason, Duration notBefore) {

    private static final int MAX_DEPTH = 20;
    private static final int TOO_MANY = 429;
    private static final int BANNED = 418;
    private static final Duration AFTER_TOO_MANY = Duration.ofMinutes(1);
    private static final Duration AFTER_BAN = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofDays(3);

    static End because(String reason) {
        return new End(reason, Duration.ZERO);
    }

    /// The end of an attempt to connect; a refused upgrade may say when to come again.
    static End of(Throwable failure, Instant now) {
        if (failure instanceof UpgradeRejectedException refused) {
            Duration wait = wait(refused.getStatus(), refused.getHeaders().get("Retry-After"), now);
            return new End("upgrade refused with status " + refused.getStatus(), wait);
        }
        return because(words(failure));
    }

    /// The message, and that of what lies at the root, where a certificate or a name is named.
    private static String words(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < MAX_DEPTH; depth++) {
            root = root.getCause();
        }
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String rootMessage = root.getMessage();
        return rootMessage == null || message.contains(rootMessage) ? message : message + ": " + rootMessage;
    }

    /// The delay of a refusal: what `Retry-After` says, in seconds or as a date, else what a 418 or 429 implies.
    static Duration wait(int status, @Nullable String retryAfter, Instant now) {
        Duration said = retryAfter == null ? null : parse(retryAfter.strip(), now);
        if (said != null) {
            return said.isNegative() ? Duration.ZERO : said.compareTo(LONGEST) > 0 ? LONGEST : said;
        }
        return switch (status) {
            case TOO_MANY -> AFTER_TOO_MANY;
            case BANNED -> AFTER_BAN;
            default -> Duration.ZERO;
        };
    }

    private static @Nullable Duration parse(String text, Instant now) {
        try {
            if (!text.isEmpty() && Character.isDigit(text.charAt(0))) {
                return Duration.ofSeconds(Long.parseLong(text));
            }
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(now, at);
        } catch (NumberFormatException | DateTimeException unreadable) {
            return null;
        }
    }
}
