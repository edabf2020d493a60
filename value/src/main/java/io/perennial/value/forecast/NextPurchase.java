// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.forecast;

import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.quadrature.GaussLegendre;
import io.perennial.math.special.BetaFunctions;
import io.perennial.value.Discounting;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.bgnbd.BetaGeometricModel;
import io.perennial.value.nbd.NbdModel;
import io.perennial.value.paretonbd.ParetoNbdModel;
import java.util.OptionalDouble;

/**
 * When a customer buys next, and whether ever, as a model of repeat buying has it: exact, by no
 * simulation. Immutable.
 *
 * <pre>
 *   Pareto/NBD       P(next within t | alive) = integral from 0 to t of
 *                      a/(A+u) (A/(A+u))^a (B/(B+u))^s du,   a = r+x, A = alpha+T, B = beta+T
 *   (M)BG/CNBD-k     sum over j of P(j steps are done) I(t/(A+t); k-j, r+kx+j),   A = alpha+T
 *   NBD              1 - (A/(A+t))^a
 * </pre>
 *
 * with I the regularised incomplete beta function. Under Pareto/NBD a customer who is there now may
 * leave before the next purchase; under the others there is a next purchase.
 */
public final class NextPurchase {

  private static final GaussLegendre RULE = GaussLegendre.of(12);
  private static final double NEGLIGIBLE = 45;
  private static final int MOST_PARTS = 4_000;
  private static final double WIDEST = 1;

  /** P(next purchase within t weeks | alive): rises from 0. */
  private interface Law {
    double within(double weeks);
  }

  private final double alive;
  private final Law law;

  private NextPurchase(double alive, Law law) {
    this.alive = alive;
    this.law = law;
  }

  /**
   * That of one customer.
   *
   * @throws IllegalArgumentException for a model whose law is not known here
   */
  public static NextPurchase of(PurchaseModel model, PurchaseHistory history) {
    double alive = model.probabilityAlive(history);
    if (model instanceof ParetoNbdModel pareto) {
      Law law = law(pareto, history);
      return new NextPurchase(alive, law);
    }
    if (model instanceof BetaGeometricModel geometric) {
      return new NextPurchase(alive, law(geometric, history));
    }
    if (model instanceof NbdModel nbd) {
      double shape = nbd.r() + history.repeats();
      double scale = nbd.alpha() + history.ageWeeks();
      return new NextPurchase(1, t -> -Math.expm1(-shape * log1p(t / scale)));
    }
    throw new IllegalArgumentException(
        "Unsupported model: "
            + model.getClass().getSimpleName()
            + " (must be of the Pareto/NBD, beta-geometric or NBD family)");
  }

  private static Law law(ParetoNbdModel model, PurchaseHistory history) {
    double shape = model.r() + history.repeats();
    double scale = model.alpha() + history.ageWeeks();
    double leaving = model.beta() + history.ageWeeks();
    double s = model.s();
    double ratio = scale / leaving;
    return weeks -> {
      // over y = log((A+u)/A), in which everything falls like an exponential
      double end = Math.min(log1p(weeks / scale), NEGLIGIBLE / shape);
      double width = Math.max(Math.min(WIDEST, 2 / shape), end / MOST_PARTS);
      double sum = 0;
      for (double from = 0; from < end; from += width) {
        double part = Math.min(width, end - from);
        for (int i = 0; i < RULE.size(); i++) {
          double y = from + part * RULE.node(i);
          double stays = y > 700 ? 0 : Math.exp(-s * log1p(ratio * Math.expm1(y)));
          sum += RULE.weight(i) * part * shape * Math.exp(-shape * y) * stays;
        }
        if (Math.exp(-shape * from) * Math.exp(-s * log1p(ratio * Math.expm1(Math.min(700, from))))
            < 1e-17) {
          break;
        }
      }
      return Math.min(1, sum);
    };
  }

  private static Law law(BetaGeometricModel model, PurchaseHistory history) {
    int k = model.regularity();
    double shape = model.r() + k * (double) history.repeats();
    double scale = model.alpha() + history.ageWeeks();
    double share = history.silenceWeeks() / scale;
    double[] weight = new double[k];
    double next = 1;
    double total = 0;
    for (int j = 0; j < k; j++) {
      weight[j] = next;
      total += next;
      next *= (shape + j) / (j + 1) * share;
    }
    double all = total;
    return weeks -> {
      double reach = weeks / (scale + weeks);
      if (!(reach < 1)) {
        return 1;
      }
      double sum = 0;
      for (int j = 0; j < k; j++) {
        sum += weight[j] / all * BetaFunctions.regularized(k - j, shape + j, reach);
      }
      return Math.min(1, sum);
    };
  }

  /** The chance that the customer has not left yet. */
  public double probabilityAlive() {
    return alive;
  }

  /** The chance of a purchase in the next {@code weeks}, >= 0. */
  public double probabilityWithin(double weeks) {
    Discounting.checkHorizon(weeks);
    return alive * law.within(weeks);
  }

  /** The chance of none in the next {@code weeks}: what is called churn where no one cancels. */
  public double probabilityOfNone(double weeks) {
    return 1 - probabilityWithin(weeks);
  }

  /** The chance that the customer ever buys again. */
  public double probabilityEver() {
    return alive * ever();
  }

  /**
   * The weeks within which the share {@code level} of such customers who have not left buys next;
   * empty where more than the others leave before they buy.
   *
   * @param level above 0 and below 1; .5 for the median
   */
  public OptionalDouble weeksIfAlive(double level) {
    check(level);
    double ever = ever();
    return level >= ever * (1 - 1e-12) ? OptionalDouble.empty() : OptionalDouble.of(weeks(level));
  }

  /**
   * The weeks within which the share {@code level} buys next of those who ever do.
   *
   * @param level above 0 and below 1; .5 for the median
   */
  public double weeksIfBack(double level) {
    check(level);
    return weeks(level * ever());
  }

  /** The chance that somebody who has not left ever buys again. */
  private double ever() {
    return law.within(Double.POSITIVE_INFINITY);
  }

  private static void check(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid level: " + level + " (must be above 0 and below 1)");
    }
  }

  /** The first time that the law reaches the share, by halving; at most 1e9 weeks. */
  private double weeks(double share) {
    double low = 0;
    double high = 1;
    while (law.within(high) < share && high < 1e9) {
      low = high;
      high *= 2;
    }
    for (int step = 0; step < 100 && high - low > 1e-10 * high; step++) {
      double middle = (low + high) / 2;
      if (law.within(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
