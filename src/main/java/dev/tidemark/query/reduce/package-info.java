/// Fewer rows out of many: buckets of time with aggregates, and charts of a number of points.
///
/// Works on a stream in its order, one series at a time where the stream has them one after the other, and holds no
/// more than a bounded part of each.
@NullMarked
package dev.tidemark.query.reduce;

import org.jspecify.annotations.NullMarked;
