// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.value.answer.AnswerConfig;
import io.perennial.value.economics.EarnedByAge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What customers have brought so far, at present value as of their first purchase. */
final class EarnedSpend {

  /** By week for a quarter, then by four weeks for five years. */
  private static final List<Double> AGES = ages();

  private static final int WEEKLY = 13;
  private static final int STEP = 4;
  private static final int LAST = 261;

  private final double[] earned;
  private final double[] first;
  private final List<EarnedByAge> byAge;

  private EarnedSpend(double[] earned, double[] first, List<EarnedByAge> byAge) {
    this.earned = earned;
    this.first = first;
    this.byAge = byAge;
  }

  private static List<Double> ages() {
    List<Double> ages = new ArrayList<>();
    for (int week = 0; week <= LAST; week += week < WEEKLY ? 1 : STEP) {
      ages.add((double) week);
    }
    return List.copyOf(ages);
  }

  /**
   * Reads it in one pass over purchases.
   *
   * @param dimensions to know the groups of
   */
  static EarnedSpend read(
      PurchaseHistories histories,
      KnownCustomers known,
      AsOf asOf,
      AnswerConfig config,
      List<Dimension> dimensions) {
    double[] ages = AGES.stream().mapToDouble(Double::doubleValue).toArray();
    double[] earned = new double[known.size()];
    double[] first = new double[known.size()];
    List<EarnedByAge> byAge = new ArrayList<>();
    dimensions.forEach(each -> byAge.add(new EarnedByAge(ages, each.groups().size())));
    double[] spend = new double[ages.length];
    try (Batches rows = histories.spendByAge(asOf, AGES, config.weeklyRate())) {
      while (rows.next()) {
        Batch batch = rows.batch();
        int key = batch.index("key");
        int all = batch.index("spend");
        int from = batch.index("spend_0");
        for (int row = 0; row < batch.rows(); row++) {
          int i = known.indexOf(batch.longs(key)[row]);
          if (i < 0 || batch.isNull(all, row)) {
            continue;
          }
          for (int k = 0; k < ages.length; k++) {
            spend[k] = batch.doubles(from + k)[row];
          }
          earned[i] = config.margin() * batch.doubles(all)[row];
          first[i] = spend[0];
          double age = known.observed().history(i).ageWeeks();
          for (int d = 0; d < byAge.size(); d++) {
            byAge
                .get(d)
                .add(dimensions.get(d).groupOf(i), known.id(i), age, spend, config.margin());
          }
        }
      }
    }
    return new EarnedSpend(earned, first, List.copyOf(byAge));
  }

  /** Margin of a customer's purchases so far. */
  double earned(int i) {
    return earned[i];
  }

  /** What the first purchase brought, in revenue, on the mean of these customers; 0 of none. */
  double meanFirst(int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> first[i]).average().orElse(0);
  }

  /** By age, of a dimension's groups. */
  EarnedByAge byAge(int dimension) {
    return byAge.get(dimension);
  }
}
