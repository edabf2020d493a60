// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.math.parallel.Chunks;
import io.perennial.value.GroupedHistories;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.answer.Answer;
import io.perennial.value.answer.CohortModel;
import io.perennial.value.churn.AlertConfig;
import io.perennial.value.churn.ChurnAlert;
import io.perennial.value.churn.ChurnAlerts;
import io.perennial.value.churn.OwnRhythm;
import io.perennial.value.churn.Plays;
import io.perennial.value.forecast.NextPurchase;
import io.perennial.value.history.Observed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Each customer's own rhythm: how unusual the present silence is, when the next purchase is due,
 * and who is to be warned of.
 */
final class Rhythms {

  private static final double MEDIAN = 0.5;

  final double[] unusual;
  final double[] nextWeeks;
  private final List<Warned> alerts = new ArrayList<>();

  /** An alert, and the row of its customer among all. */
  private record Warned(int row, ChurnAlert alert) {}

  private Rhythms(int customers) {
    unusual = new double[customers];
    nextWeeks = new double[customers];
    Arrays.fill(unusual, Double.NaN);
    Arrays.fill(nextWeeks, Double.NaN);
  }

  /**
   * Of an answer's customers.
   *
   * @param weeks ahead over which what may be lost is counted
   * @param margin what is left of a unit of spend
   * @param most alerts; 0 for none
   * @param plays what may help whom
   */
  static Rhythms of(Answer answer, double weeks, double margin, int most, Plays plays) {
    Observed all = answer.observed();
    Rhythms rhythms = new Rhythms(all.customers());
    Optional<OwnRhythm> rhythm = rhythm(all);
    for (int c = 0; c < answer.cohorts().size(); c++) {
      int cohort = c;
      int[] rows =
          IntStream.range(0, all.customers())
              .filter(i -> answer.customers().cohort(i) == cohort)
              .toArray();
      rhythms.tell(answer.cohorts().get(c), all.only(rows), rows, rhythm);
      if (rhythm.isPresent() && most > 0 && answer.spend().isPresent()) {
        rhythms.warn(answer, c, all.only(rows), rows, rhythm.get(), weeks, margin, most, plays);
      }
    }
    rhythms.alerts.sort(
        Comparator.comparingDouble((Warned warned) -> -warned.alert().valueAtRisk())
            .thenComparingInt(Warned::row));
    if (rhythms.alerts.size() > most) {
      rhythms.alerts.subList(most, rhythms.alerts.size()).clear();
    }
    return rhythms;
  }

  /** Empty where too few came back. */
  private static Optional<OwnRhythm> rhythm(Observed all) {
    try {
      return Optional.of(OwnRhythm.fit(all.histories()));
    } catch (TooLittleDataException tooLittle) {
      return Optional.empty();
    }
  }

  private void tell(CohortModel model, Observed own, int[] rows, Optional<OwnRhythm> rhythm) {
    GroupedHistories base = own.histories();
    double[] longer = new double[base.size()];
    double[] next = new double[base.size()];
    Chunks.forEach(
        base.size(),
        64,
        (from, to) -> {
          for (int g = from; g < to; g++) {
            int group = g;
            longer[g] = rhythm.map(known -> known.unusual(base.history(group))).orElse(Double.NaN);
            next[g] =
                NextPurchase.of(model.fitted(), base.history(g))
                    .weeksIfAlive(MEDIAN)
                    .orElse(Double.NaN);
          }
        });
    for (int i = 0; i < rows.length; i++) {
      unusual[rows[i]] = longer[base.groupOf(i)];
      nextWeeks[rows[i]] = next[base.groupOf(i)];
    }
  }

  private void warn(
      Answer answer,
      int cohort,
      Observed own,
      int[] rows,
      OwnRhythm rhythm,
      double weeks,
      double margin,
      int most,
      Plays plays) {
    double[] spend =
        Arrays.stream(rows)
            .mapToDouble(row -> answer.customers().expectedSpend(row))
            .map(x -> Double.isFinite(x) ? margin * x : 0)
            .toArray();
    for (ChurnAlert alert :
        ChurnAlerts.ofPurchases(
            own,
            answer.cohorts().get(cohort).fitted(),
            rhythm,
            spend,
            weeks,
            plays,
            AlertConfig.defaults().withLimit(most))) {
      alerts.add(new Warned(rows[alert.row()], alert));
    }
  }

  /** The alerts as rows of their table. */
  Batch rows(KnownCustomers known, NearColumns near, AsOf asOf, String runId) {
    Batch batch = MadeRows.of(Tables.CHURN_ALERTS, alerts.size());
    for (int place = 0; place < alerts.size(); place++) {
      Warned warned = alerts.get(place);
      int row = batch.addRow();
      batch.setLong(batch.index("customer_id"), row, known.id(warned.row()));
      batch.setLong(batch.index("as_of"), row, asOf.micros());
      batch.setLong(batch.index("place"), row, place + 1L);
      double churn = near.churn[warned.row()];
      if (!Double.isNaN(churn)) {
        batch.setDouble(batch.index("p_churn"), row, churn);
      }
      batch.setDouble(batch.index("p_left"), row, warned.alert().probability());
      batch.setDouble(batch.index("p_silence"), row, unusual[warned.row()]);
      batch.setDouble(batch.index("value_at_risk"), row, warned.alert().valueAtRisk());
      batch.setText(batch.index("reason"), row, warned.alert().reason());
      batch.setText(
          batch.index("play"),
          row,
          warned.alert().play().name() + ": " + warned.alert().play().words());
      batch.setText(batch.index("run_id"), row, runId);
    }
    return batch;
  }
}
