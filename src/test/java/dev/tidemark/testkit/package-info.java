/// What tests of several packages share: servers, contract kits, and things that misbehave on purpose.
@NullMarked
package dev.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
