/// Recordings of venues' sockets: one file format, written from live feeds and served again as the venue would.
///
/// The format is NDJSON, gzip or plain. The first line is the [dev.tidemark.recording.RecordingHeader], every other a
/// [dev.tidemark.recording.RecordedFrame]. [dev.tidemark.recording.Recorder] writes it from a socket,
/// [dev.tidemark.recording.ReplayServer] serves it over WebSocket on the loopback, with faults on command
/// ([dev.tidemark.recording.ReplayFault]), and [dev.tidemark.recording.RecordingScan] tells what it holds. Recordings
/// are never in memory as a whole.
@NullMarked
package dev.tidemark.recording;

import org.jspecify.annotations.NullMarked;
