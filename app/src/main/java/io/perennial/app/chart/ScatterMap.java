// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Points in the plane whose neighbours are alike, to be coloured in several ways. Axes mean
 * nothing, so there are none; groups have their names where their middle is.
 *
 * @param id of letters, digits and dashes, unique on the page
 * @param title what it shows
 * @param unit what the points are, as "customers"
 * @param x of each point, at most 5,000 of them
 * @param y of each point
 * @param colourings one to three, each of all points; the first is seen at first
 */
public record ScatterMap(
    String id,
    String title,
    String unit,
    List<Double> x,
    List<Double> y,
    List<Colouring> colourings)
    implements Chart {

  /** The most points: a page must stay one that opens at once. */
  public static final int MOST = 5_000;

  private static final int WIDTH = 640;
  private static final int HEIGHT = 500;
  private static final int EDGE = 14;
  private static final int LINE = 18;

  public ScatterMap {
    x = List.copyOf(x);
    y = List.copyOf(y);
    colourings = List.copyOf(colourings);
    if (x.size() > MOST || x.size() != y.size()) {
      throw new IllegalArgumentException(
          "Invalid map: "
              + x.size()
              + " by "
              + y.size()
              + " places (must be as many, at most "
              + MOST
              + ")");
    }
    for (int i = 0; i < x.size(); i++) {
      if (!Double.isFinite(x.get(i)) || !Double.isFinite(y.get(i))) {
        throw new IllegalArgumentException(
            "Invalid place of point "
                + i
                + ": "
                + x.get(i)
                + ", "
                + y.get(i)
                + " (must be finite)");
      }
    }
    if (colourings.isEmpty() || colourings.size() > 3) {
      throw new IllegalArgumentException(
          "Invalid colourings: " + colourings.size() + " (must be 1 to 3)");
    }
    for (Colouring colouring : colourings) {
      if (colouring.count() != x.size()) {
        throw new IllegalArgumentException(
            "Invalid colouring "
                + colouring.name()
                + ": "
                + colouring.count()
                + " points (must be "
                + x.size()
                + ")");
      }
    }
  }

  @Override
  public String html() {
    return Switch.html(
        id,
        "Coloured by",
        colourings.stream().map(Colouring::name).toList(),
        colourings.stream().map(colouring -> "").toList(),
        svg());
  }

  @Override
  public String svg() {
    int lines = colourings.stream().mapToInt(colouring -> legendLines(colouring)).max().orElse(1);
    int height = HEIGHT + lines * LINE;
    Svg svg = new Svg(WIDTH, height, title);
    double[] px = fitted(x, y, EDGE, WIDTH - EDGE, false);
    double[] py = fitted(y, x, HEIGHT - EDGE, EDGE, true);
    List<List<String>> styles = colourings.stream().map(ScatterMap::styles).toList();
    for (int i = 0; i < px.length; i++) {
      StringBuilder style = new StringBuilder("dot");
      StringBuilder hint = new StringBuilder();
      for (int c = 0; c < colourings.size(); c++) {
        style.append(" as").append(c + 1).append(styles.get(c).get(i));
        hint.append(c == 0 ? "" : "; ")
            .append(colourings.get(c).name())
            .append(": ")
            .append(colourings.get(c).words(i));
      }
      svg.dot(px[i], py[i], 2.6, style.toString(), hint.toString());
    }
    for (int c = 0; c < colourings.size(); c++) {
      svg.open("seen" + (c + 1));
      if (colourings.get(c) instanceof Colouring.ByGroup groups) {
        names(svg, groups, px, py);
      }
      legend(svg, colourings.get(c), c + 1);
      svg.close();
    }
    return svg.end();
  }

  private static List<String> styles(Colouring colouring) {
    return colouring instanceof Colouring.ByNumber numbers
        ? numbers.styles()
        : IntStream.range(0, colouring.count()).mapToObj(colouring::style).toList();
  }

  /** Pixels of one axis; both axes have one scale, and the narrower is in the middle. */
  private static double[] fitted(
      List<Double> own, List<Double> other, double from, double to, boolean upwards) {
    double least = own.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = own.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double span = Math.max(1e-9, most - least);
    double otherSpan =
        other.stream().mapToDouble(Double::doubleValue).max().orElse(0)
            - other.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double room = Math.abs(to - from);
    double otherRoom = (upwards ? WIDTH : HEIGHT) - 2.0 * EDGE;
    double scale = Math.min(room / span, otherRoom / Math.max(1e-9, otherSpan));
    double middle = (from + to) / 2;
    double[] pixels = new double[own.size()];
    for (int i = 0; i < pixels.length; i++) {
      double off = (own.get(i) - (least + most) / 2) * scale;
      pixels[i] = upwards ? middle - off : middle + off;
    }
    return pixels;
  }

  private static void names(Svg svg, Colouring.ByGroup groups, double[] px, double[] py) {
    for (int g = 0; g < groups.groups().size(); g++) {
      int group = g;
      int[] members =
          IntStream.range(0, px.length).filter(i -> groups.of().get(i) == group).toArray();
      if (members.length > 0) {
        svg.label(
            Math.max(60, Math.min(WIDTH - 60, middle(px, members))),
            middle(py, members),
            "middle",
            "named",
            groups.groups().get(g));
      }
    }
  }

  private static double middle(double[] values, int[] members) {
    double[] sorted = Arrays.stream(members).mapToDouble(i -> values[i]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static int legendLines(Colouring colouring) {
    int lines = 1;
    double at = EDGE;
    for (Colouring.Key key : colouring.keys()) {
      double wide = wide(key);
      if (at + wide > WIDTH && at > EDGE) {
        lines++;
        at = EDGE;
      }
      at += wide;
    }
    return lines;
  }

  private static void legend(Svg svg, Colouring colouring, int place) {
    double at = EDGE;
    double y = HEIGHT + 12;
    for (Colouring.Key key : colouring.keys()) {
      double wide = wide(key);
      if (at + wide > WIDTH && at > EDGE) {
        y += LINE;
        at = EDGE;
      }
      svg.dot(at + 5, y - 4, 5, "dot as" + place + key.style(), key.words());
      svg.label(at + 15, y, "start", "name", key.words());
      at += wide;
    }
  }

  private static double wide(Colouring.Key key) {
    return 34 + 6.6 * key.words().length();
  }

  /** By the first colouring: how many, and the middle value of each number. */
  @Override
  public DataTable table() {
    Colouring first = colourings.get(0);
    List<Colouring.ByNumber> numbers = new ArrayList<>();
    for (Colouring colouring : colourings) {
      if (colouring instanceof Colouring.ByNumber number) {
        numbers.add(number);
      }
    }
    List<String> head = new ArrayList<>(List.of(first.name(), unit, "share"));
    numbers.forEach(number -> head.add(number.name() + ", median"));
    List<List<String>> rows = new ArrayList<>();
    List<String> styles = styles(first);
    List<String> names =
        first instanceof Colouring.ByGroup groups
            ? groups.groups()
            : first.keys().stream().map(Colouring.Key::words).toList();
    for (int r = 0; r < names.size(); r++) {
      int row = r;
      List<Integer> members =
          IntStream.range(0, x.size())
              .filter(
                  i ->
                      first instanceof Colouring.ByGroup groups
                          ? groups.of().get(i) == row
                          : styles.get(i).equals(first.keys().get(row).style()))
              .boxed()
              .toList();
      List<String> cells = new ArrayList<>();
      cells.add(names.get(r));
      cells.add(String.format(Locale.ROOT, "%,d", members.size()));
      cells.add(
          String.format(Locale.ROOT, "%.1f%%", 100.0 * members.size() / Math.max(1, x.size())));
      numbers.forEach(number -> cells.add(number.number(number.median(members))));
      rows.add(cells);
    }
    return new DataTable(head, rows);
  }
}
