// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.embed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Texts cut into the pieces of words that a sentence model knows, as BERT does it: lower case,
 * without accents, signs apart, and of each word the longest known pieces from left to right.
 * Source: Wu et al., "Google's Neural Machine Translation System" (2016), and BERT's uncased rules.
 */
final class WordPieces {

  private static final int MAX_WORD = 100;
  private static final String CONTINUED = "##";

  private final Map<String, Integer> vocabulary;
  private final int unknown;
  private final int first;
  private final int last;

  private WordPieces(Map<String, Integer> vocabulary) {
    this.vocabulary = vocabulary;
    this.unknown = id("[UNK]");
    this.first = id("[CLS]");
    this.last = id("[SEP]");
  }

  /** Reads {@code model.vocab} of a tokenizer.json. */
  static WordPieces read(InputStream tokenizer) throws IOException {
    Map<String, Integer> vocabulary = new HashMap<>(65_536);
    try (JsonParser json = new JsonFactory().createParser(tokenizer)) {
      int depth = 0;
      boolean isVocabulary = false;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          depth++;
          isVocabulary = depth == 3 && "vocab".equals(json.currentName());
        } else if (token == JsonToken.END_OBJECT) {
          depth--;
          isVocabulary = false;
        } else if (isVocabulary && token == JsonToken.VALUE_NUMBER_INT) {
          vocabulary.put(json.currentName(), json.getIntValue());
        }
      }
    }
    return new WordPieces(vocabulary);
  }

  private int id(String piece) {
    Integer id = vocabulary.get(piece);
    if (id == null) {
      throw new IllegalArgumentException(
          "Invalid vocabulary of the sentence model: " + piece + " is missing");
    }
    return id;
  }

  /** The pieces' ids between the marks of begin and end, at most {@code max} in all. */
  long[] ids(String text, int max) {
    long[] ids = new long[max];
    ids[0] = first;
    int size = 1;
    StringBuilder word = new StringBuilder();
    String plain = plain(text);
    int point;
    for (int i = 0; i < plain.length() && size < max - 1; i += Character.charCount(point)) {
      point = plain.codePointAt(i);
      if (Character.isWhitespace(point)) {
        size = add(word, ids, size);
      } else if (isSign(point) || isIdeograph(point)) {
        size = add(word, ids, size);
        word.appendCodePoint(point);
        size = add(word, ids, size);
      } else {
        word.appendCodePoint(point);
      }
    }
    size = add(word, ids, size);
    ids[size] = last;
    return Arrays.copyOf(ids, size + 1);
  }

  /** Lower case, decomposed, without marks and what nobody sees. */
  private static String plain(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder(apart.length());
    int point;
    for (int i = 0; i < apart.length(); i += Character.charCount(point)) {
      point = apart.codePointAt(i);
      int type = Character.getType(point);
      if (Character.isWhitespace(point) || type == Character.SPACE_SEPARATOR) {
        plain.append(' ');
      } else if (type != Character.NON_SPACING_MARK && !isUnseen(point, type)) {
        plain.appendCodePoint(Character.toLowerCase(point));
      }
    }
    return plain.toString();
  }

  private static boolean isUnseen(int point, int type) {
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED
        || type == Character.PRIVATE_USE
        || point == 0xFFFD;
  }

  /** Adds the pieces of the word, which is empty then. */
  private int add(StringBuilder word, long[] ids, int from) {
    int length = word.length();
    if (length == 0 || from >= ids.length - 1) {
      word.setLength(0);
      return from;
    }
    int size = from;
    int start = 0;
    if (word.codePointCount(0, length) > MAX_WORD) {
      start = length;
      ids[size++] = unknown;
    }
    while (start < length) {
      int end = length;
      Integer id = null;
      while (end > start && id == null) {
        String piece = word.substring(start, end);
        id = vocabulary.get(start == 0 ? piece : CONTINUED + piece);
        end = id == null ? end - 1 : end;
      }
      if (id == null) { // one piece is unknown: the word is
        size = from;
        ids[size++] = unknown;
        break;
      }
      if (size >= ids.length - 1) {
        break;
      }
      ids[size++] = id;
      start = end;
    }
    word.setLength(0);
    return size;
  }

  /** As BERT has it: all signs of ASCII, and Unicode's punctuation. */
  private static boolean isSign(int point) {
    if ((point >= 33 && point <= 47)
        || (point >= 58 && point <= 64)
        || (point >= 91 && point <= 96)
        || (point >= 123 && point <= 126)) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isIdeograph(int point) {
    return (point >= 0x4E00 && point <= 0x9FFF)
        || (point >= 0x3400 && point <= 0x4DBF)
        || (point >= 0x20000 && point <= 0x2CEAF)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0x2F800 && point <= 0x2FA1F);
  }
}
