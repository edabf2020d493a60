// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.Svg;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page that needs nothing but itself: no script, no other file, no network.
 *
 * @param title of the page
 * @param subtitle of what and as of when
 * @param sections in order
 * @param footer where it comes from
 */
record Page(String title, String subtitle, List<Section> sections, String footer) {

  /**
   * A part of the page that the table of contents names.
   *
   * @param id its anchor: letters and dashes
   * @param title in a few words
   * @param blocks what it holds
   */
  record Section(String id, String title, List<Block> blocks) {

    Section {
      blocks = List.copyOf(blocks);
    }
  }

  Page {
    sections = List.copyOf(sections);
  }

  String html() {
    StringBuilder html = new StringBuilder(1 << 16);
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        .append(Svg.text(title))
        .append("</title>\n<style>\n")
        .append(style())
        .append("</style>\n</head>\n<body>\n<header>\n<h1>")
        .append(Svg.text(title))
        .append("</h1>\n<p>")
        .append(Svg.text(subtitle))
        .append("</p>\n<nav aria-label=\"Contents\"><ul>\n");
    for (Section section : sections) {
      html.append("<li><a href=\"#")
          .append(section.id())
          .append("\">")
          .append(Svg.text(section.title()))
          .append("</a></li>\n");
    }
    html.append("</ul></nav>\n</header>\n<main>\n");
    sections.forEach(section -> append(html, section));
    return html.append("</main>\n<footer><p>")
        .append(Svg.text(footer))
        .append("</p></footer>\n</body>\n</html>\n")
        .toString();
  }

  private static void append(StringBuilder html, Section section) {
    html.append("<section id=\"")
        .append(section.id())
        .append("\">\n<h2>")
        .append(Svg.text(section.title()))
        .append("</h2>\n");
    section.blocks().forEach(block -> append(html, block));
    html.append("</section>\n");
  }

  private static void append(StringBuilder html, Block block) {
    if (block instanceof Block.Paragraph paragraph) {
      html.append("<p>").append(Svg.text(paragraph.words())).append("</p>\n");
    } else if (block instanceof Block.Warning warning) {
      html.append("<p class=\"warning\">").append(Svg.text(warning.words())).append("</p>\n");
    } else if (block instanceof Block.Figure figure) {
      html.append("<figure>\n<h3>")
          .append(Svg.text(figure.title()))
          .append("</h3>\n")
          .append(figure.chart().html())
          .append("<figcaption>")
          .append(Svg.text(figure.caption()))
          .append("</figcaption>\n<details><summary>As a table</summary>")
          .append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
          .append(Svg.text(figure.title()))
          .append("\">")
          .append(figure.chart().table().html())
          .append("</div></details>\n</figure>\n");
    } else if (block instanceof Block.Rows rows) {
      html.append("<h3>")
          .append(Svg.text(rows.title()))
          .append("</h3>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
          .append(Svg.text(rows.title()))
          .append("\">")
          .append(rows.table().html())
          .append("</div>\n");
    } else if (block instanceof Block.Tiles tiles) {
      html.append("<dl class=\"tiles\">\n");
      for (Block.Tile tile : tiles.tiles()) {
        html.append("<div><dt>")
            .append(Svg.text(tile.name()))
            .append("</dt><dd>")
            .append(Svg.text(tile.value()))
            .append("</dd><dd class=\"note\">")
            .append(Svg.text(tile.note()))
            .append("</dd></div>\n");
      }
      html.append("</dl>\n");
    }
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("Missing resource report.css");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read report.css", e);
    }
  }
}
