/// The backfill: samples of past days, fetched from their source and written straight into the lake.
///
/// The unit is one day of one site. Its state is in the database ([dev.tidemark.history.backfill.BackfillLog]), so that
/// a run goes on where it stopped, whatever ended it. A day within the hot range goes through the journal
/// ([dev.tidemark.history.backfill.HotDay]); an older one, or one that cold owns, becomes a file
/// ([dev.tidemark.history.backfill.ColdDay]) by the same steps as the archiver's: sealed, planned, written, uploaded,
/// verified, published. Doing a day twice changes nothing: what is stored is never overwritten and never doubled.
///
/// All but [dev.tidemark.history.backfill.Backfills] blocks, on virtual threads.
@NullMarked
package dev.tidemark.history.backfill;

import org.jspecify.annotations.NullMarked;
