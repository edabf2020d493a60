// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
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

  private final BufferedReader in;
  private final List<String> wanted;
  private JsonNode object = MissingNode.getInstance();
  private long line;

  JsonReader(RawFile file, List<String> wanted) throws IOException {
    this.in = file.open("utf-8");
    this.wanted = wanted;
  }

  @Override
  public boolean next() throws IOException {
    String text;
    do {
      text = in.readLine();
      line++;
      if (text == null) {
        return false;
      }
    } while (text.isBlank());
    try {
      object =
          text.indexOf(RawFile.UNDECODABLE) < 0
              ? OBJECTS.readTree(text)
              : MissingNode.getInstance();
    } catch (JsonProcessingException e) {
      object = MissingNode.getInstance();
    }
    return true;
  }

  @Override
  public Optional<String> broken() {
    return object.isObject() ? Optional.empty() : Optional.of("the line is not a JSON object");
  }

  @Override
  public long line() {
    return line;
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
    in.close();
  }
}
