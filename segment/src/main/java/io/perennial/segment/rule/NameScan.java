// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An expression's text in pieces: the names that it reads, and what stands between. */
final class NameScan {

  private static final Set<String> WORDS =
      Set.of(
          "and", "or", "not", "in", "is", "null", "case", "when", "then", "else", "end", "true",
          "false");

  /**
   * A piece of the text.
   *
   * @param text as written; of a name in back quotes what is between them
   * @param isName whether it is the name of something that is read
   * @param at its first character, counting from 1
   */
  record Piece(String text, boolean isName, int at) {}

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();
  private int between;
  private int at;

  private NameScan(String text) {
    this.text = text;
  }

  /**
   * The pieces of an expression, all of it in order.
   *
   * @param text one that {@link io.perennial.expression.Expression} can parse
   */
  static List<Piece> of(String text) {
    NameScan scan = new NameScan(text);
    scan.run();
    return scan.pieces;
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'') {
        at = closing('\'') + 1;
      } else if (c == '`') {
        int end = closing('`');
        name(text.substring(at + 1, end).replace("``", "`"), end + 1);
      } else if (Character.isDigit(c) || c == '.') {
        at++;
      } else if (isNameChar(c)) {
        int end = at + 1;
        while (end < text.length() && continues(end)) {
          end++;
        }
        String word = text.substring(at, end);
        if (WORDS.contains(word.toLowerCase(Locale.ROOT)) || isCalled(end)) {
          at = end;
        } else {
          name(word, end);
        }
      } else {
        at++;
      }
    }
    plainUntil(text.length());
  }

  private void name(String name, int end) {
    plainUntil(at);
    pieces.add(new Piece(name, true, at + 1));
    at = end;
    between = end;
  }

  private void plainUntil(int end) {
    if (end > between) {
      pieces.add(new Piece(text.substring(between, end), false, between + 1));
    }
  }

  private int closing(char quote) {
    int end = at + 1;
    while (end < text.length()) {
      if (text.charAt(end) == quote) {
        if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
          end++;
        } else {
          return end;
        }
      }
      end++;
    }
    return text.length() - 1;
  }

  private boolean isCalled(int end) {
    int next = end;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next < text.length() && text.charAt(next) == '(';
  }

  private boolean continues(int place) {
    char c = text.charAt(place);
    return isNameChar(c)
        || (c == '.' && place + 1 < text.length() && isNameChar(text.charAt(place + 1)));
  }

  private static boolean isNameChar(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '@';
  }
}
