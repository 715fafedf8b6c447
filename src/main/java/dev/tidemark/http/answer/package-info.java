/// How a query becomes an answer: a turn, a plan, an ETag, rows at the pace of the reader.
///
/// [dev.tidemark.http.answer.RowAnswers] is where a handler begins, with an [dev.tidemark.http.answer.Asked] made of
/// its parameters.
@NullMarked
package dev.tidemark.http.answer;

import org.jspecify.annotations.NullMarked;
