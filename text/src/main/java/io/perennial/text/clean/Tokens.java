// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A plain text cut into words, emoji and signs. */
public final class Tokens {

  /** Smiles of signs; the letter of :D and xD must not begin a word. */
  private static final Pattern SMILE =
      Pattern.compile(
          "(?:[:;=8][-~^']?[)(\\]\\[|/\\\\*]+|[:;=][-~^']?[DPpOo3](?![\\p{L}\\p{N}])|[xX]D(?![\\p{L}\\p{N}])"
              + "|<3+|</3|\\^_*\\^|:'\\(|[)(]+[-~^']?[:;=](?![-~^']?[)(]))");

  private Tokens() {}

  /** The tokens in order. Linear. */
  public static List<Token> of(String plain) {
    List<Token> tokens = new ArrayList<>(plain.length() / 5 + 1);
    int at = 0;
    while (at < plain.length()) {
      int point = plain.codePointAt(at);
      int end;
      Token.Kind kind;
      if (Character.isWhitespace(point)) {
        at++;
        continue;
      } else if (isSmile(plain, at)) {
        end = endOfSmile(plain, at);
        kind = Token.Kind.EMOJI;
      } else if (isLetter(point)) {
        end = endOfWord(plain, at);
        kind = Token.Kind.WORD;
      } else if (Emoji.isPicture(point)) {
        end = endOfEmoji(plain, at);
        kind = Token.Kind.EMOJI;
      } else {
        end = endOfSigns(plain, at);
        kind = Token.Kind.SIGN;
      }
      tokens.add(new Token(plain.substring(at, end), kind));
      at = end;
    }
    return tokens;
  }

  /** The words and emoji of a plain text in lower case, in order. */
  public static List<String> words(String plain) {
    return of(plain).stream()
        .filter(token -> token.kind() != Token.Kind.SIGN)
        .map(Token::lower)
        .toList();
  }

  private static boolean isSmile(String plain, int at) {
    return ":;=8xX<^)(".indexOf(plain.charAt(at)) >= 0
        && (at == 0 || !isLetter(plain.codePointBefore(at)))
        && endOfSmile(plain, at) > at;
  }

  private static int endOfSmile(String plain, int at) {
    int end = Math.min(plain.length(), at + 8);
    var smile = SMILE.matcher(plain).region(at, end);
    smile.useTransparentBounds(true);
    return smile.lookingAt() ? smile.end() : at;
  }

  private static boolean isLetter(int point) {
    return Character.isLetterOrDigit(point) || isMark(point);
  }

  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK)
        && !Emoji.isModifier(point);
  }

  /** Chinese and Japanese are written without blanks: a sign is a word. */
  private static boolean isSign(int point) {
    return Character.isIdeographic(point) || (point >= 0x3041 && point <= 0x30FF);
  }

  private static int endOfWord(String plain, int from) {
    if (isSign(plain.codePointAt(from))) {
      return from + Character.charCount(plain.codePointAt(from));
    }
    int at = from;
    while (at < plain.length()) {
      int point = plain.codePointAt(at);
      int next = at + Character.charCount(point);
      boolean isInside =
          (point == '\'' || point == '\u2019' || Emoji.isJoiner(point) || point == 0x200C)
              && at > from
              && next < plain.length()
              && Character.isLetter(plain.codePointAt(next));
      if ((!isLetter(point) || isSign(point)) && !isInside) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private static int endOfEmoji(String plain, int from) {
    int first = plain.codePointAt(from);
    int at = from + Character.charCount(first);
    boolean isFlag = isRegion(first);
    while (at < plain.length()) {
      int point = plain.codePointAt(at);
      int next = at + Character.charCount(point);
      if (Emoji.isModifier(point)) {
        at = next;
      } else if (isFlag && isRegion(point)) {
        at = next;
        isFlag = false;
      } else if (Emoji.isJoiner(point)
          && next < plain.length()
          && Emoji.isPicture(plain.codePointAt(next))) {
        at = next + Character.charCount(plain.codePointAt(next));
      } else {
        return at;
      }
    }
    return at;
  }

  /** Two of these make a flag. */
  private static boolean isRegion(int point) {
    return point >= 0x1F1E6 && point <= 0x1F1FF;
  }

  private static int endOfSigns(String plain, int from) {
    int first = plain.codePointAt(from);
    int at = from + Character.charCount(first);
    while (at < plain.length() && plain.codePointAt(at) == first) {
      at += Character.charCount(first);
    }
    return at;
  }
}
