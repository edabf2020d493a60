// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import static io.perennial.lake.TableColumns.asOf;
import static io.perennial.lake.TableColumns.count;
import static io.perennial.lake.TableColumns.customer;
import static io.perennial.lake.TableColumns.flag;
import static io.perennial.lake.TableColumns.instant;
import static io.perennial.lake.TableColumns.number;
import static io.perennial.lake.TableColumns.reason;
import static io.perennial.lake.TableColumns.run;
import static io.perennial.lake.TableColumns.text;

import java.util.List;
import java.util.Optional;

/** The tables of values: what customers are worth, who leaves, and how well that was told. */
final class ValueTables {

  /** What a customer is worth. */
  static final TableSpec VALUES =
      new TableSpec(
          "customer_values",
          "what a customer is worth as of an instant, with interval and reason",
          List.of(
              customer(1),
              asOf(2),
              text(3, "model", "the model of purchases that is trusted for the customer's cohort"),
              text(4, "cohort", "the cohort: the year of the first purchase, or all"),
              number(5, "p_alive", "probability that the customer has not left for good"),
              number(6, "horizon_weeks", "how far expected_purchases and value look"),
              number(7, "expected_purchases", "purchases to expect in the horizon"),
              number(8, "purchases_lower", "lower end of their interval"),
              number(9, "purchases_upper", "upper end of their interval"),
              number(
                  10,
                  "expected_spend",
                  "money to expect of a purchase, base currency; null where spend could not be"
                      + " fitted"),
              number(
                  11,
                  "value",
                  "present value after margin of the purchases in the horizon, base currency; null"
                      + " as above"),
              number(12, "value_lower", "lower end of its interval"),
              number(13, "value_upper", "upper end of its interval"),
              number(
                  14,
                  "lifetime_value",
                  "present value after margin of all purchases to come, base currency; null as"
                      + " above"),
              text(
                  15,
                  "tier",
                  "by value: A about the best 5 %, B the next 15 %, C the next 30 %, D the others; kept from run to run"
                      + " unless the value has clearly passed a border of value_tiers"),
              reason(16, "why, for people"),
              run(17),
              number(
                  18,
                  "near_weeks",
                  "how far the near forecast looks, by all models together; null where they learned"
                      + " nothing"),
              number(19, "near_purchases", "purchases to expect in that time"),
              number(20, "near_purchases_lower", "lower end of their interval"),
              number(21, "near_purchases_upper", "upper end of their interval"),
              number(22, "near_spend", "money to expect in that time, less returns, base currency"),
              number(23, "near_spend_lower", "lower end of its interval"),
              number(24, "near_spend_upper", "upper end of its interval"),
              number(
                  25,
                  "near_spend_at_risk",
                  "the mean of the worst twentieth of what may be spent in that time (CVaR)"),
              number(26, "p_churn", "probability of no purchase in that time"),
              number(
                  27,
                  "p_silence",
                  "how likely a silence as long as the present one is by the customer's own rhythm;"
                      + " small: unusual"),
              number(
                  28,
                  "next_purchase_weeks",
                  "weeks to the next purchase that half of such customers need, if still a"
                      + " customer")),
          Optional.empty(),
          List.of("customer_id", "as_of"));

  /** How good the values are. */
  static final TableSpec EVALUATIONS =
      new TableSpec(
          "evaluations",
          "one figure of how well the models of values forecast, and of what they are",
          List.of(
              instant(1, "as_of", "the instant of the values that this is about, UTC"),
              text(2, "cohort", "the cohort, or all"),
              text(
                  3,
                  "section",
                  "what is told: forecast, choice, candidate, parameter, cohort, tracking, repeats,"
                      + " decile, holdout, coverage, alive, note"),
              text(4, "series", "of what: actual, expected, a forecast, a model, a parameter"),
              count(5, "position", "place in the series, from 0"),
              text(6, "label", "what the place is called: a week, a group, a measure"),
              number(7, "figure", "the number; null where there is none"),
              text(8, "words", "what there is to say about it; empty mostly"),
              run(9)),
          Optional.empty(),
          List.of("section", "cohort", "series", "position"));

  /** Models of the ladder. */
  static final TableSpec VALUE_MODELS =
      new TableSpec(
          "value_models",
          "a model of what customers do next: how good it was at earlier instants, how much it has"
              + " to say, its card",
          List.of(
              asOf(1),
              text(2, "target", "what it forecasts: purchases or spend"),
              text(3, "cohort", "the cohort, or all"),
              text(4, "model", "its name"),
              number(5, "weight", "its share of the blend, 0 to 1"),
              number(
                  6,
                  "crps",
                  "continuous ranked probability score at earlier instants, of all cohorts, in the"
                      + " target's unit; less is better"),
              number(7, "crps_error", "standard error of its distance from that of the blend"),
              text(8, "reason", "why it has this weight"),
              text(
                  9,
                  "card",
                  "its card, as Markdown: what it was fitted to, how good it was, and where its"
                      + " limits are; null without a weight"),
              run(10)),
          Optional.empty(),
          List.of("target", "cohort", "model"));

  /** Who is about to leave. */
  static final TableSpec CHURN_ALERTS =
      new TableSpec(
          "churn_alerts",
          "a customer who is about to leave, with reasons and what may help",
          List.of(
              customer(1),
              asOf(2),
              count(3, "place", "1 for the most to be lost"),
              number(
                  4,
                  "p_churn",
                  "probability of no purchase in the near time; null where that is not forecast"),
              number(
                  5,
                  "p_silence",
                  "how likely a silence as long as the present one is by the customer's own"
                      + " rhythm"),
              number(
                  6,
                  "value_at_risk",
                  "probability of having left times what the customer would bring in the horizon of"
                      + " values, after margin, not discounted, base currency"),
              reason(7, "why, for people"),
              text(8, "play", "what may help, by the table of plays"),
              run(9),
              number(10, "p_left", "probability of having left for good: what alerts go by")),
          Optional.empty(),
          List.of("as_of", "place"));

  /** What was forecast. */
  static final TableSpec FORECASTS =
      new TableSpec(
          "forecasts",
          "what was forecast of a customer at an as-of instant, kept to be compared with what came:"
              + " of each day of the last week, each week of the last quarter, each four weeks till"
              + " a year after the horizon",
          List.of(
              customer(1),
              asOf(2),
              text(3, "cohort", "the cohort then"),
              text(4, "tier", "the tier then"),
              number(5, "horizon_weeks", "how far it looked"),
              number(6, "expected_purchases", "purchases expected in the horizon"),
              number(
                  7,
                  "expected_money",
                  "money expected in the horizon, not discounted, base currency"),
              run(8),
              number(
                  9,
                  "p_active",
                  "probability of a purchase in the horizon; null where it was not told")),
          Optional.empty(),
          List.of("as_of", "customer_id"));

  /** What came of it. */
  static final TableSpec VALUE_TRACKING =
      new TableSpec(
          "value_tracking",
          "what came of an earlier forecast, for customers of a tier or cohort together; stays once"
              + " the horizon is over",
          List.of(
              asOf(1),
              instant(2, "until", "what came is known to this instant, UTC"),
              text(3, "kind", "tier, cohort or all"),
              text(4, "name", "which"),
              count(5, "customers", "how many"),
              number(6, "expected_purchases", "purchases expected from as_of to then"),
              number(7, "actual_purchases", "purchases that came"),
              number(8, "expected_money", "money expected from as_of to then, base currency"),
              number(9, "actual_money", "money that came"),
              number(10, "ratio", "actual by expected purchases; null where none were expected"),
              number(11, "ratio_lower", "lower end of its 90 % interval by chance alone"),
              number(12, "ratio_upper", "upper end of it"),
              run(13),
              number(14, "horizon_weeks", "how far the forecast looked")),
          Optional.empty(),
          List.of("as_of", "kind", "name"));

  /** What has drifted. */
  static final TableSpec VALUE_DRIFT =
      new TableSpec(
          "value_drift",
          "whether what models of values learned still holds, and whether fitting them anew pays:"
              + " one thing that is watched",
          List.of(
              asOf(1),
              text(
                  2,
                  "kind",
                  "loss, calibration (of past forecasts that have come due), challenge, retrain (a"
                      + " fresh model against the one in use), feature (how far it has moved)"),
              text(3, "name", "of what"),
              number(
                  4,
                  "figure",
                  "evidence, a power of ten (loss, calibration); gain as a share (challenge); money"
                      + " (retrain); stability index (feature)"),
              number(5, "threshold", "what it must exceed"),
              flag(
                  6,
                  "alarm",
                  "whether it does, beyond chance; of challenge and retrain: whether the fresh"
                      + " model is worth taking"),
              text(7, "words", "the same in a sentence"),
              count(8, "place", "1 for what is told first"),
              run(9)),
          Optional.empty(),
          List.of("kind", "name"));

  private ValueTables() {}
}
