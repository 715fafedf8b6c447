/// A building API that is not there: it speaks as ACE IoT does, with that API's faults, over data that a seed makes.
///
/// For tests, and for `up --simulate-buildings`, with which anyone can try the product without a key. What it holds
/// is a pure function of site, point and time ([dev.tidemark.simulation.SimulatedHistory]), so that whoever has read
/// it can say what should have arrived.
@NullMarked
package dev.tidemark.simulation;

import org.jspecify.annotations.NullMarked;
