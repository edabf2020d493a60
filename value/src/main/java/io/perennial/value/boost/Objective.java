// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.special.Logarithms;
import io.perennial.math.summary.Quantiles;
import java.util.Arrays;
import java.util.Locale;

/**
 * What boosted trees are to be good at, and what their margin means. Immutable.
 *
 * <p>Times of survival are given as labels with a sign: a negative one is censored, which is that
 * nothing had happened by its absolute value.
 */
public final class Objective {

  private enum Kind {
    SQUARED_ERROR,
    LOGISTIC,
    QUANTILES,
    GAMMA,
    TWEEDIE,
    POISSON,
    COX,
    ACCELERATED_FAILURE
  }

  private final Kind kind;
  private final double[] settings;

  private Objective(Kind kind, double... settings) {
    this.kind = kind;
    this.settings = settings;
  }

  /** The mean of any number, by squared error. */
  public static Objective squaredError() {
    return new Objective(Kind.SQUARED_ERROR);
  }

  /** The probability of a label of 1, by log loss; labels are 0 or 1. */
  public static Objective logistic() {
    return new Objective(Kind.LOGISTIC);
  }

  /**
   * Several quantiles, each an output, by pinball loss.
   *
   * @param levels ascending, within (0, 1)
   */
  public static Objective quantiles(double... levels) {
    for (int k = 0; k < levels.length; k++) {
      if (!(levels[k] > 0 && levels[k] < 1) || (k > 0 && levels[k] <= levels[k - 1])) {
        throw new IllegalArgumentException(
            "Invalid levels: "
                + Arrays.toString(levels)
                + " (must be ascending and within 0 and 1)");
      }
    }
    if (levels.length == 0) {
      throw new IllegalArgumentException("Invalid levels: none (must be at least one)");
    }
    return new Objective(Kind.QUANTILES, levels.clone());
  }

  /** The mean of a number > 0, by gamma deviance: what counts is the relative error. */
  public static Objective gamma() {
    return new Objective(Kind.GAMMA);
  }

  /**
   * The mean of a number >= 0 that is often 0, by Tweedie deviance.
   *
   * @param power of the mean that the variance grows with, within (1, 2)
   */
  public static Objective tweedie(double power) {
    if (!(power > 1 && power < 2)) {
      throw new IllegalArgumentException("Invalid power: " + power + " (must be within 1 and 2)");
    }
    return new Objective(Kind.TWEEDIE, power);
  }

  /** The mean of a count, by Poisson deviance. */
  public static Objective poisson() {
    return new Objective(Kind.POISSON);
  }

  /**
   * The hazard relative to that of others, by Cox's partial likelihood; the answer is the ratio to
   * the hazard of a row with margin 0.
   */
  public static Objective cox() {
    return new Objective(Kind.COX);
  }

  /**
   * The median time, by the likelihood of a log-logistic time whose logarithm has the given scale.
   *
   * @param scale > 0; 1 / shape
   */
  public static Objective acceleratedFailure(double scale) {
    if (!(scale > 0 && scale <= 100)) {
      throw new IllegalArgumentException("Invalid scale: " + scale + " (must be within 0 and 100)");
    }
    return new Objective(Kind.ACCELERATED_FAILURE, scale);
  }

  /** How many margins a row has. */
  public int outputs() {
    return kind == Kind.QUANTILES ? settings.length : 1;
  }

  /** The objective of output {@code k} alone: trees of several are trained one after the other. */
  Objective single(int k) {
    return kind == Kind.QUANTILES ? new Objective(kind, settings[k]) : this;
  }

  /** The levels of quantiles; empty for another objective. */
  double[] levels() {
    return kind == Kind.QUANTILES ? settings.clone() : new double[0];
  }

  /** Whether the labels are 0 and 1. */
  boolean isBinary() {
    return kind == Kind.LOGISTIC;
  }

  /** Whether labels are times with a sign. */
  boolean isSurvival() {
    return kind == Kind.COX || kind == Kind.ACCELERATED_FAILURE;
  }

  /** Whether gradients are ours, since XGBoost4J has no way to give it the bounds of a label. */
  boolean hasOwnGradient() {
    return kind == Kind.ACCELERATED_FAILURE;
  }

  /** XGBoost's name of it. */
  String xgboostName() {
    return switch (kind) {
      case SQUARED_ERROR, ACCELERATED_FAILURE -> "reg:squarederror";
      case LOGISTIC -> "binary:logistic";
      case QUANTILES -> "reg:quantileerror";
      case GAMMA -> "reg:gamma";
      case TWEEDIE -> "reg:tweedie";
      case POISSON -> "count:poisson";
      case COX -> "survival:cox";
    };
  }

  /** XGBoost's name of the loss that tells when to stop. */
  String xgboostMetric() {
    return switch (kind) {
      case SQUARED_ERROR, ACCELERATED_FAILURE -> "rmse";
      case LOGISTIC -> "logloss";
      case QUANTILES -> "quantile";
      case GAMMA -> "gamma-deviance";
      case TWEEDIE -> "tweedie-nloglik@" + settings[0];
      case POISSON -> "poisson-nloglik";
      case COX -> "cox-nloglik";
    };
  }

  /** What XGBoost starts from so that a margin starts at 0. */
  String xgboostBaseScore() {
    return switch (kind) {
      case SQUARED_ERROR, ACCELERATED_FAILURE, QUANTILES -> "0";
      case LOGISTIC -> "0.5";
      case GAMMA, TWEEDIE, POISSON, COX -> "1";
    };
  }

  double setting() {
    return settings[0];
  }

  /** What a margin means. */
  double response(double margin) {
    return switch (kind) {
      case SQUARED_ERROR, QUANTILES -> margin;
      case LOGISTIC -> Logarithms.logistic(margin);
      case GAMMA, TWEEDIE, POISSON, COX, ACCELERATED_FAILURE ->
          Math.exp(Math.max(-700, Math.min(700, margin)));
    };
  }

  /**
   * @throws IllegalArgumentException if a label cannot be one; the message names its row
   */
  void check(double[] labels) {
    for (int i = 0; i < labels.length; i++) {
      double y = labels[i];
      boolean fine =
          switch (kind) {
            case SQUARED_ERROR, QUANTILES -> true;
            case LOGISTIC -> y == 0 || y == 1;
            case GAMMA -> y > 0;
            case TWEEDIE, POISSON -> y >= 0;
            case COX, ACCELERATED_FAILURE -> y != 0;
          };
      if (!fine || !(Math.abs(y) <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "Row " + i + ": Invalid label: " + y + " (must be " + wanted() + ")");
      }
    }
  }

  private String wanted() {
    return switch (kind) {
      case SQUARED_ERROR, QUANTILES -> "finite";
      case LOGISTIC -> "0 or 1";
      case GAMMA -> "> 0 and finite";
      case TWEEDIE, POISSON -> ">= 0 and finite";
      case COX, ACCELERATED_FAILURE -> "a time, negative where censored, not 0, finite";
    };
  }

  /** The margins that a row has before any tree: the best for all rows together. */
  double[] intercepts(double[] labels, double[] weights, double[] offsets) {
    double sum = 0;
    double weight = 0;
    double expected = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += weights[i] * labels[i];
      weight += weights[i];
      expected += weights[i] * (kind == Kind.SQUARED_ERROR ? offsets[i] : response(offsets[i]));
    }
    return switch (kind) {
      case SQUARED_ERROR -> new double[] {(sum - expected) / weight};
      case LOGISTIC -> new double[] {shift(sum, weight, weights, offsets)};
      case GAMMA -> new double[] {Math.log(meanRatio(labels, weights, offsets))};
      case TWEEDIE, POISSON -> new double[] {Math.log(Math.max(sum, 1e-9 * weight) / expected)};
      case QUANTILES -> quantiles(labels, offsets);
      case COX -> new double[] {0};
      case ACCELERATED_FAILURE -> new double[] {logRate(labels, weights, offsets)};
    };
  }

  private double[] quantiles(double[] labels, double[] offsets) {
    double[] rest = new double[labels.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = labels[i] - offsets[i];
    }
    Quantiles quantiles = Quantiles.of(rest);
    return Arrays.stream(settings).map(quantiles::at).toArray();
  }

  private static double meanRatio(double[] labels, double[] weights, double[] offsets) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += weights[i] * labels[i] * Math.exp(-offsets[i]);
      weight += weights[i];
    }
    return sum / weight;
  }

  /** By Newton: the sum of probabilities becomes that of labels, half a label being added. */
  private static double shift(double sum, double weight, double[] weights, double[] offsets) {
    double wanted = (sum + 0.5) / (weight + 1) * weight;
    double shift = 0;
    for (int turn = 0; turn < 50; turn++) {
      double value = 0;
      double slope = 0;
      for (int i = 0; i < offsets.length; i++) {
        double p = Logarithms.logistic(shift + offsets[i]);
        value += weights[i] * p;
        slope += weights[i] * p * (1 - p);
      }
      double step = (wanted - value) / Math.max(slope, 1e-9 * weight);
      shift += Math.max(-2, Math.min(2, step));
      if (Math.abs(step) < 1e-10) {
        break;
      }
    }
    return shift;
  }

  /** Time at risk per event, times the median of an exponential. */
  private static double logRate(double[] labels, double[] weights, double[] offsets) {
    double time = 0;
    double events = 0.5;
    for (int i = 0; i < labels.length; i++) {
      time += weights[i] * Math.abs(labels[i]) * Math.exp(-offsets[i]);
      events += labels[i] > 0 ? weights[i] : 0;
    }
    return Math.log(time / events * Math.log(2));
  }

  /**
   * First and second derivative of the negative log-likelihood by the margin, for a log-logistic
   * time: with z = (ln t - margin) / scale, an event has density l(z)(1 - l(z)) and a censored row
   * has 1 - l(z) left, l being the logistic function.
   */
  void gradient(double margin, double label, float[] first, float[] second, int i, double weight) {
    double scale = settings[0];
    double below = Logarithms.logistic((Math.log(Math.abs(label)) - margin) / scale);
    double slope = label > 0 ? 2 * below - 1 : below;
    double curve = below * (1 - below) * (label > 0 ? 2 : 1);
    first[i] = (float) (-weight * slope / scale);
    second[i] = (float) (weight * Math.max(curve / (scale * scale), 1e-6));
  }

  /** Whether the loss is a sum over rows. */
  boolean hasRowLoss() {
    return kind != Kind.COX;
  }

  /** The loss of one row, up to a term that no margin changes. */
  double loss(double margin, double label, int output) {
    return switch (kind) {
      case SQUARED_ERROR -> (label - margin) * (label - margin);
      case LOGISTIC -> label > 0 ? log1p(Math.exp(-margin)) : log1p(Math.exp(margin));
      case GAMMA -> margin + label * Math.exp(-margin);
      case TWEEDIE ->
          Math.exp((2 - settings[0]) * margin) / (2 - settings[0])
              - label * Math.exp((1 - settings[0]) * margin) / (1 - settings[0]);
      case POISSON -> Math.exp(margin) - label * margin;
      case QUANTILES -> pinball(label - margin, settings[output]);
      case COX -> 0;
      case ACCELERATED_FAILURE -> lossOfTime(margin, label);
    };
  }

  private double lossOfTime(double margin, double label) {
    double z = (Math.log(Math.abs(label)) - margin) / settings[0];
    double left = z > 0 ? -z - log1p(Math.exp(-z)) : -log1p(Math.exp(z));
    return label > 0 ? -(left + left + z) : -left;
  }

  static double pinball(double rest, double level) {
    return rest >= 0 ? level * rest : (level - 1) * rest;
  }

  /** A text that {@link #parse} reads. */
  String toText() {
    StringBuilder text = new StringBuilder(kind.name().toLowerCase(Locale.ROOT));
    text.append(' ').append(settings.length);
    for (double setting : settings) {
      text.append(' ').append(setting);
    }
    return text.toString();
  }

  static Objective parse(Words words) {
    String name = words.next();
    for (Kind kind : Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        double[] settings = new double[words.count()];
        for (int k = 0; k < settings.length; k++) {
          settings[k] = words.real();
        }
        return new Objective(kind, settings);
      }
    }
    throw new IllegalArgumentException("Unknown objective: " + name);
  }

  /** As people say it. */
  @Override
  public String toString() {
    return switch (kind) {
      case SQUARED_ERROR -> "squared error";
      case LOGISTIC -> "log loss";
      case QUANTILES -> settings.length + " quantiles by pinball loss";
      case GAMMA -> "gamma deviance";
      case TWEEDIE -> "Tweedie deviance of power " + settings[0];
      case POISSON -> "Poisson deviance";
      case COX -> "Cox partial likelihood";
      case ACCELERATED_FAILURE -> "log-logistic survival of scale " + settings[0];
    };
  }
}
