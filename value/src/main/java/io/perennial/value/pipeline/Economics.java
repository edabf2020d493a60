// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.value.Fitted;
import io.perennial.value.answer.Answer;
import io.perennial.value.answer.AnswerConfig;
import io.perennial.value.answer.CohortModel;
import io.perennial.value.economics.Concentration;
import io.perennial.value.economics.CustomerEquity;
import io.perennial.value.economics.EarnedByAge;
import io.perennial.value.economics.GroupValues;
import io.perennial.value.economics.Newcomers;
import io.perennial.value.economics.UnitEconomics;
import io.perennial.value.forecast.Interval;
import io.perennial.value.gammagamma.GammaGammaModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What customers cost, bring, and are worth, in groups: the rows of the table of economics. */
final class Economics {

  /** The dimension of customers who are yet to come. */
  static final String TO_BE_WON = "to be won";

  private static final double YEAR_WEEKS = 52;
  private static final int YEAR_MONTHS = 12;
  private static final double MONTH_WEEKS = YEAR_WEEKS / YEAR_MONTHS;
  private static final int NEWCOMER_MONTHS = 60;
  private static final double BEST = 0.1;

  private final Answer answer;
  private final Acquisitions won;
  private final EarnedSpend earned;
  private final List<Dimension> dimensions;
  private final AnswerConfig config;
  private final PresentValues values;

  /**
   * @param dimensions everybody first
   */
  Economics(
      Answer answer,
      Acquisitions won,
      EarnedSpend earned,
      List<Dimension> dimensions,
      AnswerConfig config) {
    this.answer = answer;
    this.won = won;
    this.earned = earned;
    this.dimensions = dimensions;
    this.config = config;
    this.values = new PresentValues(answer, config);
  }

  /** The ways in which customers are looked at. */
  static List<Dimension> dimensions(Acquisitions won) {
    int n = won.size();
    return List.of(
        Dimension.all(n),
        Dimension.of("channel", n, won::channel),
        Dimension.of("campaign", n, won::campaign),
        Dimension.of("source", n, won::source),
        Dimension.of("cohort", n, won::cohort));
  }

  /** The rows, and the one of all customers first. */
  Batch rows(AsOf asOf, String runId) {
    int groups = dimensions.stream().mapToInt(each -> each.groups().size()).sum();
    Batch batch = MadeRows.of(Tables.VALUE_ECONOMICS, groups + 1);
    Optional<List<PresentValues.Totals>> totals =
        answer.spend().map(spend -> values.of(dimensions, spend));
    double all = 0;
    for (int i = 0; i < won.size(); i++) {
      all += totals.isPresent() ? values.now(i) : 0;
    }
    for (int d = 0; d < dimensions.size(); d++) {
      for (int g = 0; g < dimensions.get(d).groups().size(); g++) {
        int at = batch.addRow();
        int[] rows = dimensions.get(d).rows(g);
        batch.setText(batch.index("dimension"), at, dimensions.get(d).name());
        batch.setText(batch.index("name"), at, dimensions.get(d).groups().get(g));
        costs(batch, at, rows, d, g);
        if (totals.isPresent()) {
          values(batch, at, rows, g, totals.get().get(d), all);
        }
        end(batch, at, asOf, runId);
      }
    }
    if (totals.isPresent() && answer.spend().isPresent()) {
      GroupValues everybody = totals.get().get(0).now();
      toBeWon(batch, everybody.totals(0), answer.spend().get(), all);
      end(batch, batch.rows() - 1, asOf, runId);
    }
    return batch;
  }

  private static void end(Batch batch, int at, AsOf asOf, String runId) {
    batch.setLong(batch.index("as_of"), at, asOf.micros());
    batch.setText(batch.index("run_id"), at, runId);
  }

  private void costs(Batch batch, int at, int[] rows, int d, int g) {
    double cost = Arrays.stream(rows).mapToDouble(won::cost).sum();
    double sum = Arrays.stream(rows).mapToDouble(earned::earned).sum();
    batch.setLong(batch.index("customers"), at, rows.length);
    batch.setLong(batch.index("new_customers"), at, recent(rows).length);
    batch.setDouble(batch.index("earned_each"), at, sum / rows.length);
    if (Double.isNaN(cost)) {
      return;
    }
    double each = cost / rows.length;
    batch.setDouble(batch.index("acquisition_cost"), at, cost);
    batch.setDouble(batch.index("cost_each"), at, each);
    EarnedByAge.PaidBack paid = earned.byAge(d).payback(g, each, config.level(), config.seed());
    set(batch, at, "payback_weeks", paid.weeks());
    set(batch, at, "payback_lower", paid.lower());
    set(batch, at, "payback_upper", paid.upper());
    batch.setDouble(batch.index("payback_chance"), at, paid.chance());
    batch.setDouble(batch.index("payback_window_weeks"), at, paid.windowWeeks());
  }

  private void values(
      Batch batch, int at, int[] rows, int g, PresentValues.Totals totals, double all) {
    double[] before = new double[totals.now().names().size()];
    double[] costs = new double[before.length];
    double cost = Arrays.stream(rows).mapToDouble(won::cost).sum();
    before[g] = Arrays.stream(rows).mapToDouble(earned::earned).sum();
    costs[g] = Double.isNaN(cost) ? 0 : cost;
    UnitEconomics unit =
        UnitEconomics.of(totals.atFirst().plus(before), costs, config.level()).get(g);
    batch.setDouble(batch.index("value_each"), at, unit.value());
    set(batch, at, "value", unit.valueInterval());
    set(batch, at, "ratio", unit.ratio());
    set(batch, at, "ratio", unit.ratioInterval());
    if (!Double.isNaN(cost)) {
      long never =
          Arrays.stream(rows)
              .filter(i -> earned.earned(i) + values.atFirst(i) < won.cost(i))
              .count();
      batch.setDouble(batch.index("never_pays"), at, never / (double) rows.length);
    }
    double equity = Arrays.stream(rows).mapToDouble(values::now).sum();
    batch.setDouble(batch.index("equity"), at, equity);
    set(batch, at, "equity", Optional.of(Interval.of(totals.now().totals(g), config.level())));
    if (all > 0) {
      batch.setDouble(batch.index("equity_share"), at, equity / all);
    }
    Concentration spread = Concentration.of(Arrays.stream(rows).mapToDouble(values::now).toArray());
    set(batch, at, "gini", spread.gini());
    set(batch, at, "best_tenth", spread.top(BEST));
  }

  // ---- customers yet to come

  /** Of a year, if customers are won as in the last one. */
  private void toBeWon(Batch batch, double[] base, Fitted<GammaGammaModel> spend, double all) {
    int[] recent = recent(IntStream.range(0, won.size()).toArray());
    double[] months = wonByMonth();
    double each = Arrays.stream(recent).mapToDouble(won::cost).average().orElse(Double.NaN);
    boolean known = !Double.isNaN(each);
    CohortModel model = answer.cohorts().get(answer.cohorts().size() - 1);
    double yearly = Math.expm1(YEAR_WEEKS * config.weeklyRate());
    Newcomers newcomers =
        Newcomers.of(
            new Fitted<>(model.fitted(), model.certificate()),
            spend,
            Math.max(0, earned.meanFirst(recent)),
            new Newcomers.Outlook(NEWCOMER_MONTHS, config.margin(), base.length, config.seed()));
    double[] worth = newcomers.worth(yearly);
    CustomerEquity equity =
        CustomerEquity.of(
            base,
            worth,
            months,
            new CustomerEquity.Acquisition(
                YEAR_MONTHS, yearly, known ? each : 0, config.level(), config.seed()));
    double expected = YEAR_MONTHS * equity.newPerMonth();
    int at = batch.addRow();
    batch.setText(batch.index("dimension"), at, TO_BE_WON);
    batch.setText(batch.index("name"), at, "in a year, if customers come as in the last");
    batch.setLong(batch.index("customers"), at, Math.round(expected));
    batch.setLong(batch.index("new_customers"), at, Math.round(expected));
    double value = Arrays.stream(worth).average().orElse(0);
    Interval interval = Interval.of(worth, config.level());
    batch.setDouble(batch.index("value_each"), at, value);
    set(batch, at, "value", Optional.of(interval));
    if (known) {
      batch.setDouble(batch.index("acquisition_cost"), at, each * expected);
      batch.setDouble(batch.index("cost_each"), at, each);
      if (each > 0) {
        batch.setDouble(batch.index("ratio"), at, value / each);
        set(
            batch,
            at,
            "ratio",
            Optional.of(new Interval(interval.lower() / each, interval.upper() / each)));
      }
    }
    batch.setDouble(batch.index("equity"), at, equity.future());
    set(batch, at, "equity", Optional.of(equity.futureInterval()));
    if (all > 0) {
      batch.setDouble(batch.index("equity_share"), at, equity.future() / all);
    }
  }

  /** Who first bought in the last year. */
  private int[] recent(int[] rows) {
    return Arrays.stream(rows)
        .filter(i -> answer.observed().history(i).ageWeeks() < YEAR_WEEKS)
        .toArray();
  }

  /** Customers won in each of the last twelve months, or as many as there are. */
  private double[] wonByMonth() {
    double oldest = 0;
    for (int i = 0; i < won.size(); i++) {
      oldest = Math.max(oldest, answer.observed().history(i).ageWeeks());
    }
    int months = (int) Math.max(1, Math.min(YEAR_MONTHS, Math.floor(oldest / MONTH_WEEKS)));
    double[] month = new double[months];
    for (int i = 0; i < won.size(); i++) {
      int at = (int) (answer.observed().history(i).ageWeeks() / MONTH_WEEKS);
      if (at < months) {
        month[at]++;
      }
    }
    return month;
  }

  private static void set(Batch batch, int at, String column, OptionalDouble value) {
    value.ifPresent(number -> batch.setDouble(batch.index(column), at, number));
  }

  private static void set(Batch batch, int at, String column, Optional<Interval> interval) {
    interval.ifPresent(
        each -> {
          batch.setDouble(batch.index(column + "_lower"), at, each.lower());
          batch.setDouble(batch.index(column + "_upper"), at, each.upper());
        });
  }
}
