// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How groups differ from all: a line for each group through a row for each feature, from much less
 * to much more than usual. One group can be chosen; the others are faint then.
 *
 * @param id of letters, digits and dashes, unique on the page
 * @param title what it shows
 * @param features from the top
 * @param groups the first eight have colours
 * @param values for each group one for each feature: how far its middle is from that of all, in
 *     spreads of the population; beyond 2 is drawn at 2; NaN where there is none
 */
public record ParallelProfile(
    String id, String title, List<String> features, List<String> groups, List<List<Double>> values)
    implements Chart {

  private static final int WIDTH = 640;
  private static final int LEFT = 190;
  private static final int RIGHT = 30;
  private static final int TOP = 34;
  private static final int TALL = 30;
  private static final double END = 2;
  private static final List<String> WORDS =
      List.of("much less", "less", "as usual", "more", "much more");

  public ParallelProfile {
    features = List.copyOf(features);
    groups = List.copyOf(groups);
    values = values.stream().map(List::copyOf).toList();
    if (values.size() != groups.size()) {
      throw new IllegalArgumentException(
          "Invalid profile: " + values.size() + " groups (must be " + groups.size() + ")");
    }
    for (List<Double> row : values) {
      if (row.size() != features.size()) {
        throw new IllegalArgumentException(
            "Invalid profile: " + row.size() + " features (must be " + features.size() + ")");
      }
    }
  }

  @Override
  public String html() {
    List<String> names = new ArrayList<>(List.of("All"));
    List<String> swatches = new ArrayList<>(List.of(""));
    for (int g = 0; g < Math.min(Colouring.MOST_GROUPS, groups.size()); g++) {
      names.add(groups.get(g));
      swatches.add(Colouring.ByGroup.styleOf(g));
    }
    return Switch.html(id, "Show", names, swatches, svg());
  }

  @Override
  public String svg() {
    int height = TOP + TALL * features.size() + 14;
    Axis axis = Axis.exact(-END, END, 4, LEFT, WIDTH - RIGHT);
    Svg svg = new Svg(WIDTH, height, title);
    for (int word = 0; word < WORDS.size(); word++) {
      double x = axis.at(word - END);
      svg.line(x, TOP - 8, x, height - 10, word == 2 ? "axis" : "grid");
      svg.label(x, 16, word == WORDS.size() - 1 ? "end" : "middle", "tick", WORDS.get(word));
    }
    for (int f = 0; f < features.size(); f++) {
      svg.label(LEFT - 34, y(f) + 4, "end", "name", shortened(features.get(f)));
    }
    for (int g = groups.size() - 1; g >= 0; g--) {
      List<Double> row = values.get(g);
      int[] told =
          IntStream.range(0, features.size()).filter(f -> !Double.isNaN(row.get(f))).toArray();
      String style = Colouring.ByGroup.styleOf(g);
      double[] px = IntStream.of(told).mapToDouble(f -> axis.at(within(row.get(f)))).toArray();
      double[] py = IntStream.of(told).mapToDouble(ParallelProfile::y).toArray();
      svg.open("profile " + style);
      svg.path(px, py, "line " + style);
      for (int i = 0; i < told.length; i++) {
        svg.dot(
            px[i],
            py[i],
            4.5,
            "node " + style,
            groups.get(g) + ", " + features.get(told[i]) + ": " + said(row.get(told[i])));
      }
      svg.close();
    }
    return svg.end();
  }

  private static double y(int feature) {
    return TOP + TALL * (feature + 0.5);
  }

  private static double within(double value) {
    return Math.max(-END, Math.min(END, value));
  }

  private static String shortened(String name) {
    return name.length() <= 25 ? name : name.substring(0, 24) + "…";
  }

  /** A value and its word: "more (+1.2)". */
  private static String said(double value) {
    double tenths = Math.rint(value * 10) / 10 + 0.0; // no minus before a zero
    long word = Math.round(Math.abs(within(tenths)));
    return WORDS.get((int) (END + (tenths < 0 ? -word : word)))
        + String.format(Locale.ROOT, " (%+.1f)", tenths);
  }

  @Override
  public DataTable table() {
    List<String> head = new ArrayList<>(List.of("Feature"));
    head.addAll(groups);
    List<List<String>> rows = new ArrayList<>();
    for (int f = 0; f < features.size(); f++) {
      List<String> row = new ArrayList<>(List.of(features.get(f)));
      for (List<Double> value : values) {
        row.add(Double.isNaN(value.get(f)) ? "–" : said(value.get(f)));
      }
      rows.add(row);
    }
    return new DataTable(head, rows);
  }
}
