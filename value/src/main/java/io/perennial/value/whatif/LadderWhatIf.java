// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import io.perennial.value.explain.Inputs;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What models on the ladder forecast when customers have other inputs. Draws before and after
 * belong together as far as a model's do for a customer's place and seed. What comes out is whom to
 * expect what of, never what an intervention does. Immutable.
 */
public final class LadderWhatIf {

  private final LadderModel purchases;
  private final LadderModel spend;
  private final Cases cases;
  private final List<String> groups;
  private final double margin;
  private final double level;

  private LadderWhatIf(
      LadderModel purchases,
      LadderModel spend,
      Cases cases,
      List<String> groups,
      double margin,
      double level) {
    this.purchases = purchases;
    this.spend = spend;
    this.cases = cases;
    this.groups = groups;
    this.margin = margin;
    this.level = level;
  }

  /**
   * Cases under two models.
   *
   * @param purchases a model of purchases
   * @param spend a model of spend, with as many draws
   * @param groups the segment or tier of each case; empty for none
   * @param margin what is left of a unit of spend, within [0, 1]; value is not discounted
   * @param level of intervals, within (0, 1)
   */
  public static LadderWhatIf of(
      LadderModel purchases,
      LadderModel spend,
      Cases cases,
      List<String> groups,
      double margin,
      double level) {
    if (purchases.target() != Target.PURCHASES || spend.target() != Target.SPEND) {
      throw new IllegalArgumentException(
          "Invalid models: "
              + purchases.name()
              + " of "
              + purchases.target()
              + ", "
              + spend.name()
              + " of "
              + spend.target()
              + " (must be of purchases and of spend)");
    }
    if (!groups.isEmpty() && groups.size() != cases.customers()) {
      throw new IllegalArgumentException(
          "Invalid groups: "
              + groups.size()
              + " (must be none, or one for each of "
              + cases.customers()
              + " customers)");
    }
    if (!(margin >= 0 && margin <= 1) || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid margin or level: "
              + margin
              + ", "
              + level
              + " (must be within [0, 1] and (0, 1))");
    }
    return new LadderWhatIf(purchases, spend, cases, List.copyOf(groups), margin, level);
  }

  /**
   * What becomes of the cases in a scenario.
   *
   * @throws IllegalArgumentException if a change is not one of an input, or names what is not there
   */
  public Projection project(Scenario scenario) {
    Scope scope = scenario.scope();
    check(scope);
    Cases after = cases;
    List<Ground> grounds = new ArrayList<>();
    for (Change change : scenario.changes()) {
      if (!(change instanceof Change.Input input)) {
        throw new IllegalArgumentException(
            "Cannot project "
                + change.text()
                + ": models on the ladder have inputs only (ask purchase models)");
      }
      double[] before = Inputs.of(after).values(input.name());
      double[] then = before.clone();
      for (int i = 0; i < then.length; i++) {
        if (concerned(scope, i)) {
          then[i] = input.operation().of(before[i], input.amount());
        }
      }
      after = Inputs.of(after).with(input.name(), then);
      grounds.add(ground(input, scope, then));
    }
    return new Projection(scenario, settings(), grounds, rows(scope, after));
  }

  private List<Projection.Row> rows(Scope scope, Cases after) {
    List<Predictive> before = List.of(purchases.predict(cases), spend.predict(cases));
    List<Predictive> then = List.of(purchases.predict(after), spend.predict(after));
    List<Projection.Row> rows = new ArrayList<>();
    if (scope.kind() == Scope.Kind.CUSTOMER) {
      int row = scope.row();
      rows.add(row("customer " + row, before, then, new int[] {row}));
      return rows;
    }
    int[] all = new int[cases.customers()];
    Arrays.setAll(all, i -> i);
    rows.add(row("all", before, then, all));
    for (String group : new TreeSet<>(groups)) {
      int[] some = Arrays.stream(all).filter(i -> groups.get(i).equals(group)).toArray();
      rows.add(row(group, before, then, some));
    }
    return rows;
  }

  private Projection.Row row(
      String name, List<Predictive> before, List<Predictive> after, int[] rows) {
    return new Projection.Row(
        name,
        rows.length,
        Measure.of(sums(before.get(0), rows, 1), sums(after.get(0), rows, 1), level),
        Measure.of(sums(before.get(1), rows, margin), sums(after.get(1), rows, margin), level));
  }

  private static double[] sums(Predictive predictive, int[] rows, double factor) {
    double[] sums = new double[predictive.draws()];
    for (int row : rows) {
      double[] draws = predictive.draws(row);
      for (int d = 0; d < sums.length; d++) {
        sums[d] += factor * draws[d];
      }
    }
    return sums;
  }

  private Ground ground(Change.Input input, Scope scope, double[] then) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : Inputs.of(cases).values(input.name())) {
      if (Double.isFinite(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    int concerned = 0;
    int beyond = 0;
    double farthest = 0;
    for (int i = 0; i < then.length; i++) {
      if (concerned(scope, i) && Double.isFinite(then[i])) {
        double away = least > most ? Math.abs(then[i]) : Math.max(least - then[i], then[i] - most);
        concerned++;
        beyond += away > 0 || least > most ? 1 : 0;
        farthest = Math.max(farthest, away);
      }
    }
    double share = concerned == 0 ? 0 : beyond / (double) concerned;
    if (share > Grounds.FEW) {
      return new Ground(
          input.text(),
          Label.EXTRAPOLATED,
          least > most
              ? "no customer has a value of " + input.name()
              : String.format(
                  Locale.ROOT,
                  "%.3g %% of the customers then have a value outside of what was seen (%s to %s),"
                      + " by up to %s",
                  100 * share,
                  Texts.rounded(least),
                  Texts.rounded(most),
                  Texts.rounded(farthest)));
    }
    return new Ground(
        input.text(),
        Label.PREDICTIVE,
        "customers with such values are in the data: whom to expect what of, not what makes it so");
  }

  private boolean concerned(Scope scope, int i) {
    return switch (scope.kind()) {
      case ALL -> true;
      case GROUP -> groups.get(i).equals(scope.name());
      case CUSTOMER -> i == scope.row();
      case COHORT -> false;
    };
  }

  private void check(Scope scope) {
    if (scope.kind() == Scope.Kind.COHORT) {
      throw new IllegalArgumentException(
          "Unknown cohort: " + scope.name() + " (cases have groups, not cohorts)");
    }
    if (scope.kind() == Scope.Kind.GROUP && !groups.contains(scope.name())) {
      throw new IllegalArgumentException(
          "Unknown group: " + scope.name() + " (there are " + new TreeSet<>(groups) + ")");
    }
    if (scope.row() >= cases.customers()) {
      throw new IllegalArgumentException(
          "Unknown customer: row " + scope.row() + " (there are " + cases.customers() + ")");
    }
  }

  private String settings() {
    return "horizon "
        + Texts.number(cases.horizonWeeks())
        + " weeks, not discounted, margin "
        + Texts.number(margin)
        + ", level "
        + Texts.number(level)
        + ", by "
        + purchases.name()
        + " and "
        + spend.name();
  }
}
