// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.math.random.RandomSource;
import io.perennial.math.special.Logarithms;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.util.List;

/** What {@link BoostedHurdleTrainer} makes. */
final class HurdleModel extends HeadModel {

  private final Fit buying;
  private final Fit amount;
  private final Amounts amounts;
  private final Returned returned;

  HurdleModel(
      Target target,
      Reader reader,
      Fit buying,
      Fit amount,
      Amounts amounts,
      Returned returned,
      String summary) {
    super(BoostedHurdleTrainer.NAME, target, reader, summary);
    this.buying = buying;
    this.amount = amount;
    this.amounts = amounts;
    this.returned = returned;
  }

  @Override
  public Predictive predict(Cases cases) {
    CaseRows rows = reader.read(cases);
    return new HurdlePredictive(
        rows.ids(),
        buying.margins(rows),
        amount.margins(rows),
        amounts,
        returned,
        RandomSource.seeded(reader.seed()).derive("hurdle"),
        reader.draws());
  }

  @Override
  public Explanation explain(Cases cases, int row) {
    CaseRows one = reader.read(cases.only(new int[] {row}));
    return Reasons.of(one, List.of(buying, amount), new Product(amounts, returned.mean()));
  }

  /** p(a) (certain + exp b) + (1 - p(a)) otherwise. */
  private record Product(Amounts amounts, double otherwise) implements Surface {

    @Override
    public double value(double[] margins) {
      double p = Logarithms.logistic(margins[0]);
      return p * amounts.mean(margins[1]) + (1 - p) * otherwise;
    }

    @Override
    public double[] slopes(double[] margins) {
      double p = Logarithms.logistic(margins[0]);
      return new double[] {
        p * (1 - p) * (amounts.mean(margins[1]) - otherwise), p * amounts.slope(margins[1])
      };
    }
  }
}
