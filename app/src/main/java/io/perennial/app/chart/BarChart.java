// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bars side by side for each of some groups.
 *
 * @param title what it shows
 * @param xName what the groups are
 * @param yName what the bars measure, with its unit
 * @param groups their labels
 * @param series at most three, a value for each group, all at least 0
 * @param digits of the values in the table
 */
public record BarChart(
    String title,
    String xName,
    String yName,
    List<String> groups,
    List<LineChart.Series> series,
    int digits)
    implements Chart {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 56;
  private static final int RIGHT = 16;
  private static final int TOP = 34;
  private static final int BOTTOM = 44;
  private static final int MOST_LABELS = 16;

  public BarChart {
    groups = List.copyOf(groups);
    series = List.copyOf(series);
  }

  @Override
  public String svg() {
    double most = 0;
    for (LineChart.Series bars : series) {
      for (double value : bars.values()) {
        most = Math.max(most, value);
      }
    }
    Axis up = Axis.round(0, most, 5, HEIGHT - BOTTOM, TOP);
    Svg svg = new Svg(WIDTH, HEIGHT, title);
    for (double value : up.marks()) {
      svg.line(LEFT, up.at(value), WIDTH - RIGHT, up.at(value), "grid");
      svg.label(LEFT - 8, up.at(value) + 4, "end", "tick", up.label(value));
    }
    double slot = (double) (WIDTH - RIGHT - LEFT) / Math.max(1, groups.size());
    double width = slot * 0.76 / Math.max(1, series.size());
    int every = (groups.size() - 1) / MOST_LABELS + 1;
    for (int g = 0; g < groups.size(); g++) {
      double from = LEFT + slot * (g + 0.12);
      for (int s = 0; s < series.size(); s++) {
        double value = series.get(s).values().get(g);
        svg.bar(
            from + s * width,
            up.at(value),
            width - 1,
            up.at(0) - up.at(value),
            "bar s" + (s + 1),
            series.get(s).name() + ", " + groups.get(g) + ": " + number(value));
      }
      if (g % every == 0) {
        svg.label(LEFT + slot * (g + 0.5), HEIGHT - BOTTOM + 18, "middle", "tick", groups.get(g));
      }
    }
    svg.line(LEFT, up.at(0), WIDTH - RIGHT, up.at(0), "axis");
    svg.label((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", "name", xName);
    svg.label(LEFT - 40, 14, "start", "name", yName);
    if (series.size() > 1) {
      legend(svg);
    }
    return svg.end();
  }

  private void legend(Svg svg) {
    double at = WIDTH - RIGHT;
    for (int s = series.size() - 1; s >= 0; s--) {
      at -= 7.0 * series.get(s).name().length();
      svg.label(at, 14, "start", "name", series.get(s).name());
      svg.bar(at - 18, 5, 12, 10, "bar s" + (s + 1), series.get(s).name());
      at -= 36;
    }
  }

  @Override
  public DataTable table() {
    List<String> head = new ArrayList<>();
    head.add(xName);
    series.forEach(bars -> head.add(bars.name()));
    List<List<String>> rows = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      List<String> row = new ArrayList<>();
      row.add(groups.get(g));
      for (LineChart.Series bars : series) {
        row.add(number(bars.values().get(g)));
      }
      rows.add(row);
    }
    return new DataTable(head, rows);
  }

  private String number(double value) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
