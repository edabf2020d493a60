// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When something happened, by a clock that can be trusted. Clients' clocks are wrong, but how long
 * a message waited before it was sent is right by any clock; hence the specification's rule:
 *
 * <pre>timestamp = receivedAt - (sentAt - originalTimestamp)</pre>
 *
 * A message that has both {@code originalTimestamp} and {@code timestamp} has been through a server
 * that did this, and its {@code timestamp} holds. Without one of the instants the rule needs, the
 * client's own time is all there is.
 */
final class MessageTime {

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private MessageTime() {}

  /** When the message happened, as text; what cannot be read as it was written, for quarantine. */
  static Optional<String> of(JsonNode message, Envelope envelope) {
    JsonNode said =
        message.hasNonNull("timestamp")
            ? message.path("timestamp")
            : message.path("originalTimestamp");
    Optional<Instant> sentAt = instant(message.path("sentAt")).or(envelope::sentAt);
    Optional<Instant> received = instant(message.path("receivedAt")).or(envelope::receivedAt);
    Optional<Instant> original = instant(said);
    if (original.isEmpty()) {
      return text(said).or(() -> received.or(() -> sentAt).map(Instant::toString));
    }
    boolean corrected = message.hasNonNull("timestamp") && message.hasNonNull("originalTimestamp");
    if (corrected || sentAt.isEmpty() || received.isEmpty()) {
      return original.map(Instant::toString);
    }
    Duration waited = Duration.between(original.get(), sentAt.get());
    return Optional.of(bounded(received.get().minus(waited)).toString());
  }

  /** ISO 8601, with or without zone; or seconds or milliseconds since 1970, told by their size. */
  static Optional<Instant> instant(JsonNode value) {
    if (value.isNumber()) {
      return epoch(value.asDouble());
    }
    String text = value.isTextual() ? value.textValue().strip() : "";
    try {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      if (text.chars().allMatch(c -> c >= '0' && c <= '9') && text.length() < 15) {
        return epoch(Double.parseDouble(text));
      }
      String iso = text.indexOf(' ') == 10 ? text.replaceFirst(" ", "T") : text;
      return Optional.of(bounded(iso(iso)));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  private static Instant iso(String text) {
    int time = text.indexOf('T');
    if (time < 0) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    String clock = text.substring(time);
    boolean zoned = clock.endsWith("Z") || clock.indexOf('+') > 0 || clock.indexOf('-') > 0;
    String colon = clock.matches(".*[-+][0-9]{4}") ? ":" : "";
    String whole =
        colon.isEmpty()
            ? text
            : text.substring(0, text.length() - 2) + colon + text.substring(text.length() - 2);
    return zoned
        ? OffsetDateTime.parse(whole).toInstant()
        : LocalDateTime.parse(whole).toInstant(ZoneOffset.UTC);
  }

  private static Optional<Instant> epoch(double number) {
    double size = Math.abs(number);
    if (size >= 1e14) {
      return Optional.empty();
    }
    return Optional.of(Instant.ofEpochMilli(Math.round(size < 1e11 ? number * 1000 : number)));
  }

  private static Instant bounded(Instant instant) {
    return instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
  }

  private static Optional<String> text(JsonNode value) {
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? Optional.of(value.asText())
        : Optional.empty();
  }
}
