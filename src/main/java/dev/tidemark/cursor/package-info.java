/// Streams of rows that are pulled: [dev.tidemark.cursor.RecordCursor], and how several become one.
///
/// Back-pressure is the absence of a call: whoever has nowhere to put rows does not ask for them.
@NullMarked
package dev.tidemark.cursor;

import org.jspecify.annotations.NullMarked;
