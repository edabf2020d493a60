// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import static io.perennial.lake.TableColumns.asOf;
import static io.perennial.lake.TableColumns.count;
import static io.perennial.lake.TableColumns.customer;
import static io.perennial.lake.TableColumns.instant;
import static io.perennial.lake.TableColumns.number;
import static io.perennial.lake.TableColumns.run;
import static io.perennial.lake.TableColumns.text;

import io.perennial.governance.DataClass;
import java.util.List;
import java.util.Optional;

/** The tables of economics: what customers cost, what they bring, and the borders of tiers. */
final class EconomicsTables {

  /** Where customers came from. */
  static final TableSpec ACQUISITIONS =
      new TableSpec(
          "acquisitions",
          "where a customer came from, what that cost, and what the customer has brought since",
          List.of(
              customer(1),
              asOf(2),
              new Column(
                  3,
                  "acquired_at",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "first order of the first purchase, UTC"),
              text(4, "channel", "the channel of the first purchase; unknown where it says none"),
              text(5, "source", "the source that told of the first purchase"),
              text(
                  6,
                  "campaign",
                  "the campaign that came last till the first purchase; none where there was none"),
              text(7, "cohort", "the quarter of the first purchase, such as 2024-Q3"),
              number(
                  8,
                  "cost",
                  "what winning the customer cost, base currency; null where nothing says so"),
              number(
                  9,
                  "earned",
                  "margin of all purchases so far, at present value as of acquired_at, base currency"),
              number(
                  10,
                  "to_come",
                  "margin of all purchases to come, at present value as of acquired_at, base currency; null where"
                      + " values could not be told"),
              run(11)),
          Optional.empty(),
          List.of("customer_id", "as_of"));

  /** What groups of customers cost and are worth. */
  static final TableSpec VALUE_ECONOMICS =
      new TableSpec(
          "value_economics",
          "what the customers of a channel, campaign, source or cohort cost, are worth, and when they pay back",
          List.of(
              asOf(1),
              text(
                  2,
                  "dimension",
                  "all, channel, campaign, source or cohort; or to be won, of customers yet to come"),
              text(3, "name", "which"),
              count(4, "customers", "who ever bought; of customers to be won, expected in a year"),
              count(5, "new_customers", "who first bought in the last 52 weeks"),
              number(
                  6,
                  "acquisition_cost",
                  "what winning all of them cost, base currency; null where that of one is not known"),
              number(7, "cost_each", "the same for one of them"),
              number(
                  8,
                  "earned_each",
                  "margin that one has brought so far, at present value as of the first purchase"),
              number(
                  9,
                  "value_each",
                  "LTV: earned_each and what is to come, at present value as of the first purchase; null where"
                      + " values could not be told"),
              number(10, "value_lower", "lower end of its interval"),
              number(11, "value_upper", "upper end of its interval"),
              number(
                  12,
                  "ratio",
                  "LTV:CAC, value_each by cost_each; null where nothing was paid or a part is not known"),
              number(13, "ratio_lower", "lower end of its interval, by value alone"),
              number(14, "ratio_upper", "upper end of it"),
              number(
                  15,
                  "never_pays",
                  "share of the customers who by what they brought and will bring do not earn what they cost"),
              number(
                  16,
                  "payback_weeks",
                  "weeks from the first purchase till margin reaches the cost, of a customer on the mean, as seen so"
                      + " far; null where it was not reached in payback_window_weeks"),
              number(17, "payback_lower", "lower end of its interval"),
              number(18, "payback_upper", "upper end of it; null where that is beyond the window"),
              number(
                  19,
                  "payback_chance",
                  "how sure it is that the cost is reached within the window, 0 to 1"),
              number(20, "payback_window_weeks", "how long enough customers have been seen"),
              number(
                  21,
                  "equity",
                  "margin of all purchases to come at present value as of as_of, of all together; of customers to be"
                      + " won less what winning them costs"),
              number(22, "equity_lower", "lower end of its interval"),
              number(23, "equity_upper", "upper end of it"),
              number(24, "equity_share", "its share of that of all customers"),
              number(
                  25,
                  "gini",
                  "how unequally what is to come is spread over these customers: 0 alike, near 1 one has all"),
              number(26, "best_tenth", "share of it that the best tenth of them have"),
              run(27)),
          Optional.empty(),
          List.of("dimension", "name"));

  /** Borders of tiers. */
  static final TableSpec VALUE_TIERS =
      new TableSpec(
          "value_tiers",
          "the least value of a tier as of an instant, and who came into it since the instant before",
          List.of(
              asOf(1),
              text(2, "tier", "A, B, C or D"),
              number(3, "least", "value from which on a newcomer is in it; null for the lowest"),
              number(4, "share", "share of customers between the borders when they were set"),
              count(5, "customers", "in it"),
              count(6, "rose", "came from a lower tier"),
              count(7, "fell", "came from a higher tier"),
              count(8, "fresh", "were in none"),
              instant(9, "before", "the instant that this is compared with, UTC; null for none"),
              text(
                  10,
                  "basis",
                  "what is compared: value or purchases, over which time, at what rate"),
              text(11, "reason", "why the borders are kept, or set anew"),
              run(12)),
          Optional.empty(),
          List.of("as_of", "tier"));

  private EconomicsTables() {}
}
