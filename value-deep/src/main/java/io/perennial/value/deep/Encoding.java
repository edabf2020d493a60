// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.value.deep.net.Architecture;
import io.perennial.value.deep.net.NetShape;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.EventSequences;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.Target;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How cases become numbers: features of the customer, and numbers, kind and product of each of the
 * last events. Learnt from the training rows. Immutable.
 */
final class Encoding {

  /** Numbers of an event besides kind and product; see {@link #numbers}. */
  static final int PER_EVENT = 8;

  private static final int PRODUCTS = 64;
  private static final int OWN = 10;
  private static final List<String> OWN_NAMES =
      List.of(
          "repeat purchases",
          "weeks from first to last purchase",
          "weeks as customer",
          "weeks since last purchase",
          "purchases a week",
          "typical gap in weeks",
          "mean spend",
          Names.CHANCE,
          Names.LEVEL,
          Names.FORM);

  private final Target target;
  private final List<Column> columns;
  private final List<String> kinds;
  private final Map<Integer, Integer> products;
  private final double money;

  private Encoding(
      Target target,
      List<Column> columns,
      List<String> kinds,
      Map<Integer, Integer> products,
      double money) {
    this.target = target;
    this.columns = columns;
    this.kinds = kinds;
    this.products = products;
    this.money = money;
  }

  /** Words for what is no column of the caller's. */
  static final class Names {
    static final String CHANCE = "Pareto/NBD: whether";
    static final String LEVEL = "Pareto/NBD: how much";
    static final String FORM = "Pareto/NBD: how sure";
    static final String EVENTS = "events: that there are any";
    static final String TIMES = "events: when";
    static final String AMOUNTS = "events: amounts";
    static final String KINDS = "events: kinds";
    static final String PRODUCTS = "events: products";

    private Names() {}
  }

  /** Learns from {@code lessons}, whose anchors are {@code anchors}. */
  static Encoding of(Target target, List<Labelled> lessons, List<float[]> anchors) {
    List<String> names = lessons.get(0).cases().features().names();
    int n = lessons.stream().mapToInt(Labelled::customers).sum();
    double[][] values = new double[names.size() + OWN][n];
    int at = 0;
    for (int k = 0; k < lessons.size(); k++) {
      Cases cases = lessons.get(k).cases();
      double[][] some = raw(cases, names, anchors.get(k));
      for (int c = 0; c < values.length; c++) {
        System.arraycopy(some[c], 0, values[c], at, cases.customers());
      }
      at += cases.customers();
    }
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < values.length; c++) {
      columns.add(Column.of(c < OWN ? OWN_NAMES.get(c) : names.get(c - OWN), values[c]));
    }
    TreeSet<String> kinds = new TreeSet<>();
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    List<Float> amounts = new ArrayList<>();
    for (Labelled lesson : lessons) {
      lesson.cases().events().ifPresent(events -> read(events, kinds, counts, amounts));
    }
    return new Encoding(
        target, List.copyOf(columns), List.copyOf(kinds), often(counts), median(amounts));
  }

  private static void read(
      EventSequences events, Set<String> kinds, Map<Integer, Integer> counts, List<Float> amounts) {
    kinds.addAll(events.kinds());
    int m = events.start(events.customers());
    for (int e = 0; e < m; e++) {
      counts.merge(events.product(e), 1, Integer::sum);
      float size = Math.abs(events.amount(e));
      if (size > 0 && size <= Float.MAX_VALUE && (e % (1 + m / 50_000)) == 0) {
        amounts.add(size);
      }
    }
  }

  /** The most frequent products have a row each, the others share row 0. */
  private static Map<Integer, Integer> often(Map<Integer, Integer> counts) {
    Map<Integer, Integer> rows = new HashMap<>();
    counts.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<Integer, Integer> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(PRODUCTS - 1)
        .forEach(entry -> rows.put(entry.getKey(), rows.size() + 1));
    return rows;
  }

  private static double median(List<Float> amounts) {
    double[] sorted = amounts.stream().mapToDouble(Float::doubleValue).sorted().toArray();
    return sorted.length == 0 ? 1 : sorted[sorted.length / 2];
  }

  /** The values as they are, double[OWN + names][n]; NaN where not known. */
  private static double[][] raw(Cases cases, List<String> names, float[] anchor) {
    Observed observed = cases.observed();
    int n = cases.customers();
    double[][] values = new double[OWN + names.size()][];
    for (int k = 0; k < OWN; k++) {
      values[k] = new double[n];
    }
    int[] repeats = observed.repeats();
    double[] recency = observed.recencyWeeks();
    double[] age = observed.ageWeeks();
    double[] spend = observed.meanSpend();
    for (int i = 0; i < n; i++) {
      boolean again = repeats[i] > 0;
      values[0][i] = Math.log1p(repeats[i]);
      values[1][i] = Math.log1p(recency[i]);
      values[2][i] = Math.log1p(age[i]);
      values[3][i] = Math.log1p(age[i] - recency[i]);
      values[4][i] = Math.log((repeats[i] + 0.5) / (age[i] + 1));
      values[5][i] = again ? observed.sumOfLogIntervals(i) / repeats[i] : Double.NaN;
      values[6][i] = again ? spend[i] : Double.NaN;
      for (int k = 0; k < 3; k++) {
        values[7 + k][i] = anchor[3 * i + k];
      }
    }
    for (int k = 0; k < names.size(); k++) {
      values[OWN + k] = cases.features().column(names.get(k));
    }
    return values;
  }

  /** The shape of a network that reads this. */
  NetShape shape(Architecture architecture, int width) {
    return new NetShape(
        architecture, statics(), PER_EVENT, kinds.size() + 1, products.size() + 1, width);
  }

  /** How many numbers a customer has. */
  int statics() {
    return columns.stream().filter(Column::useful).mapToInt(Column::width).sum();
  }

  /** The columns, ours first. */
  List<Column> columns() {
    return columns;
  }

  /** The numbers of these cases, in order. */
  Examples encode(Cases cases, float[] anchor, boolean events) {
    List<String> names = columns.stream().skip(OWN).map(Column::name).toList();
    double[][] values = raw(cases, names, anchor);
    int n = cases.customers();
    int width = statics();
    float[] statics = new float[n * width];
    int at = 0;
    for (int c = 0; c < values.length; c++) {
      Column column = columns.get(c);
      if (column.useful()) {
        for (int i = 0; i < n; i++) {
          column.put(values[c][i], statics, i * width + at);
        }
        at += column.width();
      }
    }
    Examples.Builder builder = new Examples.Builder(width, statics, anchor);
    if (events) {
      cases.events().ifPresent(sequences -> events(sequences, builder));
    }
    return builder.build();
  }

  /** The values of one case as they are, in the order of the columns. */
  double[] values(Cases one, float[] anchor) {
    List<String> names = columns.stream().skip(OWN).map(Column::name).toList();
    double[][] values = raw(one, names, anchor);
    return Arrays.stream(values).mapToDouble(column -> column[0]).toArray();
  }

  private void events(EventSequences events, Examples.Builder builder) {
    int[] rowOfKind = events.kinds().stream().mapToInt(kind -> kinds.indexOf(kind) + 1).toArray();
    int n = events.customers();
    builder.starts[0] = 0;
    for (int i = 0; i < n; i++) {
      int count = Math.min(NetShape.LONGEST, events.start(i + 1) - events.start(i));
      builder.starts[i + 1] = builder.starts[i] + count;
    }
    int m = builder.starts[n];
    builder.numbers = new float[m * PER_EVENT];
    builder.kinds = new int[m];
    builder.products = new int[m];
    for (int i = 0; i < n; i++) {
      int to = events.start(i + 1);
      int from = to - (builder.starts[i + 1] - builder.starts[i]);
      for (int e = from; e < to; e++) {
        int place = builder.starts[i] + e - from;
        boolean first = e == events.start(i);
        numbers(events, e, first, to - 1 - e, builder.numbers, place * PER_EVENT);
        builder.kinds[place] = rowOfKind[events.kind(e)];
        builder.products[place] = products.getOrDefault(events.product(e), 0);
      }
    }
  }

  /**
   * How long ago, the gap before and whether there is one, how many came after; the amount and
   * whether there is one; the season of the year, seen from the instant.
   */
  private void numbers(EventSequences events, int e, boolean first, int after, float[] to, int at) {
    double weeks = events.weeksBefore(e);
    double gap = first ? 0 : Math.max(0, events.weeksBefore(e - 1) - weeks);
    float amount = events.amount(e);
    double size = Math.min(Math.abs(amount), Float.MAX_VALUE) / money;
    to[at] = (float) (Math.log1p(Math.max(0, weeks)) - 2);
    to[at + 1] = (float) (first ? 0 : Math.log1p(gap) - 1);
    to[at + 2] = first ? 1 : 0;
    to[at + 3] = after / 16f;
    to[at + 4] = (float) (amount > 0 || amount < 0 ? Math.signum(amount) * Math.log1p(size) : 0);
    to[at + 5] = amount > 0 || amount < 0 ? 0 : 1;
    to[at + 6] = (float) Math.cos(2 * Math.PI * weeks / YEAR);
    to[at + 7] = (float) Math.sin(2 * Math.PI * weeks / YEAR);
  }

  private static final double YEAR = 365.2425 / 7;

  /** What number {@code k} of an event tells of. */
  static String word(int k) {
    if (k < PER_EVENT) {
      return k == 4 || k == 5 ? Names.AMOUNTS : Names.TIMES;
    }
    return k < PER_EVENT + NetShape.KIND_WIDTH ? Names.KINDS : Names.PRODUCTS;
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(target.name());
    out.writeInt(columns.size());
    for (Column column : columns) {
      column.write(out);
    }
    out.writeInt(kinds.size());
    for (String kind : kinds) {
      out.writeUTF(kind);
    }
    out.writeInt(products.size());
    for (Map.Entry<Integer, Integer> product : new TreeMap<>(products).entrySet()) {
      out.writeInt(product.getKey());
      out.writeInt(product.getValue());
    }
    out.writeDouble(money);
  }

  static Encoding read(DataInput in) throws IOException {
    Target target = Target.valueOf(in.readUTF());
    List<Column> columns = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      columns.add(Column.read(in));
    }
    List<String> kinds = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      kinds.add(in.readUTF());
    }
    Map<Integer, Integer> products = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      products.put(in.readInt(), in.readInt());
    }
    return new Encoding(
        target, List.copyOf(columns), List.copyOf(kinds), products, in.readDouble());
  }

  Target target() {
    return target;
  }
}
