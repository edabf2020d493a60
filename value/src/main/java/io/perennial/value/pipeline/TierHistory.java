// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.StepContext;
import io.perennial.value.answer.AnswerConfig;
import io.perennial.value.answer.CustomerAnswers;
import io.perennial.value.economics.TierBorders;
import io.perennial.value.economics.TierConfig;
import io.perennial.value.economics.Tiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tiers of value from run to run: the borders of the last earlier instant hold on while each tier
 * has about the share it was made for, and who is in a tier stays there until the value has clearly
 * passed a border. Nothing later than this run's instant is looked at, and a run as of an instant
 * that was run before goes back to what that one started from.
 */
final class TierHistory {

  /** Half an uncertainty past a border: a tenth or two of the value of who buys often. */
  private static final TierConfig CONFIG =
      new TierConfig(List.of("A", "B", "C", "D"), List.of(0.05, 0.15, 0.3), 0.25, 0.5);

  private static final String KEPT = "kept_tiers";
  private static final String EARLIER = "earlier_tiers";

  private final StepContext context;
  private final AsOf now;
  private final String basis;

  /**
   * @param now the instant of this run's values
   */
  TierHistory(StepContext context, AsOf now, AnswerConfig config, String currency) {
    this.context = context;
    this.now = now;
    this.basis =
        String.format(
            Locale.ROOT,
            "%d weeks, %.6g a week, margin %.4g, %s",
            config.forecastWeeks(),
            config.weeklyRate(),
            config.margin(),
            currency);
  }

  /**
   * What a run comes to.
   *
   * @param tiers of the known customers
   * @param review the borders, and why
   * @param before the instant that tiers are compared with; empty for none
   * @param basis what is compared
   */
  record Outcome(Tiers tiers, TierBorders.Review review, Optional<AsOf> before, String basis) {}

  /** The tiers of customers of whom there is at least one. */
  Outcome tiers(CustomerAnswers answers, KnownCustomers known) {
    int n = answers.size();
    double[] values = new double[n];
    double[] uncertainty = new double[n];
    boolean money = !Double.isNaN(answers.value(0));
    for (int i = 0; i < n; i++) {
      values[i] = money ? answers.value(i) : answers.expectedPurchases(i);
      // of a rate that so many purchases tell of: that of their number, with one more to begin with
      uncertainty[i] = Math.abs(values[i]) / Math.sqrt(known.repeats(i) + 2.0);
    }
    String compared = (money ? "value, " : "purchases, ") + basis;
    int[] before = new int[n];
    Arrays.fill(before, Tiers.NEW);
    Optional<Earlier> earlier = earlier().filter(old -> old.basis().equals(compared));
    TierBorders.Review review =
        earlier
            .map(old -> old.borders().reviewed(values, CONFIG))
            .orElseGet(
                () ->
                    new TierBorders.Review(
                        TierBorders.of(values, CONFIG),
                        true,
                        "borders set: there are none of an earlier instant to keep"));
    earlier.ifPresent(old -> read(old.asOf(), known, before));
    return new Outcome(
        Tiers.assign(review.borders(), values, uncertainty, before, CONFIG),
        review,
        earlier.map(Earlier::asOf),
        compared);
  }

  // ---- what was before

  /**
   * The borders of an earlier instant.
   *
   * @param basis what was compared then
   */
  private record Earlier(AsOf asOf, TierBorders borders, String basis) {}

  /** That which an earlier run as of this very instant began with, else the last before it. */
  private Optional<Earlier> earlier() {
    Engine engine = context.engine();
    engine.view(KEPT, context.lake().table(Tables.VALUE_TIERS).scan());
    try {
      boolean again = number("SELECT count(*) AS n FROM " + KEPT + " WHERE " + at(now)) > 0;
      long instant =
          number(
              again
                  ? "SELECT max(f_micros(before)) AS n FROM " + KEPT + " WHERE " + at(now)
                  : "SELECT max(f_micros(as_of)) AS n FROM "
                      + KEPT
                      + " WHERE f_micros(as_of) < "
                      + now.micros());
      return instant == Long.MIN_VALUE ? Optional.empty() : read(new AsOf(instant));
    } finally {
      engine.drop(KEPT);
    }
  }

  private static String at(AsOf instant) {
    return "f_micros(as_of) = " + instant.micros();
  }

  private long number(String sql) {
    try (Batches rows = context.engine().query(sql)) {
      return rows.next() && !rows.batch().isNull(0, 0) ? rows.batch().longs(0)[0] : Long.MIN_VALUE;
    }
  }

  private Optional<Earlier> read(AsOf instant) {
    List<String> names = new ArrayList<>();
    List<Double> least = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    String of = "";
    try (Batches rows =
        context
            .engine()
            .query(
                "SELECT tier, least, share, basis FROM "
                    + KEPT
                    + " WHERE "
                    + at(instant)
                    + " ORDER BY tier")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int row = 0; row < batch.rows(); row++) {
          names.add(batch.texts(0)[row]);
          of = batch.texts(3)[row];
          if (!batch.isNull(1, row)) {
            least.add(batch.doubles(1)[row]);
            shares.add(batch.doubles(2)[row]);
          }
        }
      }
    }
    return names.equals(CONFIG.names()) && least.size() == names.size() - 1
        ? Optional.of(new Earlier(instant, new TierBorders(names, least, shares), of))
        : Optional.empty();
  }

  /** The tiers of then: of the values that are still there, or of the forecasts that were kept. */
  private void read(AsOf instant, KnownCustomers known, int[] before) {
    for (TableSpec table : List.of(Tables.FORECASTS, Tables.VALUES)) {
      Engine engine = context.engine();
      engine.view(EARLIER, context.lake().table(table).scan());
      try (Batches rows =
          engine.query("SELECT customer_id, tier FROM " + EARLIER + " WHERE " + at(instant))) {
        while (rows.next()) {
          Batch batch = rows.batch();
          for (int row = 0; row < batch.rows(); row++) {
            int i = known.indexOf(batch.longs(0)[row]);
            if (i >= 0) {
              before[i] = CONFIG.names().indexOf(batch.texts(1)[row]);
            }
          }
        }
      } finally {
        engine.drop(EARLIER);
      }
    }
  }

  // ---- what is now

  /** Keeps the borders of this instant beside those of others. */
  void keep(Outcome outcome) {
    Batch batch = MadeRows.of(Tables.VALUE_TIERS, CONFIG.names().size());
    TierBorders borders = outcome.review().borders();
    int last = CONFIG.names().size() - 1;
    double rest = 1;
    for (int t = 0; t <= last; t++) {
      int row = batch.addRow();
      batch.setLong(batch.index("as_of"), row, now.micros());
      batch.setText(batch.index("tier"), row, CONFIG.names().get(t));
      double share = t < last ? borders.shares().get(t) : rest;
      rest -= share;
      if (t < last) {
        batch.setDouble(batch.index("least"), row, borders.least().get(t));
      }
      batch.setDouble(batch.index("share"), row, share);
      batch.setLong(batch.index("customers"), row, outcome.tiers().customers(t));
      long rose = 0;
      long fell = 0;
      for (int from = 0; from <= last; from++) {
        rose += from > t ? outcome.tiers().moves(from, t) : 0;
        fell += from < t ? outcome.tiers().moves(from, t) : 0;
      }
      batch.setLong(batch.index("rose"), row, rose);
      batch.setLong(batch.index("fell"), row, fell);
      batch.setLong(batch.index("fresh"), row, outcome.tiers().moves(Tiers.NEW, t));
      outcome
          .before()
          .ifPresent(instant -> batch.setLong(batch.index("before"), row, instant.micros()));
      batch.setText(batch.index("basis"), row, outcome.basis());
      batch.setText(batch.index("reason"), row, outcome.review().reason());
      batch.setText(batch.index("run_id"), row, context.runId());
    }
    MadeRows.replace(context, Tables.VALUE_TIERS, others(batch));
  }

  /** The rows of other instants, and these. */
  private List<Batch> others(Batch these) {
    List<Batch> all = new ArrayList<>();
    Engine engine = context.engine();
    engine.view(KEPT, context.lake().table(Tables.VALUE_TIERS).scan());
    try (Batches rows =
        engine.query(
            "SELECT as_of, tier, least, share, customers, rose, fell, fresh, before, basis, reason,"
                + " run_id FROM "
                + KEPT
                + " WHERE f_micros(as_of) <> "
                + now.micros()
                + " ORDER BY as_of, tier")) {
      while (rows.next()) {
        all.add(rows.batch().copy());
      }
    } finally {
      engine.drop(KEPT);
    }
    all.add(these);
    return all;
  }
}
