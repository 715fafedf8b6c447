/// How rows become a verified object of the lake: written, uploaded, read back. The same for days, months and parts,
/// whoever makes them; who owns what afterwards is the manifest's affair.
///
/// Everything here blocks, for virtual threads.
@NullMarked
package dev.tidemark.cold.make;

import org.jspecify.annotations.NullMarked;
