/// The settings as one record tree, read from `conf/tidemark.yaml`, an environment overlay, the environment and the
/// command line, in this order, and checked as a whole: all faults at once, each with its place.
@NullMarked
package dev.tidemark.config;

import org.jspecify.annotations.NullMarked;
