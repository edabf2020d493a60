// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Lines over a common axis.
 *
 * @param title what it shows
 * @param xName what lies to the right, with its unit
 * @param yName what lies upwards, with its unit
 * @param x n values, ascending
 * @param series at most three, each of n values; NaN where there is none
 * @param mark a place on the x axis to be marked
 * @param digits of the values in the table
 */
public record LineChart(
    String title,
    String xName,
    String yName,
    List<Double> x,
    List<Series> series,
    List<Mark> mark,
    int digits)
    implements Chart {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 56;
  private static final int RIGHT = 16;
  private static final int TOP = 34;
  private static final int BOTTOM = 44;

  /**
   * One line.
   *
   * @param name in the legend
   * @param values n of them
   * @param dashed to tell an expectation from what was seen, without colour
   */
  public record Series(String name, List<Double> values, boolean dashed) {

    public Series {
      values = List.copyOf(values);
    }
  }

  /**
   * A place on the x axis.
   *
   * @param at where
   * @param words what begins there
   */
  public record Mark(double at, String words) {}

  public LineChart {
    x = List.copyOf(x);
    series = List.copyOf(series);
    mark = List.copyOf(mark);
  }

  @Override
  public String svg() {
    double most = 0;
    double least = 0;
    for (Series line : series) {
      for (double value : line.values()) {
        if (!Double.isNaN(value)) {
          most = Math.max(most, value);
          least = Math.min(least, value);
        }
      }
    }
    Axis right = Axis.exact(x.size() == 0 ? 0 : x.get(0), last(), 8, LEFT, WIDTH - RIGHT);
    Axis up = Axis.round(least, most, 5, HEIGHT - BOTTOM, TOP);
    Svg svg = new Svg(WIDTH, HEIGHT, title);
    for (double value : up.marks()) {
      svg.line(LEFT, up.at(value), WIDTH - RIGHT, up.at(value), "grid");
      svg.label(LEFT - 8, up.at(value) + 4, "end", "tick", up.label(value));
    }
    for (double value : right.marks()) {
      svg.label(right.at(value), HEIGHT - BOTTOM + 18, "middle", "tick", right.label(value));
    }
    svg.line(LEFT, up.at(0), WIDTH - RIGHT, up.at(0), "axis");
    svg.label((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", "name", xName);
    svg.label(LEFT - 40, 14, "start", "name", yName);
    for (Mark place : mark) {
      svg.line(right.at(place.at()), TOP, right.at(place.at()), HEIGHT - BOTTOM, "mark");
      svg.label(right.at(place.at()) + 5, TOP + 10, "start", "tick", place.words());
    }
    for (int s = 0; s < series.size(); s++) {
      draw(svg, right, up, s);
    }
    legend(svg);
    return svg.end();
  }

  private void draw(Svg svg, Axis right, Axis up, int s) {
    Series line = series.get(s);
    int n = 0;
    double[] px = new double[x.size()];
    double[] py = new double[x.size()];
    for (int i = 0; i < x.size(); i++) {
      if (!Double.isNaN(line.values().get(i))) {
        px[n] = right.at(x.get(i));
        py[n++] = up.at(line.values().get(i));
      }
    }
    svg.path(
        Arrays.copyOf(px, n),
        Arrays.copyOf(py, n),
        "line s" + (s + 1) + (line.dashed() ? " dashed" : ""));
    if (x.size() <= 120) {
      for (int i = 0; i < x.size(); i++) {
        if (!Double.isNaN(line.values().get(i))) {
          svg.dot(
              right.at(x.get(i)),
              up.at(line.values().get(i)),
              x.size() <= 40 ? 3 : 6,
              x.size() <= 40 ? "point s" + (s + 1) : "hit",
              line.name()
                  + ", "
                  + xName
                  + " "
                  + plain(x.get(i))
                  + ": "
                  + number(line.values().get(i)));
        }
      }
    }
  }

  private void legend(Svg svg) {
    double at = WIDTH - RIGHT;
    for (int s = series.size() - 1; s >= 0; s--) {
      Series line = series.get(s);
      at -= 7.0 * line.name().length();
      svg.label(at, 14, "start", "name", line.name());
      svg.line(at - 28, 10, at - 6, 10, "line s" + (s + 1) + (line.dashed() ? " dashed" : ""));
      at -= 48;
    }
  }

  private double last() {
    return x.size() == 0 ? 1 : x.get(x.size() - 1);
  }

  @Override
  public DataTable table() {
    List<String> head = new ArrayList<>();
    head.add(xName);
    series.forEach(line -> head.add(line.name()));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      List<String> row = new ArrayList<>();
      row.add(plain(x.get(i)));
      for (Series line : series) {
        row.add(Double.isNaN(line.values().get(i)) ? "–" : number(line.values().get(i)));
      }
      rows.add(row);
    }
    return new DataTable(head, rows);
  }

  private static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%,.2f", value);
  }

  private String number(double value) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
