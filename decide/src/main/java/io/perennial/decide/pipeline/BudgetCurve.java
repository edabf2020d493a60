// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.decide.allocate.ActionColumn;
import io.perennial.decide.allocate.AllocationConfig;
import io.perennial.decide.allocate.Allocator;
import io.perennial.decide.allocate.BudgetPoint;
import io.perennial.decide.allocate.InfeasibleLimitsException;
import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.Offers;
import io.perennial.decide.allocate.Plan;
import io.perennial.decide.allocate.Scope;
import io.perennial.domain.AsOf;
import io.perennial.domain.Channel;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What more or less money would bring, by the candidates of the newest decisions: all other limits
 * hold, nobody is drawn to learn, and those who are held out or left alone are.
 *
 * @param asOf of the decisions
 * @param configured the budget now; empty where there is none
 * @param free money that would be spent without a budget
 * @param points by ascending money, the configured budget among them
 */
public record BudgetCurve(
    AsOf asOf, OptionalDouble configured, double free, List<BudgetPoint> points) {

  private static final String DECIDED = "budget_decided";
  private static final double[] SHARES = {0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};

  public BudgetCurve {
    points = List.copyOf(points);
  }

  /**
   * Works it out; empty where nothing was decided, or nothing is possible for anybody.
   *
   * @param channel whose budget; empty for that of all
   * @param amounts to look at; none for twelve from nothing to all that pays
   * @throws IllegalArgumentException if decisions are of other actions than the configured ones
   * @throws InfeasibleLimitsException if no plan keeps to the other limits
   */
  public static Optional<BudgetCurve> read(
      Lake lake, Engine engine, DecideConfig config, Optional<Channel> channel, double... amounts) {
    engine.view(DECIDED, lake.table(Tables.DECISIONS).scan());
    try {
      Table table = new Table(config);
      table.read(engine);
      return table.masks.isEmpty()
          ? Optional.empty()
          : Optional.of(table.curve(lake, engine, channel, amounts));
    } finally {
      engine.drop(DECIDED);
    }
  }

  /** The point of the configured budget, or of all that pays. */
  public BudgetPoint now() {
    double at = configured.orElse(free);
    return points.stream().filter(p -> p.amount() == at).findFirst().orElseThrow();
  }

  /** What was possible for whom, as it is read. */
  private static final class Table {

    private final DecideConfig config;
    private final Map<String, Action> known;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<Long> customers = new ArrayList<>();
    private final List<List<Offered>> offered = new ArrayList<>();
    private final List<Long> masks = new ArrayList<>();
    private long asOf;

    Table(DecideConfig config) {
      this.config = config;
      known =
          config.actions().stream().collect(Collectors.toMap(Action::name, Function.identity()));
    }

    void read(Engine engine) {
      try (Batches rows =
          engine.query(
              "SELECT d.customer_id, f_micros(d.as_of) AS at, d.candidates FROM "
                  + DECIDED
                  + " d WHERE d.kind NOT IN ('held out', 'suppressed') AND d.as_of ="
                  + " (SELECT max(n.as_of) FROM "
                  + DECIDED
                  + " n) ORDER BY d.customer_id")) {
        while (rows.next()) {
          Batch batch = rows.batch();
          for (int i = 0; i < batch.rows(); i++) {
            asOf = batch.longs(1)[i];
            add(batch.longs(0)[i], batch.isNull(2, i) ? "" : batch.texts(2)[i]);
          }
        }
      }
    }

    private void add(long customer, String candidates) {
      long mask = 0;
      List<Offered> all = Offered.read(candidates);
      for (Offered one : all) {
        if (!known.containsKey(one.action())) {
          throw new IllegalArgumentException(
              "Cannot tell what money brings: "
                  + one.action()
                  + " was possible when it was decided and is not configured any more (run"
                  + " perennial decide first)");
        }
        mask |= 1L << columns.computeIfAbsent(one.action(), name -> columns.size());
      }
      customers.add(customer);
      offered.add(all);
      masks.add(mask);
    }

    private Offers offers() {
      int width = columns.size();
      float[] values = new float[masks.size() * width];
      float[] costs = new float[masks.size() * width];
      for (int i = 0; i < offered.size(); i++) {
        for (Offered one : offered.get(i)) {
          int cell = i * width + columns.get(one.action());
          values[cell] = (float) one.gain();
          costs[cell] = (float) one.cost();
        }
      }
      return Offers.of(
          columns.keySet().stream()
              .map(name -> new ActionColumn(name, known.get(name).channel().word()))
              .toList(),
          values,
          costs,
          masks.stream().mapToLong(Long::longValue).toArray());
    }

    BudgetCurve curve(Lake lake, Engine engine, Optional<Channel> channel, double... amounts) {
      Offers offers = offers();
      List<Limit> others = new ArrayList<>();
      if (!config.fairness().isEmpty()) {
        try (CustomerView view = CustomerView.open(lake, engine, config)) {
          Known all = Known.read(view, config.windowDays());
          Groups groups = Groups.read(view, all, config);
          offers = groups.of(offers, i -> row(all, customers.get(i)));
          others.addAll(groups.limits());
        }
      }
      String name = "budget" + channel.map(c -> " of " + c.word()).orElse("");
      Scope scope = channel.map(c -> Scope.channels(c.word())).orElse(Scope.all());
      OptionalDouble configured = OptionalDouble.empty();
      List<Action> open = columns.keySet().stream().map(known::get).toList();
      for (ConfiguredLimit limit : ConfiguredLimit.of(config, open)) {
        if (limit.name().equals(name)) {
          configured = OptionalDouble.of(limit.amount());
        } else {
          others.add(limit.less(0));
        }
      }
      if (channel.isPresent() && open.stream().noneMatch(a -> a.channel() == channel.get())) {
        throw new IllegalArgumentException(
            "Cannot tell what money brings in " + channel.get().word() + ": no action is there");
      }
      Allocator allocator = Allocator.of(AllocationConfig.defaults());
      double free = spent(allocator, offers, others, scope);
      double[] asked =
          amounts.length > 0 ? amounts : Arrays.stream(SHARES).map(s -> s * free).toArray();
      double[] sorted =
          DoubleStream.concat(Arrays.stream(asked), DoubleStream.of(configured.orElse(free)))
              .sorted()
              .distinct()
              .toArray();
      List<Limit> limits = new ArrayList<>(others);
      limits.add(Limit.budget(name, scope, free));
      return new BudgetCurve(
          new AsOf(asOf),
          configured,
          free,
          allocator.curve(offers, limits, name, sorted).stream()
              .map(point -> point.amount() >= free ? enough(point) : point)
              .toList());
    }

    /** Where all that pays is paid for the price is anything from 0 on: more brings nothing. */
    private static BudgetPoint enough(BudgetPoint point) {
      return new BudgetPoint(
          point.amount(),
          point.possible(),
          point.net(),
          point.bound(),
          point.cost(),
          point.contacts(),
          0);
    }

    private static int row(Known all, long customer) {
      int row = all.row(customer);
      if (row < 0) {
        throw new IllegalArgumentException(
            "Cannot tell what money brings: customers were looked at again since it was decided"
                + " (run perennial decide first)");
      }
      return row;
    }

    /** What is spent in the scope where there is no budget. */
    private static double spent(
        Allocator allocator, Offers offers, List<Limit> others, Scope scope) {
      Plan plan = allocator.allocate(offers, others);
      double sum = 0;
      for (int i = 0; i < plan.customers(); i++) {
        int action = plan.action(i);
        if (action != Offers.NOTHING && scope.covers(offers.actions().get(action))) {
          sum += offers.cost(i, action);
        }
      }
      return sum;
    }
  }
}
