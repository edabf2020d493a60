// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.math.random.RandomSource;
import io.perennial.math.special.Logarithms;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.util.Arrays;
import java.util.List;

/** What {@link BoostedQuantilesTrainer} makes. */
final class QuantileModel extends HeadModel {

  private final Fit buying;
  private final Fit amount;
  private final QuantileCurve curve;
  private final Returned returned;

  QuantileModel(
      Target target,
      Reader reader,
      Fit buying,
      Fit amount,
      QuantileCurve curve,
      Returned returned,
      String summary) {
    super(BoostedQuantilesTrainer.NAME, target, reader, summary);
    this.buying = buying;
    this.amount = amount;
    this.curve = curve;
    this.returned = returned;
  }

  @Override
  public Predictive predict(Cases cases) {
    CaseRows rows = reader.read(cases);
    return new QuantilePredictive(
        target,
        rows.ids(),
        buying.margins(rows),
        amount.margins(rows),
        curve,
        returned,
        RandomSource.seeded(reader.seed()).derive("quantiles"),
        reader.draws());
  }

  @Override
  public Explanation explain(Cases cases, int row) {
    CaseRows one = reader.read(cases.only(new int[] {row}));
    return Reasons.of(one, List.of(buying, amount), new Product(curve, returned.mean()));
  }

  /** p(a) mean(q) + (1 - p(a)) otherwise. */
  private record Product(QuantileCurve curve, double otherwise) implements Surface {

    @Override
    public double value(double[] margins) {
      double p = Logarithms.logistic(margins[0]);
      double[] sorted = Arrays.copyOfRange(margins, 1, margins.length);
      Arrays.sort(sorted);
      return p * curve.mean(sorted) + (1 - p) * otherwise;
    }

    @Override
    public double[] slopes(double[] margins) {
      double p = Logarithms.logistic(margins[0]);
      double[] quantiles = Arrays.copyOfRange(margins, 1, margins.length);
      double[] inner = curve.slopes(quantiles);
      double[] slopes = new double[margins.length];
      for (int k = 0; k < inner.length; k++) {
        slopes[k + 1] = p * inner[k];
      }
      Arrays.sort(quantiles);
      slopes[0] = p * (1 - p) * (curve.mean(quantiles) - otherwise);
      return slopes;
    }
  }
}
