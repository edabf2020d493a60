// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import io.perennial.value.PurchaseHistory;
import java.util.List;
import java.util.Locale;

/** What a scenario of purchase models rests on, change by change. */
final class Grounds {

  /** Of so many customers it does not matter that they are outside. */
  static final double FEW = 0.01;

  private final List<Cohort> cohorts;
  private final Scope scope;

  Grounds(List<Cohort> cohorts, Scope scope) {
    this.cohorts = cohorts;
    this.scope = scope;
  }

  List<Ground> of(Scenario scenario) {
    return scenario.changes().stream().map(this::ground).toList();
  }

  private Ground ground(Change change) {
    String text = change.text();
    if (change instanceof Change.Price price) {
      return price.elasticity().ground(text, "a change of price", price.by(), 0);
    }
    if (change instanceof Change.Discount discount) {
      double depth = discount.taken() == 0 ? 0 : discount.depth();
      return discount.lift().ground(text, "a discount", depth, 0);
    }
    if (change instanceof Change.Contacts contacts) {
      return contacts.elasticity().ground(text, "a factor of contacts", contacts.times(), 1);
    }
    if (change instanceof Change.Dropout dropout) {
      return dropout.factor().ground(text, "a factor of dropout", dropout.factor().estimate(), 1);
    }
    if (change instanceof Change.Buying buying) {
      return buying.factor().ground(text, "a factor of buying", buying.factor().estimate(), 1);
    }
    if (change instanceof Change.Newcomers newcomers) {
      return ground(newcomers, WhatIf.cohort(cohorts, newcomers.cohort()));
    }
    if (change instanceof Change.BuyNow) {
      return outside(text, Fact.REPEATS, 1);
    }
    if (change instanceof Change.Silence silence) {
      return outside(text, Fact.SILENCE, silence.weeks());
    }
    return new Ground(text, Label.PREDICTIVE, "arithmetic: it follows from what the word means");
  }

  private static Ground ground(Change.Newcomers newcomers, Cohort cohort) {
    int beyond = newcomers.count() - cohort.mostNewcomers();
    return beyond > 0
        ? new Ground(
            newcomers.text(),
            Label.EXTRAPOLATED,
            newcomers.count()
                + " new customers are "
                + beyond
                + " more than ever came in as long: they may be of another kind")
        : new Ground(
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

  private Ground outside(String text, Fact fact, double more) {
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
        if (WhatIf.concerned(scope, cohort, i) || first + i == scope.row()) {
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
      return new Ground(
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
    return new Ground(
        text,
        Label.PREDICTIVE,
        "customers of whom this is true are in the data: whom to expect"
            + " what of, not what makes it so");
  }
}
