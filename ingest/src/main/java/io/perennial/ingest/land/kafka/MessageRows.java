// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.kafka;

import io.perennial.ingest.land.JsonRowFile;
import io.perennial.ingest.land.Landed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Messages as rows: the fields of a JSON object; a row for each of several; other text as the field
 * {@code value}. Beside them {@code _key}, {@code _timestamp}, {@code _topic}, {@code _partition},
 * {@code _offset}, {@code _header.NAME}. What cannot be read is a row with a {@code _problem}, so
 * that nothing goes without a trace. Fields of a message with such names get another underscore.
 */
final class MessageRows {

  private static final int LONGEST_PROBLEM_VALUE = 4_000;

  private static final Set<String> RESERVED =
      Set.of(
          "_key", "_timestamp", "_topic", "_partition", "_offset", "_header", "_line", "_problem");

  private final JsonRowFile file;
  private final Set<String> told;
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  /** Rows with all that Kafka says about them. */
  MessageRows(JsonRowFile file) {
    this(file, RESERVED);
  }

  /**
   * @param told which of our fields are told; without {@code _problem}, what cannot be read is left
   *     out
   */
  MessageRows(JsonRowFile file, Set<String> told) {
    this.file = file;
    this.told = told;
  }

  /** Writes the rows of a message; one at least. */
  void write(ConsumerRecord<byte[], byte[]> message) {
    byte[] value = message.value();
    if (value == null) {
      problem(message, "", "the message is a tombstone: it has a key and no value");
      return;
    }
    Optional<String> text = text(value);
    if (text.isEmpty() || isBinary(value)) {
      problem(message, "", notText(value));
      return;
    }
    String said = text.get().strip();
    boolean json = said.startsWith("{") || said.startsWith("[");
    Optional<List<String>> objects = json ? JsonObjects.in(said, RESERVED) : Optional.empty();
    if (objects.isPresent() && !objects.get().isEmpty()) {
      for (String members : objects.get()) {
        begin(message);
        file.members(members).end();
      }
    } else if (said.isEmpty()) {
      problem(message, "", "the message is empty");
    } else if (json) {
      problem(
          message, said, objects.isPresent() ? "the list has no objects" : "the value is not JSON");
    } else {
      begin(message);
      file.text("value", text.get()).end();
    }
  }

  private void problem(ConsumerRecord<byte[], byte[]> message, String value, String why) {
    if (!told.contains(Landed.PROBLEM)) {
      return;
    }
    begin(message);
    if (!value.isEmpty()) {
      file.text("value", value.substring(0, Math.min(value.length(), LONGEST_PROBLEM_VALUE)));
    }
    file.text(Landed.PROBLEM, why).end();
  }

  private static boolean isBinary(byte[] value) {
    return value.length > 0 && value[0] == 0;
  }

  private static String notText(byte[] value) {
    return isBinary(value)
        ? "the value is not text: its first byte is 0, as of Avro or Protobuf with a registry"
        : String.format(
            Locale.ROOT, "the value is not text in UTF-8: it has %d bytes", value.length);
  }

  private void begin(ConsumerRecord<byte[], byte[]> message) {
    file.begin();
    String offset = String.valueOf(message.offset());
    tell("_line", offset);
    tell("_offset", offset);
    tell("_partition", String.valueOf(message.partition()));
    tell("_topic", message.topic());
    if (message.timestamp() >= 0) {
      tell("_timestamp", Instant.ofEpochMilli(message.timestamp()).toString());
    }
    if (message.key() != null) {
      tell("_key", textOrHex(message.key()));
    }
    headers(message);
  }

  private void tell(String name, String value) {
    if (told.contains(name)) {
      file.text(name, value);
    }
  }

  private void headers(ConsumerRecord<byte[], byte[]> message) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Header header : message.headers()) {
      if (header.value() != null) {
        // of several with one name, all
        values.merge(header.key(), textOrHex(header.value()), (one, other) -> one + ", " + other);
      }
    }
    if (values.isEmpty() || !told.contains("_header")) {
      return;
    }
    StringBuilder json = new StringBuilder("{");
    values.forEach(
        (name, value) -> {
          json.append(json.length() > 1 ? "," : "");
          JsonRowFile.quote(json, name);
          json.append(':');
          JsonRowFile.quote(json, value);
        });
    file.json("_header", json.append('}').toString());
  }

  private String textOrHex(byte[] bytes) {
    return text(bytes).orElseGet(() -> HexFormat.of().formatHex(bytes));
  }

  private Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(utf8.decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
