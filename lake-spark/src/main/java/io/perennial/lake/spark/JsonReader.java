// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.perennial.lake.raw.BrokenReason;
import io.perennial.lake.raw.SeparatedRows;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object a line; blank lines are passed over. */
final class JsonReader implements RawReader {

  private static final ObjectReader OBJECTS =
      new ObjectMapper()
          .reader()
          .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final SeparatedRows lines;
  private final List<String> wanted;
  private JsonNode object = MissingNode.getInstance();

  JsonReader(RawFile file, List<String> wanted) throws IOException {
    this.lines = SeparatedRows.lines(file.path());
    this.wanted = wanted;
  }

  @Override
  public boolean next() throws IOException {
    do {
      if (!lines.next()) {
        return false;
      }
    } while (lines.broken().isEmpty() && lines.field(0).isBlank());
    object = lines.broken().isPresent() ? MissingNode.getInstance() : parse(lines.field(0));
    return true;
  }

  private static JsonNode parse(String text) throws IOException {
    try {
      return OBJECTS.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public Optional<String> broken() {
    if (lines.broken().isPresent()) {
      return lines.broken();
    }
    return object.isObject() ? Optional.empty() : Optional.of(BrokenReason.NOT_JSON);
  }

  @Override
  public long line() {
    return lines.line();
  }

  @Override
  public long dataLine() {
    return lines.dataLine();
  }

  @Override
  public @Nullable String text(int which) {
    JsonNode node = object;
    for (String member : wanted.get(which).split("\\.", -1)) {
      node = node.path(member);
    }
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (node.isContainerNode()) {
      return node.toString();
    }
    String text = node.isFloatingPointNumber() ? NumberText.of(node.doubleValue()) : node.asText();
    return text.isEmpty() ? null : text;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
