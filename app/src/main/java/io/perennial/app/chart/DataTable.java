// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import java.util.List;

/**
 * A table for a page: the first column names the row; columns of words stand left, others right.
 *
 * @param head as many as each row has cells
 * @param rows of cells, as they are to be read
 */
public record DataTable(List<String> head, List<List<String>> rows) {

  public DataTable {
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != head.size()) {
        throw new IllegalArgumentException(
            "Invalid row: " + row.size() + " cells (must be " + head.size() + ")");
      }
    }
  }

  /** As HTML; every cell is escaped. */
  public String html() {
    StringBuilder html = new StringBuilder("<table><thead><tr>");
    for (int column = 0; column < head.size(); column++) {
      html.append(isWords(column) ? "<th scope=\"col\" class=\"words\">" : "<th scope=\"col\">")
          .append(Svg.text(head.get(column)))
          .append("</th>");
    }
    html.append("</tr></thead><tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr><th scope=\"row\">").append(Svg.text(row.get(0))).append("</th>");
      for (int column = 1; column < row.size(); column++) {
        html.append(isWords(column) ? "<td class=\"words\">" : "<td>")
            .append(Svg.text(row.get(column)))
            .append("</td>");
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table>\n").toString();
  }

  private boolean isWords(int column) {
    return rows.stream()
        .map(row -> row.get(column))
        .anyMatch(cell -> !cell.isEmpty() && Character.isLetter(cell.charAt(0)));
  }
}
