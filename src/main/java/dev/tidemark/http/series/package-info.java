/// Samples of building sensors, read back: `/timeseries/query`, and which sites and points there are.
@NullMarked
package dev.tidemark.http.series;

import org.jspecify.annotations.NullMarked;
