// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import io.perennial.value.TooLittleDataException;
import io.perennial.value.forecast.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table of subscriptions, looked at from all sides: how many stay, how many of those who run now
 * will, what they are worth, and whether groups differ. Immutable.
 */
public final class ContractStudy {

  private static final double LEVEL = 0.9;

  private final Subscriptions table;
  private final KaplanMeier curve;
  private final Optional<RenewalTrainer.Choice> choice;
  private final Optional<ContractValue> value;
  private final Optional<Groups> groups;
  private final List<String> notes;

  private ContractStudy(
      Subscriptions table,
      KaplanMeier curve,
      Optional<RenewalTrainer.Choice> choice,
      Optional<ContractValue> value,
      Optional<Groups> groups,
      List<String> notes) {
    this.table = table;
    this.curve = curve;
    this.choice = choice;
    this.value = value;
    this.groups = groups;
    this.notes = List.copyOf(notes);
  }

  /**
   * Groups beside each other.
   *
   * @param pValue the chance of such differences if they had one hazard, by the log-rank test
   * @param rows the largest group first, which the others are compared with
   */
  public record Groups(double pValue, List<Group> rows) {

    public Groups {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One of them.
   *
   * @param ends how many left
   * @param expected how many would have, had all groups one hazard
   * @param curve how many stay
   * @param ratio its hazard beside that of the first group, with interval; empty for the first
   *     group, and where it cannot be told
   */
  public record Group(
      String name, int size, int ends, double expected, KaplanMeier curve, Optional<Ratio> ratio) {}

  /** A hazard ratio with its interval. */
  public record Ratio(double value, Interval interval) {}

  /**
   * Looks at a table. What cannot be told of it is in {@link #notes()}.
   *
   * @param groupOf what each belongs to, as many as subscriptions; empty for no comparison
   * @throws TooLittleDataException if there is no subscription
   */
  public static ContractStudy of(Subscriptions table, List<String> groupOf, ContractConfig config) {
    List<String> notes = new ArrayList<>();
    KaplanMeier curve = KaplanMeier.of(table.durations());
    Optional<RenewalTrainer.Choice> choice = Optional.empty();
    try {
      choice = Optional.of(new RenewalTrainer().choose(table.renewals()));
    } catch (TooLittleDataException tooLittle) {
      notes.add("Nothing is forecast. " + tooLittle.getMessage());
    }
    choice.ifPresent(chosen -> notes.addAll(chosen.fitted().certificate().warnings()));
    Optional<Groups> groups = Optional.empty();
    if (!groupOf.isEmpty()) {
      try {
        groups = Optional.of(groups(table, groupOf, notes));
      } catch (TooLittleDataException tooLittle) {
        notes.add("Groups are not compared. " + tooLittle.getMessage());
      }
    }
    return new ContractStudy(
        table,
        curve,
        choice,
        choice.map(chosen -> ContractValue.of(chosen.fitted(), table, config)),
        groups,
        notes);
  }

  private static Groups groups(Subscriptions table, List<String> groupOf, List<String> notes) {
    Durations lives = table.durations();
    List<String> names =
        groupOf.stream()
            .distinct()
            .sorted(
                Comparator.comparingLong(
                        (String name) -> -groupOf.stream().filter(name::equals).count())
                    .thenComparing(name -> name))
            .toList();
    if (names.size() < 2) {
      throw new TooLittleDataException("There is one group alone: " + names.get(0));
    }
    int[] of = groupOf.stream().mapToInt(names::indexOf).toArray();
    LogRank test = LogRank.test(lives, of, names.size());
    Optional<CoxModel> cox = cox(lives, of, names, notes);
    List<Group> rows = new ArrayList<>();
    for (int g = 0; g < names.size(); g++) {
      int group = g;
      int[] own = IntStream.range(0, of.length).filter(i -> of[i] == group).toArray();
      rows.add(
          new Group(
              names.get(g),
              test.groups().get(g).size(),
              test.groups().get(g).ends(),
              test.groups().get(g).expected(),
              KaplanMeier.of(lives.only(own)),
              g == 0 ? Optional.empty() : cox.flatMap(model -> ratio(model, group - 1))));
    }
    return new Groups(test.pValue(), rows);
  }

  private static Optional<Ratio> ratio(CoxModel model, int j) {
    return model
        .ratioInterval(j, LEVEL)
        .map(interval -> new Ratio(Math.exp(model.coefficient(j)), interval));
  }

  /** Each group but the first as a covariate of 0 and 1. */
  private static Optional<CoxModel> cox(
      Durations lives, int[] of, List<String> names, List<String> notes) {
    int k = names.size() - 1;
    double[][] covariates = new double[of.length][k];
    for (int i = 0; i < of.length; i++) {
      if (of[i] > 0) {
        covariates[i][of[i] - 1] = 1;
      }
    }
    try {
      return Optional.of(new CoxTrainer().train(lives, names.subList(1, k + 1), covariates));
    } catch (TooLittleDataException tooLittle) {
      notes.add("Hazards are not compared. " + tooLittle.getMessage());
      return Optional.empty();
    }
  }

  /** The subscriptions. */
  public Subscriptions table() {
    return table;
  }

  /** How many run now. */
  public int running() {
    return (int) IntStream.range(0, table.size()).filter(table::isRunning).count();
  }

  /** The share that stays, as it was seen, in periods. */
  public KaplanMeier curve() {
    return curve;
  }

  /** The model of renewals, with its reason; empty where there is too little to fit one. */
  public Optional<RenewalTrainer.Choice> choice() {
    return choice;
  }

  /** What those who run are worth; empty where there is no model. */
  public Optional<ContractValue> value() {
    return value;
  }

  /** Groups beside each other; empty where there are none, or nothing can be told. */
  public Optional<Groups> groups() {
    return groups;
  }

  /** What could not be told, or is to be known of what was; a sentence each. */
  public List<String> notes() {
    return notes;
  }

  /**
   * Of those who run now, how many still do after each number of renewals: mean and interval.
   *
   * @param most renewals, >= 0
   * @return most + 1 rows {mean, lower, upper}; none where there is no model
   */
  public List<double[]> forecast(int most) {
    if (value.isEmpty()) {
      return List.of();
    }
    double[][] futures = value.get().survivors(most);
    List<double[]> rows = new ArrayList<>();
    for (int k = 0; k <= most; k++) {
      int renewals = k;
      double mean = 0;
      for (int i = 0; i < table.size(); i++) {
        mean += table.isRunning(i) ? choice.orElseThrow().model().survival(table.periods(i), k) : 0;
      }
      Interval interval =
          Interval.of(Arrays.stream(futures).mapToDouble(f -> f[renewals]).toArray(), LEVEL);
      rows.add(new double[] {mean, interval.lower(), interval.upper()});
    }
    return rows;
  }

  /** How leaving goes on with time, in words: of new ones, of those who stayed, and why. */
  public Optional<String> hazard(String period) {
    return choice.map(
        chosen -> {
          RenewalModel model = chosen.model();
          int later = Math.max(2, Math.min(12, (int) curve.longest()));
          double first = 1 - model.retention(1);
          double then = 1 - model.retention(later);
          String why =
              model instanceof BetaDiscreteWeibullModel weibull && weibull.c() > 1
                  ? "customers differ, and each one's own chance to leave rises with time"
                  : model instanceof BetaDiscreteWeibullModel
                      ? "customers differ, and each one's own chance to leave falls with time"
                      : "those who leave easily leave first, and each one's own chance stays as it is";
          return String.format(
              Locale.ROOT,
              "Of 100 new ones %.1f leave in the first %s, of 100 who are in their %s %d %.1f: %s.",
              100 * first,
              period,
              period,
              later,
              100 * then,
              why);
        });
  }
}
