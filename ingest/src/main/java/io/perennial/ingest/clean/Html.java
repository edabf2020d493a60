// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;
import org.jsoup.select.NodeVisitor;

/** Texts that came with the tags and entities of HTML. */
final class Html {

  private static final Pattern TAG =
      Pattern.compile("</?([A-Za-z][A-Za-z0-9]{0,15})(?:\\s[^<>]*)?/?>|<!--|<!(?i:doctype)\\s");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});");

  private Html() {}

  /**
   * The text without tags, where HTML knows such a tag, and its entities as characters. {@code <3},
   * {@code a < b} and {@code <ada@example.org>} stay; the text of scripts and styles goes. Source:
   * the HTML standard, by jsoup.
   */
  static String text(String html) {
    if (html.indexOf('<') >= 0 && TAG.matcher(html).results().anyMatch(Html::isKnown)) {
      return withoutTags(html);
    }
    return html.indexOf('&') >= 0 ? withoutEntities(html) : html;
  }

  private static boolean isKnown(MatchResult tag) {
    return tag.group(1) == null || Tag.isKnownTag(tag.group(1).toLowerCase(Locale.ROOT));
  }

  private static String withoutEntities(String text) {
    return ENTITY
        .matcher(text)
        .replaceAll(
            entity -> Matcher.quoteReplacement(Parser.unescapeEntities(entity.group(), false)));
  }

  /** What looks like a tag and is none is escaped first, since a parser would take it away. */
  private static String withoutTags(String html) {
    StringBuilder safe = new StringBuilder(html.length() + 16);
    Matcher tags = TAG.matcher(html);
    int done = 0;
    while (tags.find()) {
      escape(html, done, tags.start(), safe);
      if (isKnown(tags.toMatchResult())) {
        safe.append(html, tags.start(), tags.end());
      } else {
        escape(html, tags.start(), tags.end(), safe);
      }
      done = tags.end();
    }
    escape(html, done, html.length(), safe);
    StringBuilder text = new StringBuilder(html.length());
    Jsoup.parseBodyFragment(safe.toString()).traverse(new Reader(text));
    return text.toString().strip();
  }

  private static void escape(String html, int from, int to, StringBuilder safe) {
    for (int i = from; i < to; i++) {
      char c = html.charAt(i);
      safe.append(c == '<' ? "&lt;" : String.valueOf(c));
    }
  }

  /** Gathers text; what stands on lines of its own gets them. */
  private static final class Reader implements NodeVisitor {
    private final StringBuilder text;

    Reader(StringBuilder text) {
      this.text = text;
    }

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode words) {
        text.append(words.getWholeText());
      } else if (node instanceof Element element && breaks(element)) {
        text.append('\n');
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element && element.isBlock()) {
        text.append('\n');
      }
    }

    private static boolean breaks(Element element) {
      return element.isBlock() || element.normalName().equals("br");
    }
  }
}
