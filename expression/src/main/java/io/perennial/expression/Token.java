// SPDX-License-Identifier: Apache-2.0
package io.perennial.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A word, number, text or sign of an expression.
 *
 * @param kind what it is
 * @param text as written; of a text or a quoted name what is between the quotes
 * @param at its first character, counting from 1
 */
record Token(Kind kind, String text, int at) {

  enum Kind {
    /** A column or function. */
    NAME,
    /** A column between back quotes. */
    QUOTED,
    /** A word of the language, in lower case. */
    WORD,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  private static final Set<String> WORDS =
      Set.of(
          "and", "or", "not", "in", "is", "null", "case", "when", "then", "else", "end", "true",
          "false");
  private static final List<String> SIGNS =
      List.of("||", "<=", ">=", "<>", "!=", "=", "<", ">", "+", "-", "*", "/", "(", ")", ",", "?");

  boolean is(String wordOrSign) {
    return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(wordOrSign);
  }

  /** What stands there, for messages. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }

  /**
   * The tokens of an expression, the last of them its end.
   *
   * @throws Misfit when a character has no place in an expression, or a quote is not closed
   */
  static List<Token> of(String expression) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < expression.length()) {
      char c = expression.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
        continue;
      }
      Token token = next(expression, at, c);
      tokens.add(token);
      at = token.end(expression);
    }
    tokens.add(new Token(Kind.END, "", expression.length() + 1));
    return tokens;
  }

  private static Token next(String expression, int at, char c) {
    if (c == '\'' || c == '`') {
      return quoted(expression, at, c);
    }
    if (isDigit(c) || (c == '.' && at + 1 < expression.length() && digitAt(expression, at + 1))) {
      int end = at;
      while (end < expression.length() && (digitAt(expression, end) || isPoint(expression, end))) {
        end++;
      }
      String number = expression.substring(at, end);
      if (!number.matches("[0-9]*[.]?[0-9]+|[0-9]+[.]")) {
        throw new Misfit("'" + number + "' is no number", at + 1);
      }
      return new Token(Kind.NUMBER, number, at + 1);
    }
    if (Character.isLetter(c) || c == '_' || c == '$' || c == '@') {
      int end = at + 1;
      while (end < expression.length() && isInName(expression, end)) {
        end++;
      }
      String name = expression.substring(at, end);
      String word = name.toLowerCase(Locale.ROOT);
      return WORDS.contains(word)
          ? new Token(Kind.WORD, word, at + 1)
          : new Token(Kind.NAME, name, at + 1);
    }
    for (String sign : SIGNS) {
      if (expression.startsWith(sign, at)) {
        return new Token(Kind.SIGN, sign, at + 1);
      }
    }
    throw new Misfit(
        "'" + c + "' has no meaning here; put texts in '…' and odd column names in `…`", at + 1);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean digitAt(String expression, int at) {
    return isDigit(expression.charAt(at));
  }

  private static boolean isPoint(String expression, int at) {
    return expression.charAt(at) == '.';
  }

  /** A point belongs to a name when more of the name follows, as in {@code customer.email}. */
  private static boolean isInName(String expression, int at) {
    char c = expression.charAt(at);
    return isNameChar(c)
        || (c == '.' && at + 1 < expression.length() && isNameChar(expression.charAt(at + 1)));
  }

  private static boolean isNameChar(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '@';
  }

  private static Token quoted(String expression, int at, char quote) {
    StringBuilder text = new StringBuilder();
    int end = at + 1;
    while (end < expression.length()) {
      char c = expression.charAt(end);
      if (c == quote) {
        if (end + 1 == expression.length() || expression.charAt(end + 1) != quote) {
          return new Token(quote == '`' ? Kind.QUOTED : Kind.TEXT, text.toString(), at + 1);
        }
        end++;
      }
      text.append(c);
      end++;
    }
    throw new Misfit("the quote " + quote + " is not closed", at + 1);
  }

  /** Where the next token may begin, counting from 0. */
  private int end(String expression) {
    if (kind != Kind.TEXT && kind != Kind.QUOTED) {
      return at - 1 + text.length();
    }
    char quote = expression.charAt(at - 1);
    int quotes = (int) text.chars().filter(c -> c == quote).count();
    return at + 1 + text.length() + quotes;
  }
}
