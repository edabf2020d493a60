// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.util.List;

/** What {@link BoostedDistributionTrainer} makes. */
final class DistributionModel extends HeadModel {

  private final Fit fit;
  private final WholeAmounts spread;

  DistributionModel(Target target, Reader reader, Fit fit, WholeAmounts spread, String summary) {
    super(BoostedDistributionTrainer.NAME, target, reader, summary);
    this.fit = fit;
    this.spread = spread;
  }

  @Override
  public Predictive predict(Cases cases) {
    CaseRows rows = reader.read(cases);
    RandomSource source = RandomSource.seeded(reader.seed()).derive("distribution");
    return new Whole(rows.ids(), fit.margins(rows), spread, source, reader.draws());
  }

  @Override
  public Explanation explain(Cases cases, int row) {
    CaseRows one = reader.read(cases.only(new int[] {row}));
    return Reasons.of(one, List.of(fit), new Mean(spread));
  }

  private record Mean(WholeAmounts spread) implements Surface {

    @Override
    public double value(double[] margins) {
      return spread.mean(margins[0]);
    }

    @Override
    public double[] slopes(double[] margins) {
      return new double[] {spread.slope(margins[0])};
    }
  }

  private static final class Whole implements Predictive {

    private final long[] ids;
    private final float[][] margins;
    private final WholeAmounts spread;
    private final RandomSource source;
    private final int draws;

    Whole(long[] ids, float[][] margins, WholeAmounts spread, RandomSource source, int draws) {
      this.ids = ids;
      this.margins = margins;
      this.spread = spread;
      this.source = source;
      this.draws = draws;
    }

    @Override
    public int customers() {
      return ids.length;
    }

    @Override
    public int draws() {
      return draws;
    }

    @Override
    public double[] draws(int i) {
      double[] some = new double[draws];
      RandomStream random = source.stream(ids[i]);
      for (int d = 0; d < draws; d++) {
        some[d] = spread.draw(spread.mean(margins[d % margins.length][i]), random);
      }
      return some;
    }

    @Override
    public double mean(int i) {
      double sum = 0;
      for (float[] each : margins) {
        sum += spread.mean(each[i]);
      }
      return sum / margins.length;
    }

    @Override
    public double probabilityAboveZero(int i) {
      double sum = 0;
      for (float[] each : margins) {
        sum += spread.above(spread.mean(each[i]));
      }
      return sum / margins.length;
    }
  }
}
