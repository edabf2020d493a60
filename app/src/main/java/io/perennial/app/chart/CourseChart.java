// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was expected over time, and what came, with the interval that it is in.
 *
 * @param title what it shows
 * @param unit of the values
 * @param expectedName and {@code cameName}: of the lines
 * @param points ascending by day, two or more
 */
public record CourseChart(
    String title, String unit, String expectedName, String cameName, List<Point> points)
    implements Chart {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 56;
  private static final int RIGHT = 22;
  private static final int TOP = 34;
  private static final int BOTTOM = 40;

  /** A day below its point takes so much room. */
  private static final double DAY_WIDTH = 84;

  /**
   * One day.
   *
   * @param lower end of the interval of what came, and {@code upper}
   */
  public record Point(LocalDate day, double expected, double came, double lower, double upper) {}

  public CourseChart {
    points = List.copyOf(points);
    if (points.size() < 2) {
      throw new IllegalArgumentException(
          "Invalid points: " + points.size() + " (must be two or more)");
    }
  }

  @Override
  public String svg() {
    double most = 0;
    double least = 0;
    for (Point point : points) {
      most = Math.max(most, Math.max(point.expected(), point.upper()));
      least = Math.min(least, Math.min(point.expected(), point.lower()));
    }
    Axis right =
        Axis.exact(x(points.get(0)), x(points.get(points.size() - 1)), 6, LEFT, WIDTH - RIGHT);
    Axis up = Axis.round(least, most, 5, HEIGHT - BOTTOM, TOP);
    Svg svg = new Svg(WIDTH, HEIGHT, title);
    for (double value : up.marks()) {
      svg.line(LEFT, up.at(value), WIDTH - RIGHT, up.at(value), "grid");
      svg.label(LEFT - 8, up.at(value) + 4, "end", "tick", up.label(value));
    }
    int n = points.size();
    double[] px = new double[n];
    double[] expected = new double[n];
    double[] came = new double[n];
    double[] aroundX = new double[2 * n];
    double[] aroundY = new double[2 * n];
    for (int i = 0; i < n; i++) {
      Point point = points.get(i);
      px[i] = right.at(x(point));
      expected[i] = up.at(point.expected());
      came[i] = up.at(point.came());
      aroundX[i] = px[i];
      aroundY[i] = up.at(point.upper());
      aroundX[2 * n - 1 - i] = px[i];
      aroundY[2 * n - 1 - i] = up.at(point.lower());
    }
    svg.path(aroundX, aroundY, "reach s1");
    svg.line(LEFT, up.at(0), WIDTH - RIGHT, up.at(0), "axis");
    svg.path(px, expected, "line s2 dashed");
    svg.path(px, came, "line s1");
    days(svg, px);
    for (int i = 0; i < n; i++) {
      svg.dot(px[i], expected[i], 3, "point s2", said(i, expectedName, points.get(i).expected()));
      svg.dot(px[i], came[i], 3, "point s1", said(i, cameName, points.get(i).came()));
    }
    svg.label(LEFT - 40, 14, "start", "name", unit);
    double at = WIDTH - RIGHT - 7.0 * cameName.length();
    svg.label(at, 14, "start", "name", cameName);
    svg.line(at - 28, 10, at - 6, 10, "line s1");
    at -= 48 + 7.0 * expectedName.length();
    svg.label(at, 14, "start", "name", expectedName);
    svg.line(at - 28, 10, at - 6, 10, "line s2 dashed");
    return svg.end();
  }

  /** As many as have room, the last one among them. */
  private void days(Svg svg, double[] px) {
    double free = Double.POSITIVE_INFINITY;
    for (int i = px.length - 1; i >= 0; i--) {
      if (px[i] + DAY_WIDTH <= free || i == px.length - 1) {
        free = px[i];
        String anchor = i == 0 ? "start" : i == px.length - 1 ? "end" : "middle";
        svg.label(px[i], HEIGHT - BOTTOM + 20, anchor, "tick", points.get(i).day().toString());
      }
    }
  }

  private String said(int i, String name, double value) {
    return name + ", " + points.get(i).day() + ": " + number(value) + " " + unit;
  }

  private static double x(Point point) {
    return (double) point.day().toEpochDay();
  }

  @Override
  public DataTable table() {
    List<List<String>> rows = new ArrayList<>();
    for (Point point : points) {
      rows.add(
          List.of(
              point.day().toString(),
              number(point.expected()),
              number(point.came()),
              number(point.lower()) + " to " + number(point.upper())));
    }
    return new DataTable(List.of("till", expectedName, cameName, "90 %"), rows);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%,.1f" : "%,.0f", value);
  }
}
