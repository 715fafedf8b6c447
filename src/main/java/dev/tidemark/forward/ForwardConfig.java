package dev.tidemark.forward;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where ticks are sent on to.
///
/// @param url of the other Tidemark, as in `https://tidemark.example.com`; null sends nothing
/// @param key that may ingest there; null where none is needed
public record ForwardConfig(@Nullable URI url, @Nullable String key) {

    public static final ForwardConfig OFF = new ForwardConfig(null, null);
}
