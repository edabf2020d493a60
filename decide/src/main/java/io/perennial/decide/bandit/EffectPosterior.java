// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import io.perennial.decide.allocate.Offers;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;

/**
 * What is known of each action's effect on each customer: the outcome is a linear function of the
 * features, the same whatever is done, plus another one for the action, plus normal noise. All
 * coefficients have normal priors, and so normal posteriors; the noise's variance is inverse gamma.
 * What customers would have spent anyway is thus told from what the action does, though no customer
 * shows both. Immutable.
 *
 * <p>The precision of all coefficients has the shape of an arrow: solved by one factor for each
 * action and one of what is left for the baseline. O(actions k³) once, O(actions k²) a draw.
 *
 * <p>Source: the normal and inverse gamma conjugate, Gelman et al., "Bayesian Data Analysis"
 * (2013), chapter 14; as a bandit, Agrawal and Goyal, "Thompson sampling for contextual bandits
 * with linear payoffs" (2013).
 */
public final class EffectPosterior {

  private static final int TURNS = 12;

  private final Factor[] ofAction;
  private final Factor ofBaseline;
  private final double[][] products;
  private final double[] baseline;
  private final double[] ridges;
  private final double shape;
  private final double rate;

  private EffectPosterior(
      Factor[] ofAction,
      Factor ofBaseline,
      double[][] products,
      double[] baseline,
      double[] ridges,
      double shape,
      double rate) {
    this.ofAction = ofAction;
    this.ofBaseline = ofBaseline;
    this.products = products;
    this.baseline = baseline;
    this.ridges = ridges;
    this.shape = shape;
    this.rate = rate;
  }

  /** What the log tells, with what was thought before. */
  public static EffectPosterior of(EffectLog log, EffectPrior prior) {
    double[] ridges = new double[log.actions()];
    Arrays.fill(ridges, square(prior.noise() / prior.effect()));
    return of(log, prior, ridges);
  }

  /**
   * As {@link #of}, where how big an action's effects are is itself told by the log: the guess
   * counts as {@code weight} coefficients more. Source: expectation and maximisation for the
   * precision of a prior, Bishop, "Pattern Recognition and Machine Learning" (2006), section 9.3.4.
   */
  public static EffectPosterior adapted(EffectLog log, EffectPrior prior, double weight) {
    if (!(weight > 0)) {
      throw new IllegalArgumentException("Invalid weight: " + weight + " (must be > 0)");
    }
    EffectPosterior posterior = of(log, prior);
    for (int turn = 0; turn < TURNS; turn++) {
      double variance = square(posterior.noiseDeviation());
      double[] ridges = new double[log.actions()];
      for (int a = 0; a < ridges.length; a++) {
        double[] effect = posterior.effect(a);
        double sizes = dot(effect, effect) + variance * posterior.ofAction[a].traceOfInverse();
        double size = (sizes + weight * square(prior.effect())) / (effect.length + weight);
        ridges[a] = variance / size;
      }
      posterior = of(log, prior, ridges);
    }
    return posterior;
  }

  private static EffectPosterior of(EffectLog log, EffectPrior prior, double[] ridges) {
    int k = log.width();
    double[][] precision = new double[k][k];
    log.addTo(precision, Offers.NOTHING);
    double[] right = log.products(Offers.NOTHING);
    double[] all = right.clone();
    double squares = log.squares(Offers.NOTHING);
    double count = log.count(Offers.NOTHING);
    addToDiagonal(precision, square(prior.noise() / prior.baseline()));
    Factor[] ofAction = new Factor[log.actions()];
    double[][] products = new double[log.actions()][];
    for (int a = 0; a < log.actions(); a++) {
      double[][] own = new double[k][k];
      log.addTo(own, a);
      addToDiagonal(own, ridges[a]);
      ofAction[a] = Factor.of(own);
      products[a] = log.products(a);
      add(right, ofAction[a].solve(products[a]), ridges[a]);
      addLeft(precision, ofAction[a], ridges[a]);
      add(all, products[a], 1);
      squares += log.squares(a);
      count += log.count(a);
    }
    Factor ofBaseline = Factor.of(precision);
    double[] baseline = ofBaseline.solve(right);
    double explained = dot(all, baseline);
    for (int a = 0; a < ofAction.length; a++) {
      explained += dot(products[a], effect(ofAction[a], products[a], baseline, ridges[a]));
    }
    double guess = prior.weight() * square(prior.noise());
    double rate = 0.5 * (guess + Math.max(0, squares - explained));
    double shape = 0.5 * (prior.weight() + count);
    return new EffectPosterior(ofAction, ofBaseline, products, baseline, ridges, shape, rate);
  }

  /** What an action's own coefficients leave of its rows for the baseline: r I - r² inverse. */
  private static void addLeft(double[][] precision, Factor own, double ridge) {
    int k = precision.length;
    for (int j = 0; j < k; j++) {
      double[] unit = new double[k];
      unit[j] = 1;
      double[] column = own.solve(unit);
      precision[j][j] += ridge;
      for (int i = 0; i < k; i++) {
        precision[i][j] -= ridge * ridge * column[i];
      }
    }
  }

  private static double[] effect(Factor own, double[] products, double[] baseline, double ridge) {
    double[] right = products.clone();
    add(right, baseline, ridge);
    double[] effect = own.solve(right);
    add(effect, baseline, -1);
    return effect;
  }

  private double[] effect(int action) {
    return effect(ofAction[action], products[action], baseline, ridges[action]);
  }

  /** The effects expected. */
  public Effects mean() {
    double[][] effects = new double[ofAction.length][];
    for (int a = 0; a < effects.length; a++) {
      effects[a] = effect(a);
    }
    return new Effects(effects);
  }

  /**
   * Effects as they may be, drawn from the posterior.
   *
   * @param spread by which all deviations are multiplied: 1 for the posterior, less for draws
   *     nearer to what is expected, > 0
   */
  public Effects draw(RandomStream random, double spread) {
    double deviation = spread * StrictMath.sqrt(rate / Gamma.standard(random, shape));
    double[] drawn = baseline.clone();
    add(drawn, ofBaseline.backward(noise(random, drawn.length)), deviation);
    double[][] effects = new double[ofAction.length][];
    for (int a = 0; a < effects.length; a++) {
      effects[a] = effect(ofAction[a], products[a], drawn, ridges[a]);
      add(effects[a], ofAction[a].backward(noise(random, drawn.length)), deviation);
    }
    return new Effects(effects);
  }

  /** The deviation of what is known of the action's effect on a customer with these features. */
  public double deviation(double[] features, int action) {
    double[] solved = ofAction[action].solve(features);
    double[] left = features.clone();
    add(left, solved, -ridges[action]);
    double own = dot(features, solved);
    double shared = dot(left, ofBaseline.solve(left));
    return noiseDeviation() * Math.sqrt(Math.max(0, own + shared));
  }

  /** The deviation of outcomes about what is expected, as it is now thought. */
  public double noiseDeviation() {
    return Math.sqrt(rate / shape);
  }

  /** What a customer with these features is expected to bring when nothing is done. */
  public double baseline(double[] features) {
    return dot(baseline, features);
  }

  private static double[] noise(RandomStream random, int k) {
    double[] noise = new double[k];
    Arrays.setAll(noise, i -> Normal.standard(random));
    return noise;
  }

  private static void addToDiagonal(double[][] matrix, double what) {
    for (int i = 0; i < matrix.length; i++) {
      matrix[i][i] += what;
    }
  }

  private static void add(double[] to, double[] what, double by) {
    for (int i = 0; i < to.length; i++) {
      to[i] += by * what[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double square(double x) {
    return x * x;
  }
}
