// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import io.perennial.math.distribution.Beta;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.bgnbd.BetaGeometricModel;
import io.perennial.value.bgnbd.Dropout;
import io.perennial.value.nbd.NbdModel;
import io.perennial.value.paretonbd.ParetoNbdModel;

/**
 * How a model draws the moments of a customer's purchases to come, when from now on he buys and
 * leaves at other rates than before. The same chance serves any rates: with a lower rate of leaving
 * there are the same purchases and more, with a higher rate of buying the same ones sooner.
 */
sealed interface BuyingLaw {

  /**
   * One future of a customer.
   *
   * @param alive P(alive) of the history
   * @param buying times what rate he buys, >= 0
   * @param leaving times what rate he leaves, >= 0
   * @param chance of this customer and draw
   */
  Life begin(
      PurchaseHistory history, double alive, double buying, double leaving, RandomSource chance);

  /** The law of a model. */
  static BuyingLaw of(PurchaseModel model) {
    if (model instanceof ParetoNbdModel pareto) {
      return new Pareto(pareto.r(), pareto.alpha(), pareto.s(), pareto.beta());
    }
    if (model instanceof NbdModel nbd) {
      return new Pareto(nbd.r(), nbd.alpha(), 0, 1);
    }
    if (model instanceof BetaGeometricModel betaGeometric) {
      return new BetaGeometric(betaGeometric);
    }
    throw new IllegalArgumentException(
        "Unsupported model for scenarios: "
            + model.getClass().getSimpleName()
            + " (must be of the Pareto/NBD, NBD or beta-geometric family)");
  }

  /** Purchases of one future, the first one first. */
  interface Life {

    /** Weeks from now to the next purchase; infinite if there is none. */
    double next();

    /**
     * What is to be expected of the purchases after the last one that was drawn, each at its
     * present value at it.
     *
     * @param weeks from then to the horizon
     * @param weeklyRate of interest
     */
    double rest(double from, double weeks, double weeklyRate);
  }

  /** Nobody buys. */
  Life NOTHING =
      new Life() {
        @Override
        public double next() {
          return Double.POSITIVE_INFINITY;
        }

        @Override
        public double rest(double from, double weeks, double weeklyRate) {
          return 0;
        }
      };

  /** The integral of exp(-rate t) over {@code weeks}. */
  static double presentWeeks(double rate, double weeks) {
    return rate * weeks < 1e-12 ? weeks : -Math.expm1(-rate * weeks) / rate;
  }

  /** Exponential intervals until an end that is Pareto distributed; s = 0 is for ever. */
  record Pareto(double r, double alpha, double s, double beta) implements BuyingLaw {

    @Override
    public Life begin(
        PurchaseHistory history, double alive, double buying, double leaving, RandomSource chance) {
      RandomStream fate = chance.stream(0);
      if (!fate.chance(alive)) {
        return NOTHING;
      }
      double span = fate.nextOpenDouble();
      double end =
          s == 0 || leaving == 0
              ? Double.POSITIVE_INFINITY
              : (beta + history.ageWeeks()) * (StrictMath.pow(span, -1 / s) - 1) / leaving;
      double rate =
          buying
              * Gamma.standard(chance.stream(1), r + history.repeats())
              / (alpha + history.ageWeeks());
      if (rate <= 0) {
        return NOTHING;
      }
      RandomStream arrivals = chance.stream(2);
      return new Life() {
        private double waited;

        @Override
        public double next() {
          waited -= StrictMath.log(arrivals.nextOpenDouble());
          double time = waited / rate;
          return time <= end ? time : Double.POSITIVE_INFINITY;
        }

        @Override
        public double rest(double from, double weeks, double weeklyRate) {
          return rate * presentWeeks(weeklyRate, Math.max(0, Math.min(weeks, end - from)));
        }
      };
    }
  }

  /** Erlang intervals, and a chance to leave after each purchase. */
  record BetaGeometric(BetaGeometricModel model) implements BuyingLaw {

    @Override
    public Life begin(
        PurchaseHistory history, double alive, double buying, double leaving, RandomSource chance) {
      if (!chance.stream(0).chance(alive)) {
        return NOTHING;
      }
      int k = model.regularity();
      int x = history.repeats();
      RandomStream rates = chance.stream(1);
      int begun = phase(history, chance.stream(4));
      double rate =
          buying
              * Gamma.standard(rates, model.r() + (double) k * x + begun)
              / (model.alpha() + history.ageWeeks());
      double leave =
          Math.min(
              1,
              leaving
                  * new Beta(
                          model.a(), model.b() + x + (model.dropout() == Dropout.AFTER_ANY ? 1 : 0))
                      .sample(chance.stream(3)));
      if (rate <= 0) {
        return NOTHING;
      }
      RandomStream arrivals = chance.stream(2);
      RandomStream stays = chance.stream(5);
      return new Life() {
        private double waited;
        private int done = begun;
        private boolean left;

        @Override
        public double next() {
          if (left) {
            return Double.POSITIVE_INFINITY;
          }
          for (; done < k; done++) {
            waited -= StrictMath.log(arrivals.nextOpenDouble());
          }
          done = 0;
          left = stays.chance(leave);
          return waited / rate;
        }

        @Override
        public double rest(double from, double weeks, double weeklyRate) {
          double purchases = rate / k;
          return left ? 0 : purchases * presentWeeks(weeklyRate + purchases * leave, weeks);
        }
      };
    }

    /**
     * How many of the k steps to the next purchase are done, given the silence: their weights are
     * those of a Poisson count with the posterior's rate, cut off at k.
     */
    private int phase(PurchaseHistory history, RandomStream random) {
      int k = model.regularity();
      if (k == 1) {
        return 0;
      }
      double[] weights = new double[k];
      double shape = model.r() + (double) k * history.repeats();
      double step = history.silenceWeeks() / (model.alpha() + history.ageWeeks());
      double sum = 0;
      for (int j = 0; j < k; j++) {
        weights[j] = j == 0 ? 1 : weights[j - 1] * step * (shape + j - 1) / j;
        sum += weights[j];
      }
      double point = random.nextDouble() * sum;
      int phase = 0;
      while (phase < k - 1 && point >= weights[phase]) {
        point -= weights[phase++];
      }
      return phase;
    }
  }
}
