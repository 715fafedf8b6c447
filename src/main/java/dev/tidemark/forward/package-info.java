/// Sends on what comes in: the ticks of this Tidemark to another one's `POST /internal/ingest`.
///
/// [dev.tidemark.forward.ForwarderVerticle] is a second consumer of the journal. What it has not passed yet is kept
/// there until the other side has answered 202, so that an outage of the other side costs disk and no record; once the
/// journal is full, sources are slowed as they are for the database. Before anything is sent,
/// [dev.tidemark.forward.ForwardMark] says on disk what, so that after a crash the same request is repeated under the
/// same `Idempotency-Key`, and the other side takes it once.
@NullMarked
package dev.tidemark.forward;

import org.jspecify.annotations.NullMarked;
