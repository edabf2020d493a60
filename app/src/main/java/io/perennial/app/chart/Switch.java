// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import java.util.List;

/**
 * A picture that can be seen in several ways, one at a time: buttons before it, of which the page's
 * style sheet knows the pressed one. No script.
 */
final class Switch {

  private Switch() {}

  /**
   * The buttons and the picture in one element.
   *
   * @param id of letters, digits and dashes, unique on the page
   * @param words before the buttons
   * @param names of the buttons, the first pressed; classes way1, way2, …
   * @param swatches for each button the class of its patch of colour, empty for none
   */
  static String html(
      String id, String words, List<String> names, List<String> swatches, String svg) {
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "Invalid id of a chart: " + id + " (must be small letters, digits and dashes)");
    }
    StringBuilder html = new StringBuilder("<fieldset class=\"switch\">\n<legend>");
    html.append(Svg.text(words)).append("</legend>\n");
    for (int i = 0; i < names.size(); i++) {
      String own = id + "-" + (i + 1);
      html.append("<input type=\"radio\" name=\"")
          .append(id)
          .append("\" id=\"")
          .append(own)
          .append("\" class=\"way")
          .append(i + 1)
          .append(i == 0 ? "\" checked=\"checked\"/>" : "\"/>")
          .append("<label for=\"")
          .append(own)
          .append("\">");
      if (!swatches.get(i).isEmpty()) {
        html.append("<span class=\"swatch ").append(swatches.get(i)).append("\"></span>");
      }
      html.append(Svg.text(names.get(i))).append("</label>\n");
    }
    return html.append(svg).append("</fieldset>\n").toString();
  }
}
