// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.joint;

import io.perennial.math.distribution.ChiSquared;
import io.perennial.math.distribution.Normal;
import io.perennial.math.special.BetaFunctions;
import io.perennial.math.summary.StableSum;
import io.perennial.value.Fitted;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.evaluate.Ranking;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether spend has to do with frequency, which the gamma-gamma model denies. Three looks, and a
 * verdict:
 *
 * <ul>
 *   <li>of moments: whether mean spend and log frequency vary together, customers of few purchases
 *       weighing less. It holds whatever spend is distributed like, and so at its stated rate of
 *       false alarms
 *   <li>of ranks: each mean spend as a quantile of what the gamma-gamma model expects of that many
 *       purchases, against frequency. (Plain ranks of mean spend would alarm where there is
 *       nothing: the median of a mean over few purchases of a skewed spend is lower.)
 *   <li>of likelihood: {@link DependentSpendModel} against kappa = 0
 * </ul>
 *
 * The last two believe in gamma distributed spend, and alarm twice too often where single purchases
 * of a customer differ wildly; spend is said to depend only if moments and likelihood agree.
 *
 * @param customers with a repeat purchase and a positive mean spend
 * @param pearson the plain correlation of repeats and mean spend, as Fader, Hardie and Lee (2005)
 *     report it for CDNOW; 0 if all are the same
 * @param rankCorrelation of the quantiles with frequency, in [-1, 1]
 * @param rankP its p-value
 * @param momentP p-value of the look at moments
 * @param likelihoodP p-value of the likelihood ratio, one degree
 * @param correlation of log frequency with log spend behind the noise, among these customers, in
 *     [-1, 1]
 * @param independent the gamma-gamma model
 * @param dependent the model of what there is; empty where all buy equally often
 * @param isDependent the verdict
 */
public record SpendDependence(
    int customers,
    double pearson,
    double rankCorrelation,
    double rankP,
    double momentP,
    double likelihoodP,
    double correlation,
    Fitted<GammaGammaModel> independent,
    Optional<Fitted<DependentSpendModel>> dependent,
    boolean isDependent) {

  /**
   * Tests a base.
   *
   * @param repeats x, purchases that each mean is over, int[n], >= 0
   * @param meanSpend double[n]; customers without a repeat or of a mean of 0 or below are left out
   * @param rates of the same customers
   * @param level of the test: how often independent spend may be called dependent, as 0.05
   * @throws TooLittleDataException if the gamma-gamma model cannot be fitted
   */
  public static SpendDependence test(
      int[] repeats, double[] meanSpend, BuyingRates rates, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("Invalid level: " + level + " (must be within (0, 1))");
    }
    SpendRows rows = new SpendRows(repeats, meanSpend, rates);
    Fitted<GammaGammaModel> independent =
        new GammaGammaTrainer().train(SpendHistories.of(rows.purchases, rows.meanSpend));
    double pearson =
        Ranking.pearson(Arrays.stream(rows.purchases).asDoubleStream().toArray(), rows.meanSpend)
            .orElse(0);
    Fitted<DependentSpendModel> dependent;
    try {
      dependent = new DependentSpendTrainer().train(rows, independent);
    } catch (TooLittleDataException equallyOften) {
      return new SpendDependence(
          rows.size(), pearson, 0, 1, 1, 1, 0, independent, Optional.empty(), false);
    }
    double rank = Ranking.spearman(quantiles(rows, independent.model()), rows.logMean).orElse(0);
    double ratio =
        2 * (dependent.certificate().logLikelihood() - independent.certificate().logLikelihood());
    double likelihoodP = new ChiSquared(1).upperTail(ratio);
    double momentP = momentP(rows, independent.model());
    return new SpendDependence(
        rows.size(),
        pearson,
        rank,
        twoSided(rank * Math.sqrt(rows.size() - 1.0)),
        momentP,
        likelihoodP,
        correlation(rows, dependent.model()),
        independent,
        Optional.of(dependent),
        momentP < level && likelihoodP < level);
  }

  /** Where each mean spend lies among what is expected of that many purchases: uniform if right. */
  private static double[] quantiles(SpendRows rows, GammaGammaModel model) {
    double[] quantiles = new double[rows.size()];
    for (int i = 0; i < quantiles.length; i++) {
      double total = rows.purchases[i] * rows.meanSpend[i];
      quantiles[i] =
          BetaFunctions.regularized(
              model.p() * rows.purchases[i], model.q(), total / (model.gamma() + total));
    }
    return quantiles;
  }

  /**
   * The weighted covariance of mean spend and log frequency over its standard error, each
   * customer's own product being the measure of how much it varies (White 1980). Any weights that
   * come from the purchases alone will do; these are about one over the variance of a mean of x
   * purchases.
   */
  private static double momentP(SpendRows rows, GammaGammaModel model) {
    int n = rows.size();
    double[] weight = new double[n];
    double between = Math.min(100, model.p() / (model.q() - 1));
    for (int i = 0; i < n; i++) {
      weight[i] = 1 / (1.0 / rows.purchases[i] + between);
    }
    double scale = Arrays.stream(rows.meanSpend).max().orElse(1); // so that no square overflows
    double all = StableSum.of(weight);
    StableSum spend = new StableSum();
    StableSum frequency = new StableSum();
    for (int i = 0; i < n; i++) {
      spend.add(weight[i] / all * (rows.meanSpend[i] / scale));
      frequency.add(weight[i] / all * rows.logMean[i]);
    }
    StableSum sum = new StableSum();
    StableSum squares = new StableSum();
    for (int i = 0; i < n; i++) {
      double product =
          weight[i]
              * (rows.logMean[i] - frequency.value())
              * (rows.meanSpend[i] / scale - spend.value());
      sum.add(product);
      squares.add(product * product);
    }
    return squares.value() > 0 ? twoSided(sum.value() / Math.sqrt(squares.value())) : 1;
  }

  private static double correlation(SpendRows rows, DependentSpendModel model) {
    double frequency =
        rows.width * rows.width + Arrays.stream(rows.logVariance).average().orElse(0);
    double along = model.kappa() * Math.sqrt(frequency);
    return along / Math.sqrt(along * along + BuyingRates.trigamma(model.q()));
  }

  private static double twoSided(double z) {
    return Math.min(1, 2 * Normal.standard().cumulative(-Math.abs(z)));
  }

  /** In a sentence. */
  @Override
  public String toString() {
    if (dependent.isEmpty()) {
      return "all "
          + customers
          + " customers with a repeat purchase buy equally often: spend"
          + " cannot depend on frequency";
    }
    double kappa = dependent.get().model().kappa();
    return String.format(
        Locale.ROOT,
        "%s: elasticity %.3f, correlation %.2f behind the noise (%.2f in the raw figures, %d"
            + " customers; p %.2g by moments, %.2g by likelihood, %.2g by ranks)",
        !isDependent
            ? "spend does not depend on frequency by more than chance"
            : kappa > 0
                ? "customers who buy more often spend more each time"
                : "customers who buy more often spend less each time",
        kappa,
        correlation,
        pearson,
        customers,
        momentP,
        likelihoodP,
        rankP);
  }
}
