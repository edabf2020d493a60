// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** The free texts within JSON: texts of three words or more, of which one has a letter. */
final class JsonTexts {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int LEAST_WORDS = 3;

  private JsonTexts() {}

  /**
   * The JSON with what {@code how} makes of each free text in the place of that; what is a list or
   * an object written as a text is looked into. What is no JSON is one text.
   */
  static String with(String json, UnaryOperator<String> how) {
    StringBuilder changed = new StringBuilder(json.length());
    int done = 0;
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.VALUE_STRING) {
          continue;
        }
        int from = (int) parser.currentTokenLocation().getCharOffset();
        String text = parser.getText();
        String other = other(text, how);
        if (!other.equals(text)) {
          changed.append(json, done, from).append('"');
          JsonStringEncoder.getInstance().quoteAsString(other, changed);
          changed.append('"');
          done = (int) parser.currentLocation().getCharOffset();
        }
      }
    } catch (IOException noJson) {
      return how.apply(json);
    }
    return changed.append(json, done, json.length()).toString();
  }

  private static String other(String text, UnaryOperator<String> how) {
    if (text.startsWith("{") || text.startsWith("[")) {
      return with(text, how);
    }
    return isFree(text) ? how.apply(text) : text;
  }

  private static boolean isFree(String text) {
    int words = 0;
    boolean isLettered = false;
    boolean isBlank = true;
    for (int i = 0; i < text.length(); i++) {
      boolean now = Texts.isBlank(text.charAt(i));
      words += isBlank && !now ? 1 : 0;
      isBlank = now;
      isLettered |= Character.isLetter(text.charAt(i));
    }
    return isLettered && words >= LEAST_WORDS;
  }
}
