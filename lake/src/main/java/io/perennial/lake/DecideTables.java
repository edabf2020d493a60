// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import static io.perennial.lake.TableColumns.asOf;
import static io.perennial.lake.TableColumns.count;
import static io.perennial.lake.TableColumns.customer;
import static io.perennial.lake.TableColumns.instant;
import static io.perennial.lake.TableColumns.number;
import static io.perennial.lake.TableColumns.reason;
import static io.perennial.lake.TableColumns.run;
import static io.perennial.lake.TableColumns.text;

import io.perennial.governance.DataClass;
import java.util.List;
import java.util.Optional;

/** The tables of decisions: what is to be done, what came of it, and what that says of actions. */
final class DecideTables {

  /** What was decided. */
  static final TableSpec DECISIONS =
      new TableSpec(
          "decisions",
          "what was decided for a customer at an instant: of what, with which probability, and why",
          List.of(
              new Column(
                  1,
                  "decision_id",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "of the customer, the instant and the action; the same however often it is decided"),
              customer(2),
              asOf(3),
              text(4, "action", "what is to be done, or nothing"),
              text(5, "channel", "where; null for nothing"),
              text(
                  6,
                  "kind",
                  "chosen: worth most; explored: drawn, to learn; held out: never addressed, to"
                      + " measure what all of it brings; suppressed: to be left alone"),
              number(
                  7,
                  "propensity",
                  "the probability with which this action was to be decided for this customer"),
              number(
                  8, "gain", "margin expected to come because of it, before cost, base currency"),
              number(9, "cost", "what it is expected to cost, base currency"),
              number(
                  16,
                  "spend_gain",
                  "spend that the playbook, or an experiment, says to come in the window because of it: what outcomes are compared with"),
              number(18, "discount", "share of what is bought in the window that is given away"),
              new Column(
                  19,
                  "known",
                  ColumnType.STRING,
                  DataClass.PSEUDONYMOUS,
                  "what was known of the customer then that effects may differ by, as JSON: effects are"
                      + " learned from it; null for those held out or to be left alone"),
              count(
                  20,
                  "send_weekday",
                  "the weekday on which the customer is about most, 1 for Monday to 7; null for nothing,"
                      + " and where it is not known"),
              count(21, "send_hour", "the hour of the day, local, the same"),
              number(
                  22,
                  "channel_factor",
                  "by what gain was multiplied for how the customer answers in the channel: a belief,"
                      + " .5 to 2; 1 where nothing is known"),
              text(
                  10,
                  "basis",
                  "prior: a guess of the playbook; experiment: what one told; measured: by what came before,"
                      + " on average; measured per customer: learned from it for each, where that pays"),
              text(11, "bound", "the limit that kept a better action from being chosen; else null"),
              reason(12, "why, for people"),
              text(
                  13,
                  "candidates",
                  "all actions that were possible, as JSON: name, gain, cost, propensity"),
              text(
                  30,
                  "product_id",
                  "the product that the action is to tell of: see recommendations; null for none"),
              number(
                  31,
                  "hold_out",
                  "share of customers that was held out then, in propensities; null in old logs"),
              number(
                  32,
                  "window_gain",
                  "the part of gain that was expected within the window; null in old logs"),
              number(
                  33,
                  "contact_cost",
                  "the part of cost that is the contact itself, without the discount; null in old logs"),
              text(
                  34,
                  "belief",
                  "what the playbook believed of the action: extra-purchases, lift, keeps; null for"
                      + " nothing and in old logs"),
              instant(17, "decided_at", "when it was decided, by the clock, UTC"),
              text(
                  14,
                  "policy",
                  "hash of actions, limits and what was measured: which policy it was"),
              run(15)),
          Optional.empty(),
          List.of("as_of", "customer_id"));

  /** What came of decisions. */
  static final TableSpec OUTCOMES =
      new TableSpec(
          "outcomes",
          "what a customer did in the window after a decision, whether because of it or not",
          List.of(
              new Column(1, "decision_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the decision"),
              customer(2),
              asOf(3),
              text(4, "action", "what was decided"),
              text(5, "kind", "how: see decisions"),
              instant(6, "until", "what the customer did is known to this instant, UTC"),
              count(7, "complete", "1 where that is the window's end, else 0"),
              count(8, "purchases", "purchases in the window"),
              number(9, "spend", "money in the window, less returns, base currency"),
              run(10)),
          Optional.empty(),
          List.of("as_of", "customer_id"));

  /** What actions bring. */
  static final TableSpec ACTION_EFFECTS =
      new TableSpec(
          "action_effects",
          "what an action brings per customer addressed: believed, measured, and used",
          List.of(
              asOf(1),
              text(2, "action", "which; all: whatever was decided, against the hold-out"),
              count(3, "addressed", "decisions for it whose window is over"),
              count(
                  4, "compared", "decisions for nothing among customers for whom it was possible"),
              number(
                  5,
                  "prior",
                  "what the playbook believes that it brings those addressed, margin before cost, base currency"),
              number(
                  6,
                  "effect",
                  "what it brought by comparison, weighted by propensities, before cost and discount; null where it cannot be told"),
              number(7, "effect_lower", "lower end of its 90 % interval"),
              number(8, "effect_upper", "upper end of it"),
              number(
                  9,
                  "scale",
                  "what priors are multiplied by when deciding: 1 until something was measured"),
              text(10, "basis", "prior, experiment, measured, or measured per customer"),
              text(11, "words", "what is to be said of it"),
              count(
                  13,
                  "learned",
                  "customers that effects per customer were learned from; null: too few yet"),
              count(
                  14,
                  "personal",
                  "1 where effects per customer are used: choosing by them passed the gate; else 0"),
              number(
                  15,
                  "choosing",
                  "what choosing for each customer is worth over the best of the same for all, a customer,"
                      + " base currency"),
              number(16, "choosing_error", "its standard error"),
              text(17, "verdict", "what is to be said of effects per customer"),
              run(12)),
          Optional.empty(),
          List.of("action"));

  private DecideTables() {}
}
