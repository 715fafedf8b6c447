/// The API of ACE IoT (FlightDeck) as a source of building samples.
///
/// [dev.tidemark.history.ace.AceSource] asks, [dev.tidemark.history.ace.AceCall] repeats what is worth it, and the
/// readers take an answer apart while it arrives, so that a page of 500,000 readings is never in memory as text. What
/// the API does other than one would think is written where it is dealt with: its cursor in
/// [dev.tidemark.history.ace.PageMark], its status codes in [dev.tidemark.history.ace.Verdict].
@NullMarked
package dev.tidemark.history.ace;

import org.jspecify.annotations.NullMarked;
