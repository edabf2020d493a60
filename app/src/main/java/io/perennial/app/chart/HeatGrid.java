// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A grid of cells, the fuller the greater.
 *
 * @param title what it shows
 * @param xName what the columns are
 * @param yName what the rows are
 * @param columns their labels
 * @param rows their labels, from the top
 * @param values a list of columns for each row, at least 0; NaN where there is nothing
 * @param full the value of a full cell, &gt; 0
 * @param format of a value, as {@code %.0f%%} of a share times 100
 * @param factor what a value is multiplied by before it is written
 */
public record HeatGrid(
    String title,
    String xName,
    String yName,
    List<String> columns,
    List<String> rows,
    List<List<Double>> values,
    double full,
    String format,
    double factor)
    implements Chart {

  private static final int WIDTH = 640;
  private static final int LEFT = 92;
  private static final int RIGHT = 8;
  private static final int TOP = 30;
  private static final int BOTTOM = 44;

  public HeatGrid {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    values = values.stream().map(List::copyOf).toList();
  }

  @Override
  public String svg() {
    double wide = (double) (WIDTH - LEFT - RIGHT) / Math.max(1, columns.size());
    double tall = Math.max(18, Math.min(40, 320.0 / Math.max(1, rows.size())));
    int height = (int) Math.ceil(TOP + tall * rows.size() + BOTTOM);
    Svg svg = new Svg(WIDTH, height, title);
    svg.label(4, 14, "start", "name", yName);
    boolean roomy = wide >= 26;
    int every = roomy ? 1 : (int) Math.ceil(40 / wide);
    for (int r = 0; r < rows.size(); r++) {
      double y = TOP + r * tall;
      svg.label(LEFT - 8, y + tall / 2 + 4, "end", "tick", rows.get(r));
      for (int c = 0; c < columns.size(); c++) {
        double value = values.get(r).get(c);
        if (Double.isNaN(value)) {
          continue;
        }
        double share = Math.min(1, value / full);
        double x = LEFT + c * wide;
        String hint =
            yName + " " + rows.get(r) + ", " + xName + " " + columns.get(c) + ": " + number(value);
        svg.bar(x + 0.5, y + 0.5, wide - 1, tall - 1, "cell", 0.06 + 0.94 * share, hint);
        if (roomy) {
          svg.label(
              x + wide / 2,
              y + tall / 2 + 4,
              "middle",
              share > 0.62 ? "in full" : "in",
              number(value));
        }
      }
    }
    for (int c = 0; c < columns.size(); c += every) {
      svg.label(
          LEFT + (c + 0.5) * wide, TOP + tall * rows.size() + 18, "middle", "tick", columns.get(c));
    }
    svg.label((LEFT + WIDTH - RIGHT) / 2.0, height - 6, "middle", "name", xName);
    return svg.end();
  }

  @Override
  public DataTable table() {
    List<String> head = new ArrayList<>();
    head.add(yName + " \\ " + xName);
    head.addAll(columns);
    List<List<String>> lines = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      List<String> line = new ArrayList<>();
      line.add(rows.get(r));
      for (int c = 0; c < columns.size(); c++) {
        line.add(Double.isNaN(values.get(r).get(c)) ? "–" : number(values.get(r).get(c)));
      }
      lines.add(line);
    }
    return new DataTable(head, lines);
  }

  private String number(double value) {
    return String.format(Locale.ROOT, format, value * factor);
  }
}
