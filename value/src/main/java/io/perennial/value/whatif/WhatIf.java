// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import io.perennial.value.PurchaseHistory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A base of customers of whom one can ask "what if". Each scenario is projected with the same
 * chance before and after: without a change there is no difference, not even in the last bit, and a
 * small one is not lost in noise. Immutable.
 */
public final class WhatIf {

  private static final String NEWCOMERS = "new customers";
  private static final double FEW = 0.01;

  private final List<Cohort> cohorts;
  private final WhatIfConfig config;

  private WhatIf(List<Cohort> cohorts, WhatIfConfig config) {
    this.cohorts = cohorts;
    this.config = config;
  }

  /**
   * A base of cohorts.
   *
   * @throws IllegalArgumentException without a cohort, or with two of one name
   */
  public static WhatIf of(List<Cohort> cohorts, WhatIfConfig config) {
    Set<String> names = new HashSet<>();
    for (Cohort cohort : cohorts) {
      if (!names.add(cohort.name())) {
        throw new IllegalArgumentException("Invalid cohorts: two are called " + cohort.name());
      }
    }
    if (cohorts.isEmpty()) {
      throw new IllegalArgumentException("Invalid cohorts: none (must be at least one)");
    }
    return new WhatIf(List.copyOf(cohorts), config);
  }

  /** How many customers are known. */
  public int customers() {
    return cohorts.stream().mapToInt(cohort -> cohort.customers().customers()).sum();
  }

  /**
   * What becomes of the base in a scenario. About a microsecond for each customer and draw;
   * parallel, the same bits on any number of threads.
   *
   * @throws IllegalArgumentException if the scenario names what is not there
   */
  public Projection project(Scenario scenario) {
    check(scenario);
    Levers levers = Levers.of(scenario, config);
    List<Projection.Row> rows =
        scenario.scope().kind() == Scope.Kind.CUSTOMER
            ? one(scenario, levers)
            : all(scenario, levers);
    List<Claim> claims =
        scenario.changes().stream().map(change -> claim(change, scenario.scope())).toList();
    return new Projection(scenario, config.text(), claims, rows);
  }

  private List<Projection.Row> one(Scenario scenario, Levers levers) {
    int row = scenario.scope().row();
    int first = 0;
    for (Cohort cohort : cohorts) {
      int n = cohort.customers().customers();
      if (row < first + n) {
        int[] rows = {row - first};
        Sums sums = new CohortRun(cohort, config).known(rows, i -> 0, 1, i -> true, levers);
        return List.of(row("customer " + row, 1, sums));
      }
      first += n;
    }
    throw new IllegalStateException("customer " + row);
  }

  private List<Projection.Row> all(Scenario scenario, Levers levers) {
    Sums total = Sums.empty(config.draws());
    Sums newcomers = Sums.empty(config.draws());
    List<Projection.Row> byCohort = new ArrayList<>();
    Map<String, Sums> byGroup = new TreeMap<>();
    Map<String, Integer> sizes = new TreeMap<>();
    int arrivals = 0;
    for (Cohort cohort : cohorts) {
      int n = cohort.customers().customers();
      CohortRun run = new CohortRun(cohort, config);
      List<String> groups = cohort.groups().stream().distinct().sorted().toList();
      int[] place = places(cohort, groups);
      Sums sums =
          run.known(
              IntStream.range(0, n).toArray(),
              i -> place[i],
              Math.max(1, groups.size()),
              i -> concerned(scenario.scope(), cohort, i),
              levers);
      Sums own = Sums.empty(config.draws());
      for (int g = 0; g < Math.max(1, groups.size()); g++) {
        own.add(sums, g);
      }
      for (int g = 0; g < groups.size(); g++) {
        byGroup.computeIfAbsent(groups.get(g), name -> Sums.empty(config.draws())).add(sums, g);
      }
      cohort.groups().forEach(group -> sizes.merge(group, 1, Integer::sum));
      Change.Newcomers planned = newcomers(scenario, cohort);
      arrivals += Math.max(planned.count(), cohort.newcomers());
      Sums coming =
          run.newcomers(
              planned.count(), planned.cost(), concernsNewcomers(scenario.scope(), cohort), levers);
      newcomers.add(coming, 0);
      own.add(coming, 0);
      total.add(own, 0);
      byCohort.add(row(cohort.name(), n, own));
    }
    List<Projection.Row> rows = new ArrayList<>();
    rows.add(row("all", customers(), total));
    if (cohorts.size() > 1) {
      rows.addAll(byCohort);
    }
    byGroup.forEach((name, sums) -> rows.add(row(name, sizes.getOrDefault(name, 0), sums)));
    if (arrivals > 0) {
      rows.add(row(NEWCOMERS, 0, newcomers));
    }
    return rows;
  }

  private Projection.Row row(String name, int customers, Sums sums) {
    return new Projection.Row(
        name, customers, sums.purchases(config.level()), sums.value(config.level()));
  }

  private static int[] places(Cohort cohort, List<String> groups) {
    int[] place = new int[cohort.customers().customers()];
    for (int i = 0; i < place.length && !groups.isEmpty(); i++) {
      place[i] = groups.indexOf(cohort.groups().get(i));
    }
    return place;
  }

  private static boolean concerned(Scope scope, Cohort cohort, int i) {
    return switch (scope.kind()) {
      case ALL -> true;
      case COHORT -> scope.name().equals(cohort.name());
      case GROUP -> !cohort.groups().isEmpty() && scope.name().equals(cohort.groups().get(i));
      case CUSTOMER -> false;
    };
  }

  private static boolean concernsNewcomers(Scope scope, Cohort cohort) {
    return scope.kind() == Scope.Kind.ALL
        || (scope.kind() == Scope.Kind.COHORT && scope.name().equals(cohort.name()));
  }

  private static Change.Newcomers newcomers(Scenario scenario, Cohort cohort) {
    return scenario.changes().stream()
        .filter(change -> change.key().equals("newcomers in " + cohort.name()))
        .map(Change.Newcomers.class::cast)
        .findFirst()
        .orElse(new Change.Newcomers(cohort.name(), cohort.newcomers(), cohort.newcomerCost()));
  }

  private void check(Scenario scenario) {
    Scope scope = scenario.scope();
    if (scope.kind() == Scope.Kind.COHORT) {
      cohort(scope.name());
    }
    if (scope.kind() == Scope.Kind.GROUP
        && cohorts.stream().noneMatch(cohort -> cohort.groups().contains(scope.name()))) {
      throw new IllegalArgumentException(
          "Unknown group: "
              + scope.name()
              + " (there are "
              + cohorts.stream().flatMap(c -> c.groups().stream()).distinct().sorted().toList()
              + ")");
    }
    if (scope.row() >= customers()) {
      throw new IllegalArgumentException(
          "Unknown customer: row " + scope.row() + " (there are " + customers() + ")");
    }
    for (Change change : scenario.changes()) {
      if (change instanceof Change.Newcomers newcomers) {
        cohort(newcomers.cohort());
        if (scope.kind() == Scope.Kind.CUSTOMER) {
          throw new IllegalArgumentException(
              "Invalid scenario " + scenario.name() + ": one customer has no newcomers");
        }
      }
    }
  }

  private Cohort cohort(String name) {
    return cohorts.stream()
        .filter(cohort -> cohort.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown cohort: "
                        + name
                        + " (there are "
                        + cohorts.stream().map(Cohort::name).toList()
                        + ")"));
  }

  private Claim claim(Change change, Scope scope) {
    String text = change.text();
    if (change instanceof Change.Price price) {
      return price.elasticity().claim(text, "a change of price", price.by(), 0);
    }
    if (change instanceof Change.Discount discount) {
      double depth = discount.taken() == 0 ? 0 : discount.depth();
      return discount.lift().claim(text, "a discount", depth, 0);
    }
    if (change instanceof Change.Contacts contacts) {
      return contacts.elasticity().claim(text, "a factor of contacts", contacts.times(), 1);
    }
    if (change instanceof Change.Dropout dropout) {
      return dropout.factor().claim(text, "a factor of dropout", dropout.factor().estimate(), 1);
    }
    if (change instanceof Change.Buying buying) {
      return buying.factor().claim(text, "a factor of buying", buying.factor().estimate(), 1);
    }
    if (change instanceof Change.Newcomers newcomers) {
      return claim(newcomers, cohort(newcomers.cohort()));
    }
    if (change instanceof Change.BuyNow) {
      return outside(text, scope, Fact.REPEATS, 1);
    }
    if (change instanceof Change.Silence silence) {
      return outside(text, scope, Fact.SILENCE, silence.weeks());
    }
    return new Claim(text, Label.PREDICTIVE, "arithmetic: it follows from what the word means");
  }

  private static Claim claim(Change.Newcomers newcomers, Cohort cohort) {
    int beyond = newcomers.count() - cohort.mostNewcomers();
    return beyond > 0
        ? new Claim(
            newcomers.text(),
            Label.EXTRAPOLATED,
            newcomers.count()
                + " new customers are "
                + beyond
                + " more than ever came in as long: they may be of another kind")
        : new Claim(
            newcomers.text(),
            Label.PREDICTIVE,
            "new customers are taken to be like those who came before");
  }

  /** What a scenario moves in a customer's history. */
  private enum Fact {
    REPEATS("have more repeat purchases than anybody had"),
    SILENCE("are silent for more weeks than anybody was");

    private final String words;

    Fact(String words) {
      this.words = words;
    }

    double of(PurchaseHistory history) {
      return this == REPEATS ? history.repeats() : history.silenceWeeks();
    }
  }

  private Claim outside(String text, Scope scope, Fact fact, double more) {
    double most = 0;
    double highest = 0;
    for (Cohort cohort : cohorts) {
      for (int i = 0; i < cohort.customers().customers(); i++) {
        most = Math.max(most, fact.of(cohort.customers().history(i)));
      }
    }
    int concerned = 0;
    int beyond = 0;
    int first = 0;
    for (Cohort cohort : cohorts) {
      int n = cohort.customers().customers();
      for (int i = 0; i < n; i++) {
        if (concerned(scope, cohort, i) || first + i == scope.row()) {
          double then = fact.of(cohort.customers().history(i)) + more;
          concerned++;
          beyond += then > most ? 1 : 0;
          highest = Math.max(highest, then);
        }
      }
      first += n;
    }
    double share = concerned == 0 ? 0 : beyond / (double) concerned;
    if (more > 0 && share > FEW) {
      return new Claim(
          text,
          Label.EXTRAPOLATED,
          String.format(
              Locale.ROOT,
              "%.3g %% of the customers then %s (%s), by up to %s",
              100 * share,
              fact.words,
              Texts.rounded(most),
              Texts.rounded(highest - most)));
    }
    return new Claim(
        text,
        Label.PREDICTIVE,
        "customers of whom this is true are in the data: whom to expect"
            + " what of, not what makes it so");
  }
}
