// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import java.util.Locale;

/** Writes one picture, element by element, in units of a pixel. */
public final class Svg {

  private final StringBuilder out = new StringBuilder();

  Svg(int width, int height, String title) {
    out.append("<svg viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\" role=\"img\" aria-label=\"")
        .append(text(title))
        .append("\">\n");
  }

  /** What stands for {@code raw} in HTML, in text and in attributes. */
  public static String text(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append("&quot;");
        default -> text.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
      }
    }
    return text.toString();
  }

  Svg line(double x1, double y1, double x2, double y2, String style) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>%n",
            x1,
            y1,
            x2,
            y2,
            style));
    return this;
  }

  /** A rectangle that says {@code hint} to who points at it. */
  Svg bar(double x, double y, double width, double height, String style, String hint) {
    return bar(x, y, width, height, style, 1, hint);
  }

  Svg bar(
      double x, double y, double width, double height, String style, double opacity, String hint) {
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"%s><title>%s"
                + "</title></rect>%n",
            x,
            y,
            Math.max(0, width),
            Math.max(0, height),
            style,
            opacity == 1 ? "" : String.format(Locale.ROOT, " fill-opacity=\"%.3f\"", opacity),
            text(hint)));
    return this;
  }

  Svg path(double[] x, double[] y, String style) {
    out.append("<path class=\"").append(style).append("\" d=\"");
    for (int i = 0; i < x.length; i++) {
      out.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x[i], y[i]));
    }
    out.append("\"/>\n");
    return this;
  }

  /** A point that says {@code hint} to who points at it. */
  Svg dot(double x, double y, double radius, String style, String hint) {
    out.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" class=\"%s\"><title>%s</title></circle>%n",
            x,
            y,
            radius,
            style,
            text(hint)));
    return this;
  }

  /**
   * @param anchor start, middle or end
   */
  Svg label(double x, double y, String anchor, String style, String words) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            style,
            text(words)));
    return this;
  }

  /** A band as thick at both ends, that leaves and arrives level. */
  Svg band(
      double fromX,
      double fromTop,
      double toX,
      double toTop,
      double thick,
      String style,
      String hint) {
    double middle = (fromX + toX) / 2;
    out.append(
        String.format(
            Locale.ROOT,
            "<path class=\"%s\" d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1fL%.1f %.1fC%.1f %.1f"
                + " %.1f %.1f %.1f %.1fZ\"><title>%s</title></path>%n",
            style,
            fromX,
            fromTop,
            middle,
            fromTop,
            middle,
            toTop,
            toX,
            toTop,
            toX,
            toTop + thick,
            middle,
            toTop + thick,
            middle,
            fromTop + thick,
            fromX,
            fromTop + thick,
            text(hint)));
    return this;
  }

  /** Begins a group of elements with a class. */
  Svg open(String style) {
    out.append("<g class=\"").append(style).append("\">\n");
    return this;
  }

  Svg close() {
    out.append("</g>\n");
    return this;
  }

  String end() {
    return out.append("</svg>\n").toString();
  }
}
