/// One answer out of hot and cold: who owns which day is asked of the same snapshot that the hot rows come from, so an
/// answer has no gap and no row twice while the archiver works.
///
/// [dev.tidemark.query.QueryEngine] opens a [dev.tidemark.query.Answer]; [dev.tidemark.query.Plan] says which files and
/// hot ranges it is made of, and `reduce` makes buckets and charts of its rows.
@NullMarked
package dev.tidemark.query;

import org.jspecify.annotations.NullMarked;
