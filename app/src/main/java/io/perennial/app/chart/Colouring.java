// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What points are coloured by: the group each is in, or a number that each has. Colours are told
 * apart by people who see few of them; the style sheet has them, in light and in dark.
 */
public sealed interface Colouring {

  /** Groups beyond so many share one colour. */
  int MOST_GROUPS = 8;

  /** What it is, in a word or two. */
  String name();

  /** For how many points. */
  int count();

  /** The class of point {@code i}: g0 to g8, or q0 to q5; 0 is for those without. */
  String style(int i);

  /** What point {@code i} has, in words. */
  String words(int i);

  /** Classes and their meanings, as they are to be listed. */
  List<Key> keys();

  /**
   * One line of a legend.
   *
   * @param style class of the colour
   * @param words what it stands for
   */
  record Key(String style, String words) {}

  /**
   * By group.
   *
   * @param name what the groups are
   * @param groups their names, the most important first; the first eight have colours
   * @param of for each point the number of its group, or -1
   */
  record ByGroup(String name, List<String> groups, List<Integer> of) implements Colouring {

    public ByGroup {
      groups = List.copyOf(groups);
      of = List.copyOf(of);
      for (int group : of) {
        if (group < -1 || group >= groups.size()) {
          throw new IllegalArgumentException(
              "Invalid group: " + group + " (must be -1 to " + (groups.size() - 1) + ")");
        }
      }
    }

    @Override
    public int count() {
      return of.size();
    }

    @Override
    public String style(int i) {
      return styleOf(of.get(i));
    }

    static String styleOf(int group) {
      return "g" + (group < MOST_GROUPS ? group + 1 : 0);
    }

    @Override
    public String words(int i) {
      return of.get(i) < 0 ? "none" : groups.get(of.get(i));
    }

    @Override
    public List<Key> keys() {
      List<Key> keys = new ArrayList<>();
      for (int g = 0; g < Math.min(MOST_GROUPS, groups.size()); g++) {
        keys.add(new Key(styleOf(g), groups.get(g)));
      }
      boolean none = of.contains(-1);
      if (groups.size() > MOST_GROUPS || none) {
        keys.add(new Key("g0", groups.size() > MOST_GROUPS ? "others" : "none"));
      }
      return keys;
    }
  }

  /**
   * By number: fifths of the points, from the least to the most.
   *
   * @param name what the numbers are, with their unit
   * @param values for each point its own, or NaN
   * @param digits to write them in
   */
  record ByNumber(String name, List<Double> values, int digits) implements Colouring {

    private static final int PARTS = 5;

    public ByNumber {
      values = List.copyOf(values);
    }

    @Override
    public int count() {
      return values.size();
    }

    @Override
    public String style(int i) {
      return "q" + part(values.get(i), limits());
    }

    @Override
    public String words(int i) {
      return Double.isNaN(values.get(i)) ? "none" : number(values.get(i));
    }

    /** As {@link #style} of every point, at the cost of one. */
    List<String> styles() {
      double[] limits = limits();
      return values.stream().map(value -> "q" + part(value, limits)).toList();
    }

    @Override
    public List<Key> keys() {
      double[] limits = limits();
      List<Key> keys = new ArrayList<>();
      for (int part = 1; part <= PARTS; part++) {
        int own = part;
        double[] inside =
            values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> part(value, limits) == own)
                .sorted()
                .toArray();
        if (inside.length > 0) {
          String least = number(inside[0]);
          String most = number(inside[inside.length - 1]);
          keys.add(new Key("q" + part, least.equals(most) ? least : least + " to " + most));
        }
      }
      if (values.stream().anyMatch(value -> Double.isNaN(value))) {
        keys.add(new Key("q0", "none"));
      }
      return keys;
    }

    /** The middle one of the values at some points; NaN when there is none. */
    double median(List<Integer> points) {
      double[] sorted =
          points.stream()
              .mapToDouble(values::get)
              .filter(value -> !Double.isNaN(value))
              .sorted()
              .toArray();
      return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    String number(double value) {
      return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    private double[] limits() {
      double[] sorted =
          values.stream()
              .mapToDouble(Double::doubleValue)
              .filter(value -> !Double.isNaN(value))
              .sorted()
              .toArray();
      double[] limits = new double[PARTS - 1];
      for (int part = 1; part < PARTS && sorted.length > 0; part++) {
        limits[part - 1] = sorted[Math.min(sorted.length - 1, part * sorted.length / PARTS)];
      }
      return limits;
    }

    private static int part(double value, double[] limits) {
      return Double.isNaN(value)
          ? 0
          : 1 + (int) Arrays.stream(limits).filter(limit -> value >= limit).count();
    }
  }
}
