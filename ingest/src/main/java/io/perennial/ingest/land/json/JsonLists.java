// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Where in a document the rows seem to be. */
public final class JsonLists {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int DEEPEST = 4;

  private JsonLists() {}

  /**
   * The members that lead to the first list of objects, joined by dots; empty where there is none,
   * or the document is no object. Reads up to that list.
   */
  public static Optional<String> first(InputStream document) throws IOException {
    try (JsonParser tokens = JSON.createParser(document)) {
      if (tokens.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      return within(tokens, new ArrayDeque<>());
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> within(JsonParser tokens, Deque<String> path) throws IOException {
    while (tokens.nextToken() == JsonToken.FIELD_NAME) {
      String name = tokens.currentName();
      JsonToken value = tokens.nextToken();
      boolean leads = !name.contains(".") && path.size() < DEEPEST;
      if (value == JsonToken.START_ARRAY && leads) {
        if (tokens.nextToken() == JsonToken.START_OBJECT) {
          path.addLast(name);
          return Optional.of(String.join(".", path));
        }
        skipList(tokens);
      } else if (value == JsonToken.START_OBJECT && leads) {
        path.addLast(name);
        Optional<String> found = within(tokens, path);
        if (found.isPresent()) {
          return found;
        }
        path.removeLast();
      } else {
        tokens.skipChildren();
      }
    }
    return Optional.empty();
  }

  /** The rest of a list whose first element was met. */
  private static void skipList(JsonParser tokens) throws IOException {
    while (tokens.currentToken() != JsonToken.END_ARRAY && tokens.currentToken() != null) {
      tokens.skipChildren();
      tokens.nextToken();
    }
  }
}
