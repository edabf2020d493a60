// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well scores put the customers of an experiment of two arms in the order of their effects: the
 * measures of scikit-uplift 0.5.1, number by number.
 *
 * <p>Equal scores are one step of a curve, so that no curve depends on the order of the rows. What
 * takes a part of the customers ({@link #upliftAt}, {@link #byPercentile}) takes equal scores from
 * the last row to the first, as scikit-uplift does. Immutable; O(n log n) to make.
 *
 * <p>Source: Radcliffe, "Using control groups to target on predicted lift" (2007); Devriendt, Guns
 * and Verbeke, "Learning to rank for uplift modeling" (2020).
 */
public final class EffectRanking {

  /** From whom the best k are taken. */
  public enum Strategy {
    /** From all together. */
    OVERALL,
    /** From the treated and from the control, each by themselves. */
    BY_GROUP
  }

  private final double[] outcome;
  private final boolean[] treated;
  private final double[] score;
  private final boolean binary;

  /** In the order of the scores. */
  private EffectRanking(double[] outcome, boolean[] treated, double[] score) {
    this.outcome = outcome;
    this.treated = treated;
    this.score = score;
    this.binary = Arrays.stream(outcome).allMatch(y -> y == 0 || y == 1);
  }

  /**
   * The ranking of an experiment's customers.
   *
   * @param experiment of two arms
   * @param score the higher, the sooner; double[n], none NaN
   */
  public static EffectRanking of(Experiment experiment, double[] score) {
    if (experiment.arms().size() != 2) {
      throw new IllegalArgumentException(
          "Cannot rank effects: there are %d arms (must be two; see Experiment.against)"
              .formatted(experiment.arms().size()));
    }
    boolean[] treated = new boolean[experiment.rows()];
    for (int i = 0; i < treated.length; i++) {
      treated[i] = experiment.arm(i) == 1;
    }
    return of(experiment.outcomes(), treated, score);
  }

  /**
   * The ranking of rows.
   *
   * @param outcome double[n], finite
   * @param treated boolean[n], some of each
   * @param score double[n], none NaN
   */
  public static EffectRanking of(double[] outcome, boolean[] treated, double[] score) {
    int n = outcome.length;
    if (treated.length != n || score.length != n) {
      throw new IllegalArgumentException(
          "Invalid ranking: %d outcomes, %d arms, %d scores (must be as many of each)"
              .formatted(n, treated.length, score.length));
    }
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(score[i]) || !Double.isFinite(outcome[i])) {
        throw new IllegalArgumentException(
            "Row %d: Invalid ranking: outcome %s, score %s (must be finite)"
                .formatted(i, outcome[i], score[i]));
      }
      count += treated[i] ? 1 : 0;
    }
    if (count == 0 || count == n) {
      throw new IllegalArgumentException(
          "Cannot rank effects: %d of %d are treated (must be some of each)".formatted(count, n));
    }
    return sorted(outcome, treated, score);
  }

  private static EffectRanking sorted(double[] outcome, boolean[] treated, double[] score) {
    int n = outcome.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> -(score[i] + 0.0))
                    .thenComparing(Comparator.reverseOrder()))
            .mapToInt(i -> i)
            .toArray();
    double[] y = new double[n];
    boolean[] t = new boolean[n];
    double[] s = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = outcome[order[i]];
      t[i] = treated[order[i]];
      s[i] = score[order[i]];
    }
    return new EffectRanking(y, t, s);
  }

  /**
   * A curve's point.
   *
   * @param customers that the action is taken for, the best first
   * @param gain what it brings, in outcomes
   */
  public record Point(int customers, double gain) {}

  /** The outcomes that treating the best brings, for all counts: {@code sklift.uplift_curve}. */
  public List<Point> upliftCurve() {
    return curve(false);
  }

  /** The same in treated customers of this experiment: {@code sklift.qini_curve}. */
  public List<Point> qiniCurve() {
    return curve(true);
  }

  private List<Point> curve(boolean qini) {
    List<Point> points = new ArrayList<>();
    points.add(new Point(0, 0));
    double treatedSum = 0;
    double controlSum = 0;
    int treatedCount = 0;
    for (int i = 0; i < score.length; i++) {
      if (treated[i]) {
        treatedSum += outcome[i];
        treatedCount++;
      } else {
        controlSum += outcome[i];
      }
      if (i + 1 == score.length || score[i + 1] != score[i]) {
        int controlCount = i + 1 - treatedCount;
        double gain =
            qini
                ? treatedSum - (controlCount == 0 ? 0 : controlSum * treatedCount / controlCount)
                : ((treatedCount == 0 ? 0 : treatedSum / treatedCount)
                        - (controlCount == 0 ? 0 : controlSum / controlCount))
                    * (i + 1);
        points.add(new Point(i + 1, gain));
      }
    }
    return points;
  }

  /**
   * The area between the qini curve and the line of a random order, divided by that of the perfect
   * order: {@code sklift.qini_auc_score}. 0 for a random order, 1 for one that knows who would
   * respond in which arm, below 0 for one that is worse than chance. Outcomes of money are taken as
   * they are; the perfect order is then that of the outcome, negative for the control. 0 where no
   * order is better than another.
   */
  public double qini() {
    double[] perfect = new double[outcome.length];
    for (int i = 0; i < perfect.length; i++) {
      perfect[i] = treated[i] ? outcome[i] : -outcome[i];
    }
    return ratio(areaAbove(true), sorted(outcome, treated, perfect).areaAbove(true));
  }

  /**
   * The same where the perfect curve rises to the whole effect at once and stays: {@code
   * sklift.qini_auc_score(negative_effect=False)}, which has no customers who are put off.
   */
  public double qiniWithoutNegativeEffects() {
    List<Point> points = qiniCurve();
    double whole = points.get(points.size() - 1).gain();
    double n = outcome.length;
    double perfect = whole * whole / 2 + whole * (n - whole) - whole * n / 2;
    return ratio(areaAbove(true), perfect);
  }

  /**
   * The area between the uplift curve and the line of a random order, divided by that of the
   * perfect order: {@code sklift.uplift_auc_score}.
   *
   * @throws IllegalArgumentException if outcomes are not 0 and 1, for which alone a perfect order
   *     is known
   */
  public double upliftArea() {
    if (!binary) {
      throw new IllegalArgumentException(
          "Cannot take the normalised area under the uplift curve: outcomes are not 0 and 1 (take"
              + " the qini coefficient, or CumulativeGain)");
    }
    int controlYes = 0;
    int treatedNo = 0;
    for (int i = 0; i < outcome.length; i++) {
      controlYes += !treated[i] && outcome[i] == 1 ? 1 : 0;
      treatedNo += treated[i] && outcome[i] == 0 ? 1 : 0;
    }
    double[] perfect = new double[outcome.length];
    for (int i = 0; i < perfect.length; i++) {
      double arm = treated[i] ? 1 : 0;
      perfect[i] = (outcome[i] == arm ? 2 : 0) + (controlYes > treatedNo ? outcome[i] : arm);
    }
    return ratio(areaAbove(false), sorted(outcome, treated, perfect).areaAbove(false));
  }

  private double areaAbove(boolean qini) {
    List<Point> points = curve(qini);
    Point last = points.get(points.size() - 1);
    return area(points) - last.gain() * last.customers() / 2;
  }

  private static double area(List<Point> points) {
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      area += (to.customers() - from.customers()) * (to.gain() + from.gain()) / 2;
    }
    return area;
  }

  private static double ratio(double area, double perfect) {
    return Math.abs(perfect) > 1e-300 ? area / perfect : 0;
  }

  /**
   * The difference of the arms' means among the best: {@code sklift.uplift_at_k}. A count that is
   * not whole is cut.
   *
   * @param share of the customers, within (0, 1)
   * @throws IllegalArgumentException if there is not one of each arm among them
   */
  public double upliftAt(double share, Strategy strategy) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "Invalid share: " + share + " (must be above 0 and below 1)");
    }
    int count = (int) Arrays.stream(outcomesOf(true, 0, outcome.length)).count();
    int n = outcome.length;
    double[] with;
    double[] without;
    if (strategy == Strategy.OVERALL) {
      with = outcomesOf(true, 0, (int) (n * share));
      without = outcomesOf(false, 0, (int) (n * share));
    } else {
      with = Arrays.copyOf(outcomesOf(true, 0, n), (int) (count * share));
      without = Arrays.copyOf(outcomesOf(false, 0, n), (int) ((n - count) * share));
    }
    if (with.length == 0 || without.length == 0) {
      throw new IllegalArgumentException(
          "Cannot compare the best %s: %d treated, %d of the control (must be one of each)"
              .formatted(share, with.length, without.length));
    }
    return mean(with) - mean(without);
  }

  /** The outcomes of one arm among the places {@code from} to {@code to}, in their order. */
  private double[] outcomesOf(boolean ofTreated, int from, int to) {
    return IntStream.range(from, to)
        .filter(i -> treated[i] == ofTreated)
        .mapToDouble(i -> outcome[i])
        .toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /**
   * One of the equal parts that customers are cut into by their scores. A mean of nobody is 0.
   *
   * @param treated how many of them are
   * @param control how many are not
   * @param treatedMean outcome of the treated
   * @param controlMean outcome of the control
   * @param deviation of the difference, of outcomes of 0 and 1
   */
  public record Bin(
      int treated, int control, double treatedMean, double controlMean, double deviation) {

    /** The difference of the means. */
    public double uplift() {
      return treatedMean - controlMean;
    }
  }

  /**
   * The parts from the best to the worst: {@code sklift.uplift_by_percentile}. Where the number of
   * customers is no multiple, the first parts have one more.
   *
   * @param bins how many, from 1 to n - 1
   */
  public List<Bin> byPercentile(int bins, Strategy strategy) {
    if (bins < 1 || bins >= outcome.length) {
      throw new IllegalArgumentException(
          "Invalid bins: " + bins + " (must be within [1, " + (outcome.length - 1) + "])");
    }
    double[] with = outcomesOf(true, 0, outcome.length);
    double[] without = outcomesOf(false, 0, outcome.length);
    List<Bin> parts = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      parts.add(
          strategy == Strategy.OVERALL
              ? bin(
                  outcomesOf(true, start(b, bins, outcome), start(b + 1, bins, outcome)),
                  outcomesOf(false, start(b, bins, outcome), start(b + 1, bins, outcome)))
              : bin(
                  Arrays.copyOfRange(with, start(b, bins, with), start(b + 1, bins, with)),
                  Arrays.copyOfRange(
                      without, start(b, bins, without), start(b + 1, bins, without))));
    }
    return parts;
  }

  private static int start(int part, int parts, double[] all) {
    return part * (all.length / parts) + Math.min(part, all.length % parts);
  }

  private static Bin bin(double[] with, double[] without) {
    double p = with.length == 0 ? 0 : mean(with);
    double q = without.length == 0 ? 0 : mean(without);
    double variance =
        p * (1 - p) / Math.max(1, with.length) + q * (1 - q) / Math.max(1, without.length);
    return new Bin(with.length, without.length, p, q, Math.sqrt(Math.max(0, variance)));
  }

  /** The mean uplift of the parts, by their treated: {@code sklift.weighted_average_uplift}. */
  public double weightedAverageUplift(int bins, Strategy strategy) {
    double sum = 0;
    double weight = 0;
    for (Bin bin : byPercentile(bins, strategy)) {
      sum += bin.treated() * bin.uplift();
      weight += bin.treated();
    }
    return sum / weight;
  }
}
