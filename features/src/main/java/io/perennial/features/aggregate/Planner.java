// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

import io.perennial.expression.Expression;
import io.perennial.features.dictionary.Aggregation;
import io.perennial.features.dictionary.EventColumns;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Formula;
import io.perennial.features.family.EventCodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * Compiles declared features. Filters, measures, cells and keys that are written the same are one.
 */
final class Planner {

  /** A filter: a bit for each type, and the number of a condition or −1. */
  private record Filter(long types, int condition) {}

  private record Operation(Filter filter, int op, int slot, int measure) {}

  private final Plan plan = new Plan();
  private final List<String> reads = new ArrayList<>(List.of("kind"));
  private final List<Expression> conditions = new ArrayList<>();
  private final List<ComputedColumn> computed = new ArrayList<>();
  private final Map<String, Integer> measures = new LinkedHashMap<>();
  private final List<Integer> measureColumns = new ArrayList<>();
  private final List<Boolean> measureExact = new ArrayList<>();
  private final Map<String, Integer> slots = new LinkedHashMap<>();
  private final List<Operation> operations = new ArrayList<>();
  private final List<Double> blank = new ArrayList<>();
  private final List<Integer> merge = new ArrayList<>();
  private final List<Double> halfLives = new ArrayList<>();
  private final List<Key> keys = new ArrayList<>();
  private final List<int[]> tells = new ArrayList<>();
  private final TreeSet<Integer> windows = new TreeSet<>();

  /** A key track while it is planned. */
  private static final class Key {
    private final int column;
    private final boolean isText;
    private final int measure;
    private final TreeSet<Integer> windows = new TreeSet<>();
    private boolean ofAll;
    private boolean entropy;

    Key(int column, boolean isText, int measure) {
      this.column = column;
      this.isText = isText;
      this.measure = measure;
    }
  }

  Planner(List<FeatureDefinition> features) {
    List<Aggregation> all =
        features.stream().map(f -> ((Formula.Aggregated) f.formula()).aggregation()).toList();
    for (Aggregation one : all) {
      one.window().ifPresent(window -> windows.add(window.days()));
    }
    plan.windows = windows.stream().mapToInt(Integer::intValue).toArray();
    plan.longest = windows.isEmpty() ? 0 : windows.last();
    all.forEach(this::add);
    finish();
  }

  Plan plan() {
    return plan;
  }

  /** The columns of the row, in order. */
  List<String> reads() {
    return reads;
  }

  /** Those of them that are made of expressions. */
  List<ComputedColumn> computed() {
    return computed;
  }

  private void add(Aggregation one) {
    Filter filter = filter(one, one.where());
    int measure = measure(one.of(), one);
    boolean exact = measure >= 0 && measureExact.get(measure);
    int window = one.window().map(w -> windows.headSet(w.days()).size()).orElse(windows.size());
    switch (one.aggregate()) {
      case COUNT -> {
        int slot =
            measure < 0 ? cell(filter, Op.COUNT, -1) : cell(filter, Op.COUNT_VALUES, measure);
        tell(Tell.COUNT, slot, -1, window);
      }
      case SUM -> {
        if (exact) {
          tell(Tell.MONEY, cell(filter, Op.ADD_TICKS, measure), -1, window);
        } else {
          tell(Tell.SUM, value(filter, Op.ADD, measure), -1, window);
        }
      }
      case MEAN -> {
        int count = cell(filter, Op.COUNT_VALUES, measure);
        if (exact) {
          tell(Tell.MONEY_MEAN, cell(filter, Op.ADD_TICKS, measure), count, window);
        } else {
          tell(Tell.MEAN, value(filter, Op.ADD, measure), count, window);
        }
      }
      case MIN -> tell(Tell.MIN, value(filter, Op.MIN, measure), -1, window);
      case MAX -> tell(Tell.MAX, value(filter, Op.MAX, measure), -1, window);
      case FIRST -> tell(Tell.FIRST, value(filter, Op.FIRST, measure), -1, window);
      case LAST -> tell(Tell.LAST, value(filter, Op.LAST, measure), -1, window);
      case DEVIATION -> tell(Tell.DEVIATION, value(filter, Op.MOMENTS, measure), -1, window);
      case DAYS -> tell(Tell.COUNT, cell(filter, Op.MARK, -1), -1, window);
      case VISITS -> tell(Tell.COUNT, visits(filter), -1, window);
      case DAYS_SINCE_LAST -> tell(Tell.SINCE_LAST, since(filter), -1, window);
      case DAYS_SINCE_FIRST -> tell(Tell.SINCE_FIRST, since(filter), -1, window);
      case DECAYED -> tell(Tell.DECAYED, decayed(filter, measure, one), -1, window);
      case TREND -> trend(filter, measure, exact);
      case SHARE -> share(one, filter, measure, exact, window);
      case DISTINCT -> key(Tell.DISTINCT, filter, one, window);
      case ENTROPY -> key(Tell.ENTROPY, filter, one, window);
      case TOP_SHARE -> key(Tell.TOP_SHARE, filter, one, window);
    }
  }

  private void trend(Filter filter, int measure, boolean exact) {
    plan.longest = Math.max(plan.longest, Plan.TREND_DAYS * Plan.TREND_PERIODS);
    int since = since(filter);
    if (measure < 0) {
      tell(Tell.CELL_TREND, cell(filter, Op.COUNT, -1), since, 1);
    } else if (exact) {
      tell(Tell.CELL_TREND, cell(filter, Op.ADD_TICKS, measure), since, (int) Ticks.PER_ONE);
    } else {
      tell(Tell.TREND, value(filter, Op.ADD, measure), since, 1);
    }
  }

  /** Which part of those in the wider filter passes the narrower one, too. */
  private void share(Aggregation one, Filter where, int measure, boolean exact, int window) {
    Filter wide = filter(one, one.among());
    Filter both =
        one.among().isEmpty()
            ? where
            : filter(
                one,
                Optional.of("(" + one.where().orElseThrow() + ") and (" + one.among().get() + ")"));
    if (measure < 0) {
      tell(Tell.CELL_SHARE, cell(both, Op.COUNT, -1), cell(wide, Op.COUNT, -1), window);
    } else if (exact) {
      tell(
          Tell.CELL_SHARE,
          cell(both, Op.ADD_TICKS, measure),
          cell(wide, Op.ADD_TICKS, measure),
          window);
    } else {
      tell(Tell.SHARE, value(both, Op.ADD, measure), value(wide, Op.ADD, measure), window);
    }
  }

  private void key(int tell, Filter filter, Aggregation one, int window) {
    String of = one.of().orElseThrow();
    Optional<String> named = EventColumns.keyColumn(of);
    int column = named.map(this::column).orElseGet(() -> computedText(of));
    boolean isText = named.isEmpty() || named.get().equals(of);
    int weight = one.weight().map(this::measure).orElse(-1);
    String name = "key " + filter + column + " " + weight;
    Integer at = slots.get(name);
    if (at == null) {
      at = keys.size();
      keys.add(new Key(column, isText, weight));
      slots.put(name, at);
      operations.add(new Operation(filter, Op.KEY, at, weight));
    }
    Key key = keys.get(at);
    one.window().ifPresent(w -> key.windows.add(w.days()));
    key.ofAll |= one.window().isEmpty();
    key.entropy |= tell == Tell.ENTROPY;
    tells.add(new int[] {tell, at, one.window().map(w -> w.days()).orElse(-1), window});
  }

  private int computedText(String expression) {
    Expression text = EventColumns.text(expression);
    for (ComputedColumn column : computed) {
      if (column instanceof ComputedColumn.Text other && other.text().equals(text)) {
        return column(column.name());
      }
    }
    ComputedColumn column = new ComputedColumn.Text("key_" + (computed.size() + 1), text);
    computed.add(column);
    return column(column.name());
  }

  private int since(Filter filter) {
    return slot(
        "since " + filter, () -> plan.sinces++, slot -> new Operation(filter, Op.SINCE, slot, -1));
  }

  private int visits(Filter filter) {
    return slot(
        "visits " + filter,
        () -> plan.cells++,
        slot -> new Operation(filter, Op.VISIT, slot, plan.visits++));
  }

  private int decayed(Filter filter, int measure, Aggregation one) {
    double halfLife = one.halfLifeDays().orElseThrow();
    return slot(
        "decayed " + filter + measure + " " + halfLife,
        () -> {
          halfLives.add(halfLife);
          return halfLives.size() - 1;
        },
        slot -> new Operation(filter, Op.DECAY, slot, measure));
  }

  private int cell(Filter filter, int op, int measure) {
    return slot(
        "cell " + filter + op + " " + measure,
        () -> plan.cells++,
        slot -> new Operation(filter, op, slot, measure));
  }

  private int value(Filter filter, int op, int measure) {
    return slot(
        "value " + filter + op + " " + measure,
        () -> {
          int at = blank.size();
          blank.add(op == Op.ADD || op == Op.MOMENTS ? 0.0 : Double.NaN);
          merge.add(op);
          for (int i = 0; i < 2 && op == Op.MOMENTS; i++) {
            blank.add(0.0);
            merge.add(-1);
          }
          return at;
        },
        slot -> new Operation(filter, op, slot, measure));
  }

  private int slot(String name, IntSupplier next, IntFunction<Operation> operation) {
    Integer at = slots.get(name);
    if (at == null) {
      at = next.getAsInt();
      slots.put(name, at);
      operations.add(operation.apply(at));
    }
    return at;
  }

  private void tell(int tell, int slot, int other, int window) {
    tells.add(new int[] {tell, slot, other, window});
  }

  private Filter filter(Aggregation one, Optional<String> condition) {
    int at = -1;
    if (condition.isPresent()) {
      Expression expression = EventColumns.condition(condition.get());
      at = conditions.indexOf(expression);
      if (at < 0) {
        at = conditions.size();
        conditions.add(expression);
      }
    }
    return new Filter(EventCodes.mask(one.types()), at);
  }

  /** The number of a measure; −1 where none is asked for, or what is asked for is a key. */
  private int measure(Optional<String> of, Aggregation one) {
    boolean isKey =
        switch (one.aggregate()) {
          case DISTINCT, ENTROPY, TOP_SHARE -> true;
          default -> false;
        };
    return of.isEmpty() || isKey ? -1 : measure(of.get());
  }

  private int measure(String of) {
    Integer at = measures.get(of);
    if (at == null) {
      at = measures.size();
      measures.put(of, at);
      measureExact.add(EventColumns.isExact(of));
      if (EventColumns.isNumber(of)) {
        measureColumns.add(column(of));
      } else {
        ComputedColumn column =
            new ComputedColumn.Measure("measure_" + (computed.size() + 1), EventColumns.number(of));
        computed.add(column);
        measureColumns.add(column(column.name()));
      }
    }
    return at;
  }

  private int column(String name) {
    if (!reads.contains(name)) {
      reads.add(name);
    }
    return reads.indexOf(name);
  }

  private void finish() {
    int words =
        (conditions.size() + ComputedColumn.MOST_CONDITIONS - 1) / ComputedColumn.MOST_CONDITIONS;
    plan.conditionColumn = new int[words];
    for (int word = 0; word < words; word++) {
      int from = word * ComputedColumn.MOST_CONDITIONS;
      int to = Math.min(conditions.size(), from + ComputedColumn.MOST_CONDITIONS);
      ComputedColumn column =
          new ComputedColumn.Conditions("conditions_" + (word + 1), conditions.subList(from, to));
      computed.add(column);
      plan.conditionColumn[word] = column(column.name());
    }
    plan.kindColumn = 0;
    plan.measureColumn = ints(measureColumns);
    plan.measureExact = new boolean[measureExact.size()];
    for (int i = 0; i < plan.measureExact.length; i++) {
      plan.measureExact[i] = measureExact.get(i);
    }
    plan.op = operations.stream().mapToInt(Operation::op).toArray();
    plan.opSlot = operations.stream().mapToInt(Operation::slot).toArray();
    plan.opMeasure = operations.stream().mapToInt(Operation::measure).toArray();
    plan.blank = blank.stream().mapToDouble(Double::doubleValue).toArray();
    plan.merge = ints(merge);
    plan.halfLives = halfLives.stream().mapToDouble(Double::doubleValue).toArray();
    keys();
    for (int type = 0; type < Plan.TYPES; type++) {
      ofType(type, words);
    }
    plan.tell = tells.stream().mapToInt(t -> t[0]).toArray();
    plan.tellSlot = tells.stream().mapToInt(t -> t[1]).toArray();
    plan.tellOther = tells.stream().mapToInt(t -> t[2]).toArray();
    plan.tellWindow = tells.stream().mapToInt(t -> t[3]).toArray();
    plan.tellMeasure = tells.stream().mapToInt(this::exactMeasure).toArray();
  }

  /** The measure whose sums a feature is told of; −1 for none, or one that is no exact sum. */
  private int exactMeasure(int[] tell) {
    return switch (tell[0]) {
      case Tell.MONEY, Tell.MONEY_MEAN, Tell.CELL_SHARE, Tell.CELL_TREND ->
          operations.stream()
              .filter(one -> one.op() == Op.ADD_TICKS && one.slot() == tell[1])
              .mapToInt(Operation::measure)
              .findFirst()
              .orElse(-1);
      case Tell.ENTROPY, Tell.TOP_SHARE -> keys.get(tell[1]).measure;
      default -> -1;
    };
  }

  private void keys() {
    int n = keys.size();
    plan.keyColumn = keys.stream().mapToInt(key -> key.column).toArray();
    plan.keyMeasure = keys.stream().mapToInt(key -> key.measure).toArray();
    plan.keyIsText = new boolean[n];
    plan.keyOfAll = new boolean[n];
    plan.keyEntropy = new boolean[n];
    plan.keyWindows = new int[n][];
    for (int i = 0; i < n; i++) {
      Key key = keys.get(i);
      plan.keyIsText[i] = key.isText;
      plan.keyOfAll[i] = key.ofAll;
      plan.keyEntropy[i] = key.entropy;
      plan.keyWindows[i] = key.windows.stream().mapToInt(Integer::intValue).toArray();
    }
    // where a feature of a key finds its window: among the key's own, behind them all
    for (int[] tell : tells) {
      if (tell[0] == Tell.DISTINCT || tell[0] == Tell.ENTROPY || tell[0] == Tell.TOP_SHARE) {
        int[] own = plan.keyWindows[tell[1]];
        tell[3] = tell[2] < 0 ? own.length : Arrays.binarySearch(own, tell[2]);
      }
    }
  }

  private void ofType(int type, int words) {
    List<Integer> always = new ArrayList<>();
    List<List<Integer>> onBit = new ArrayList<>();
    for (int i = 0; i < words * 64; i++) {
      onBit.add(new ArrayList<>());
    }
    plan.asked[type] = new long[words];
    TreeSet<Integer> needed = new TreeSet<>();
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      Filter filter = operation.filter();
      // events of unknown type pass filters of all types alone
      boolean isOf =
          type == Plan.UNKNOWN ? filter.types() == -1 : (filter.types() >>> type & 1) != 0;
      if (isOf && filter.condition() < 0) {
        always.add(i);
      } else if (isOf) {
        int word = filter.condition() / ComputedColumn.MOST_CONDITIONS;
        int bit = filter.condition() % ComputedColumn.MOST_CONDITIONS;
        plan.asked[type][word] |= 1L << bit;
        onBit.get(word * 64 + bit).add(i);
      }
      if (isOf && operation.measure() >= 0 && operation.op() != Op.VISIT) {
        needed.add(operation.measure());
      }
    }
    plan.always[type] = ints(always);
    plan.onBit[type] = onBit.stream().map(Planner::ints).toArray(int[][]::new);
    plan.measures[type] = ints(needed);
  }

  private static int[] ints(Collection<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
