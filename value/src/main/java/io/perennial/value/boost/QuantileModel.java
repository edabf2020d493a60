// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.math.random.RandomSource;
import io.perennial.math.special.Logarithms;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.util.Arrays;
import java.util.List;

/** What {@link BoostedQuantilesTrainer} makes. */
final class QuantileModel implements LadderModel {

  private final Target target;
  private final Reader reader;
  private final Fit buying;
  private final Fit amount;
  private final QuantileCurve curve;
  private final Returned returned;
  private final String summary;

  QuantileModel(
      Target target,
      Reader reader,
      Fit buying,
      Fit amount,
      QuantileCurve curve,
      Returned returned,
      String summary) {
    this.target = target;
    this.reader = reader;
    this.buying = buying;
    this.amount = amount;
    this.curve = curve;
    this.returned = returned;
    this.summary = summary;
  }

  @Override
  public String name() {
    return BoostedQuantilesTrainer.NAME;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public Predictive predict(Cases cases) {
    CaseRows rows = reader.read(cases);
    return new QuantilePredictive(
        target,
        rows,
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

  @Override
  public String summary() {
    return summary;
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
