// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.clean;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;

/**
 * Texts that may have come with the tags and entities of HTML. Tags are cut in one pass without a
 * tree, so that no nesting is too deep.
 */
final class HtmlText {

  private static final int MAX_TAG = 5_000;
  private static final int MAX_NAME = 16;
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});");

  private HtmlText() {}

  /**
   * The text without tags that HTML knows, each as a blank, and entities as characters. {@code <3},
   * {@code a < b} and {@code <ada@example.org>} stay; comments, scripts and styles go. Linear.
   */
  static String of(String html) {
    return withoutEntities(html.indexOf('<') >= 0 ? withoutTags(html) : html);
  }

  private static String withoutEntities(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return ENTITY
        .matcher(text)
        .replaceAll(
            entity -> Matcher.quoteReplacement(Parser.unescapeEntities(entity.group(), false)));
  }

  private static String withoutTags(String html) {
    StringBuilder text = new StringBuilder(html.length());
    String lower = html.toLowerCase(Locale.ROOT);
    boolean isLengthKept = lower.length() == html.length();
    int at = 0;
    while (at < html.length()) {
      char c = html.charAt(at);
      int end = c == '<' ? endOfTag(html, at) : -1;
      if (end < 0) {
        text.append(c);
        at++;
        continue;
      }
      String name = name(html, at);
      boolean opens = html.charAt(at + 1) != '/';
      at = end;
      if (opens && isLengthKept && (name.equals("script") || name.equals("style"))) {
        int close = lower.indexOf("</" + name, end);
        at = close < 0 ? html.length() : close;
      }
      text.append(' ');
    }
    return text.toString();
  }

  /** Behind the tag or comment that starts at {@code from}; -1 if there is none. */
  private static int endOfTag(String html, int from) {
    if (html.startsWith("<!--", from)) {
      int end = html.indexOf("-->", from + 4);
      return end < 0 ? html.length() : end + 3;
    }
    String name = name(html, from);
    boolean isTag =
        html.startsWith("<!doctype", from)
            || html.startsWith("<!DOCTYPE", from)
            || (!name.isEmpty() && Tag.isKnownTag(name));
    if (!isTag) {
      return -1;
    }
    int limit = Math.min(html.length(), from + MAX_TAG);
    for (int i = from + 1; i < limit; i++) {
      char c = html.charAt(i);
      if (c == '>') {
        return i + 1;
      }
      if (c == '<') {
        return -1;
      }
    }
    return -1;
  }

  /** Of {@code <br/>} and {@code </br>}: br; empty if no name stands there, or something of it. */
  private static String name(String html, int from) {
    int start = from + 1;
    if (start < html.length() && html.charAt(start) == '/') {
      start++;
    }
    int end = start;
    while (end < html.length() && end - start <= MAX_NAME && isLetterOrDigit(html.charAt(end))) {
      end++;
    }
    boolean isEnded =
        end < html.length() && (html.charAt(end) <= ' ' || ">/".indexOf(html.charAt(end)) >= 0);
    return isEnded ? html.substring(start, end).toLowerCase(Locale.ROOT) : "";
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
