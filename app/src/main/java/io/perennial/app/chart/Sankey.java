// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who moved where between some instants: a column of groups for each, bands between them as wide as
 * those who went that way are many.
 *
 * @param title what it shows
 * @param unit what moves, as "customers"
 * @param instants at least two, in order
 * @param groups in the order in which each column has them; the first eight have colours
 * @param flows between an instant and the next
 */
public record Sankey(
    String title, String unit, List<String> instants, List<String> groups, List<Flow> flows)
    implements Chart {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 380;
  private static final int TOP = 28;
  private static final int LEFT = 120;
  private static final int RIGHT = 120;
  private static final int BAR = 12;
  private static final int GAP = 8;
  private static final int SMALLEST_NAME = 9;

  /**
   * Those who went from one group to another, or stayed.
   *
   * @param instant number of the instant they left; they arrive at the next
   * @param from number of the group
   * @param to number of the group
   * @param count how many, at least 0
   */
  public record Flow(int instant, int from, int to, double count) {}

  public Sankey {
    instants = List.copyOf(instants);
    groups = List.copyOf(groups);
    flows = List.copyOf(flows);
    for (Flow flow : flows) {
      if (flow.instant() < 0
          || flow.instant() >= instants.size() - 1
          || Math.min(flow.from(), flow.to()) < 0
          || Math.max(flow.from(), flow.to()) >= groups.size()
          || !(flow.count() >= 0 && Double.isFinite(flow.count()))) {
        throw new IllegalArgumentException(
            "Invalid flow: "
                + flow
                + " (must be between "
                + groups.size()
                + " groups at "
                + instants.size()
                + " instants)");
      }
    }
  }

  @Override
  public String svg() {
    int n = groups.size();
    int columns = instants.size();
    double[][] sizes = sizes();
    double most = 0;
    int shown = 0;
    for (double[] column : sizes) {
      double sum = 0;
      int some = 0;
      for (double size : column) {
        sum += size;
        some += size > 0 ? 1 : 0;
      }
      most = Math.max(most, sum);
      shown = Math.max(shown, some);
    }
    double scale = most > 0 ? (HEIGHT - TOP - 12.0 - GAP * Math.max(0, shown - 1)) / most : 0;
    double[][] tops = new double[columns][n];
    for (int c = 0; c < columns; c++) {
      double y = TOP;
      for (int g = 0; g < n; g++) {
        tops[c][g] = y;
        y += sizes[c][g] > 0 ? sizes[c][g] * scale + GAP : 0;
      }
    }
    Svg svg = new Svg(WIDTH, HEIGHT, title);
    double[][] leaving = copy(tops);
    double[][] arriving = copy(tops);
    double[][] out = totals();
    // in the order of both columns, so that bands cross as little as they can
    for (int c = 0; c < columns - 1; c++) {
      for (int from = 0; from < n; from++) {
        for (int to = 0; to < n; to++) {
          double count = count(c, from, to);
          if (count > 0) {
            double thick = count * scale;
            svg.band(
                x(c) + BAR,
                leaving[c][from],
                x(c + 1),
                arriving[c + 1][to],
                thick,
                "band " + Colouring.ByGroup.styleOf(from),
                hint(c, from, to, count, out[c][from]));
            leaving[c][from] += thick;
            arriving[c + 1][to] += thick;
          }
        }
      }
    }
    for (int c = 0; c < columns; c++) {
      svg.label(x(c) + BAR / 2.0, 14, "middle", "name", instants.get(c));
      for (int g = 0; g < n; g++) {
        if (sizes[c][g] > 0) {
          node(svg, c, g, tops[c][g], sizes[c][g], scale);
        }
      }
    }
    return svg.end();
  }

  private void node(Svg svg, int column, int group, double top, double size, double scale) {
    svg.bar(
        x(column),
        top,
        BAR,
        Math.max(1, size * scale),
        "node " + Colouring.ByGroup.styleOf(group),
        groups.get(group) + ", " + instants.get(column) + ": " + number(size) + " " + unit);
    boolean first = column == 0;
    boolean last = column == instants.size() - 1;
    if (size * scale >= SMALLEST_NAME && (first || last)) {
      svg.label(
          first ? x(column) - 6 : x(column) + BAR + 6,
          top + size * scale / 2 + 4,
          first ? "end" : "start",
          "name",
          shortened(groups.get(group)));
    }
  }

  private static String shortened(String name) {
    return name.length() <= 17 ? name : name.substring(0, 16) + "…";
  }

  private double x(int column) {
    return LEFT + (double) (WIDTH - LEFT - RIGHT - BAR) * column / Math.max(1, instants.size() - 1);
  }

  private String hint(int instant, int from, int to, double count, double of) {
    return String.format(
        Locale.ROOT,
        "%s to %s: %s %s %s %s, %.1f%% of %s",
        instants.get(instant),
        instants.get(instant + 1),
        number(count),
        unit,
        from == to ? "stayed in" : "went from " + groups.get(from) + " to",
        groups.get(to),
        100 * count / of,
        groups.get(from));
  }

  private double count(int instant, int from, int to) {
    double sum = 0;
    for (Flow flow : flows) {
      if (flow.instant() == instant && flow.from() == from && flow.to() == to) {
        sum += flow.count();
      }
    }
    return sum;
  }

  /** Who left each group at each instant. */
  private double[][] totals() {
    double[][] totals = new double[instants.size()][groups.size()];
    for (Flow flow : flows) {
      totals[flow.instant()][flow.from()] += flow.count();
    }
    return totals;
  }

  /** The larger of who came and who left. */
  private double[][] sizes() {
    double[][] sizes = totals();
    double[][] came = new double[instants.size()][groups.size()];
    for (Flow flow : flows) {
      came[flow.instant() + 1][flow.to()] += flow.count();
    }
    for (int c = 0; c < sizes.length; c++) {
      for (int g = 0; g < sizes[c].length; g++) {
        sizes[c][g] = Math.max(sizes[c][g], came[c][g]);
      }
    }
    return sizes;
  }

  private static double[][] copy(double[][] values) {
    double[][] copy = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      copy[i] = values[i].clone();
    }
    return copy;
  }

  @Override
  public DataTable table() {
    double[][] out = totals();
    List<List<String>> rows = new ArrayList<>();
    for (int c = 0; c < instants.size() - 1; c++) {
      for (int from = 0; from < groups.size(); from++) {
        for (int to = 0; to < groups.size(); to++) {
          double count = count(c, from, to);
          if (count > 0) {
            rows.add(
                List.of(
                    instants.get(c) + " to " + instants.get(c + 1),
                    groups.get(from),
                    groups.get(to),
                    number(count),
                    String.format(Locale.ROOT, "%.1f%%", 100 * count / out[c][from])));
          }
        }
      }
    }
    return new DataTable(List.of("When", "From", "To", unit, "share of from"), rows);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
