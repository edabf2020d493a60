// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What holds for all messages that came together.
 *
 * @param call what was called, where messages need not say it: the last word of {@code /v1/track}
 * @param sentAt when the client sent them, by its clock
 * @param receivedAt when they arrived, by ours; empty for a file that does not say
 * @param context what a message's own context is laid over; missing when there is none
 */
public record Envelope(
    Optional<String> call,
    Optional<Instant> sentAt,
    Optional<Instant> receivedAt,
    JsonNode context) {

  /** Nothing is known but what messages say. */
  public static Envelope none() {
    return new Envelope(
        Optional.empty(), Optional.empty(), Optional.empty(), MissingNode.getInstance());
  }

  /** Messages that arrive now, at {@code instant}. */
  public Envelope receivedAt(Instant instant) {
    return new Envelope(call, sentAt, Optional.of(instant), context);
  }

  /** Messages of one kind of call. */
  public Envelope of(String kind) {
    return new Envelope(Optional.of(kind), sentAt, receivedAt, context);
  }

  /** The same with what a batch says beside its messages. */
  Envelope with(JsonNode batch) {
    return new Envelope(
        call,
        MessageTime.instant(batch.path("sentAt")).or(() -> sentAt),
        receivedAt.or(() -> MessageTime.instant(batch.path("receivedAt"))),
        batch.path("context").isObject() ? batch.path("context") : context);
  }
}
