// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import static io.perennial.lake.TableColumns.asOf;
import static io.perennial.lake.TableColumns.count;
import static io.perennial.lake.TableColumns.instant;
import static io.perennial.lake.TableColumns.number;
import static io.perennial.lake.TableColumns.run;
import static io.perennial.lake.TableColumns.text;

import java.util.List;
import java.util.Optional;

/** The tables of how the company does, and whether what it does helps. */
final class ScorecardTables {

  /** How the company does. */
  static final TableSpec SCORECARDS =
      new TableSpec(
          "scorecards",
          "one figure of how the company, a tier, a segment, a channel or an action does, beside what it was before",
          List.of(
              asOf(1),
              text(
                  2,
                  "scope",
                  "company, tier, channel (of the first purchase), action, or a scheme of segments"),
              text(3, "name", "which of them; all for the company"),
              count(4, "place", "of the measure, in the order in which one reads them"),
              text(5, "measure", "what is measured, in words"),
              text(6, "unit", "customers, share, money, purchases, points or ratio"),
              number(7, "figure", "the number; null where it cannot be told"),
              number(8, "before", "the number of the instant before; null where there was none"),
              instant(9, "before_as_of", "that instant, UTC; null where there was none"),
              run(10),
              number(
                  11, "lower", "lower end of the figure's 90 % interval; null where it has none"),
              number(12, "upper", "upper end of it"),
              text(13, "reason", "why the figure cannot be told; null where it can")),
          Optional.empty(),
          List.of("as_of", "scope", "name", "place"));

  /** Credit of channels and campaigns. */
  static final TableSpec ATTRIBUTIONS =
      new TableSpec(
          "attributions",
          "which purchases a channel or campaign is credited with by a method; beside it what it truly brought, by chance",
          List.of(
              asOf(1),
              text(2, "dimension", "channel or campaign"),
              text(
                  3,
                  "name",
                  "which; other for the rare ones together, none for purchases without a touch"),
              text(
                  4,
                  "method",
                  "last touch, first touch, linear, time decay, Shapley or Markov; or by chance: what decisions on the"
                      + " channel, or of the action, brought beyond what would have come anyway"),
              number(5, "purchases", "that it is credited with, or brought"),
              number(
                  6,
                  "purchases_lower",
                  "lower end of their 90 % interval; null where there is none"),
              number(7, "purchases_upper", "upper end of it"),
              number(
                  8,
                  "money",
                  "of these purchases before returns, or brought less returns, base currency"),
              number(9, "share", "of the purchases with a touch; null by chance"),
              count(10, "touches", "journeys that it was in; by chance: customers addressed"),
              number(
                  11,
                  "window_days",
                  "how long before a purchase a touch counts, or after a decision"),
              run(12)),
          Optional.empty(),
          List.of("as_of", "dimension", "method", "name"));

  /** What came of decisions. */
  static final TableSpec DECISION_RESULTS =
      new TableSpec(
          "decision_results",
          "what the decisions of one instant were expected to bring, and what they brought; stays while their outcomes do",
          List.of(
              asOf(1),
              instant(2, "decided_as_of", "the instant of the decisions, UTC"),
              instant(3, "until", "the end of their window, UTC"),
              count(
                  4,
                  "addressed",
                  "customers for whom an action was decided, with chance having a say"),
              count(5, "compared", "customers left alone who might have been addressed"),
              number(6, "cost", "what addressing them was expected to cost, base currency"),
              number(7, "expected", "margin that was expected to come in the window because of it"),
              number(8, "brought", "margin that came because of it; null where it cannot be told"),
              number(9, "brought_lower", "lower end of its 90 % interval"),
              number(10, "brought_upper", "upper end of it"),
              number(11, "expected_so_far", "of this instant and those before that could be told"),
              number(12, "brought_so_far", "of the same"),
              number(13, "so_far_lower", "lower end of its 90 % interval"),
              number(14, "so_far_upper", "upper end of it"),
              text(15, "reason", "why it cannot be told; null where it can"),
              run(16)),
          Optional.empty(),
          List.of("decided_as_of"));

  private ScorecardTables() {}
}
