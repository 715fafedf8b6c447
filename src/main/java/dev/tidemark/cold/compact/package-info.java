/// One file for all samples of a site in a closed month, out of the files of its days: a year of a point is then twelve
/// requests.
///
/// A month holds for each of its days what the owner of the day held when it was made. A day that gets a later version
/// takes itself back, until the month is made again.
@NullMarked
package dev.tidemark.cold.compact;

import org.jspecify.annotations.NullMarked;
