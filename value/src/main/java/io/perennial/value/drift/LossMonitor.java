// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.drift;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.random.Sample;
import java.util.Arrays;
import java.util.Locale;

/**
 * Watches how large a model's losses are (CRPS, absolute errors), run after run, with a stated
 * chance that it ever alarms while they come from one distribution, whatever that is: a conformal
 * test martingale. Each loss is ranked among all before it, and {@link BettingMartingale} bets that
 * ranks are not uniform. No window, no reference sample, and no correction for looking often.
 * Source: Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World (2nd edition, 2022),
 * chapter 8.
 *
 * <p>Within a run customers are taken in a random order. What all customers of a run share, as a
 * season, is a change to it: give it losses of comparable runs. Mutable; for one thread; the same
 * runs in the same order give the same bits.
 */
public final class LossMonitor {

  private final double falseAlarms;
  private final int perRun;
  private final RandomSource source;
  private final BettingMartingale capital = new BettingMartingale();
  private double[] sorted = new double[0];
  private int runs;
  private int alarmedIn = -1;

  /**
   * @param falseAlarms the chance that it ever alarms while nothing changes, as 0.01
   * @param perRun customers that are taken of a run at most, those being drawn by lot, as 2,000
   * @param seed of the order, and of ranks among equal losses
   */
  public LossMonitor(double falseAlarms, int perRun, long seed) {
    if (!(falseAlarms > 0 && falseAlarms < 1) || perRun < 1) {
      throw new IllegalArgumentException(
          "Invalid rate of false alarms or customers of a run: "
              + falseAlarms
              + ", "
              + perRun
              + " (must be within (0, 1), >= 1)");
    }
    this.falseAlarms = falseAlarms;
    this.perRun = perRun;
    this.source = RandomSource.seeded(seed).derive("loss monitor");
  }

  /**
   * Takes the losses of one run, double[n], finite. O(k log k) in all losses taken so far.
   *
   * @return whether it has alarmed, now or before
   */
  public boolean take(double[] losses) {
    RandomStream random = source.stream(runs);
    int[] chosen = Sample.of(losses.length, perRun, random);
    for (int i = chosen.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = chosen[i];
      chosen[i] = chosen[other];
      chosen[other] = kept;
    }
    double[] taken = Arrays.stream(chosen).mapToDouble(i -> losses[i] + 0.0).toArray();
    for (int i = 0; i < taken.length; i++) {
      if (!Double.isFinite(taken[i])) {
        throw new IllegalArgumentException(
            "Row " + chosen[i] + ": Invalid loss: " + taken[i] + " (must be finite)");
      }
    }
    double[] all = Arrays.copyOf(sorted, sorted.length + taken.length);
    System.arraycopy(taken, 0, all, sorted.length, taken.length);
    double[] order = all.clone();
    Arrays.sort(order);
    Counts counts = new Counts(order);
    for (double loss : sorted) {
      counts.add(loss);
    }
    capital.startRun();
    for (double loss : taken) {
      counts.add(loss);
      int n = counts.size();
      int equal = counts.equal(loss);
      // the share of losses at least as small, ties spread by chance: large for a large loss
      capital.take((counts.below(loss) + equal * random.nextOpenDouble()) / n);
      if (alarmedIn < 0 && capital.logCapital() >= -Math.log(falseAlarms)) {
        alarmedIn = runs;
      }
    }
    sorted = order;
    runs++;
    return hasAlarmed();
  }

  /** Whether it has alarmed. */
  public boolean hasAlarmed() {
    return alarmedIn >= 0;
  }

  /** Evidence against «nothing has changed»: the capital now, as a power of ten. */
  public double evidence() {
    return capital.logCapital() / Math.log(10);
  }

  /** In a sentence. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s after %d runs and %,d losses: the evidence was 10^%.1f at its highest, and reaches"
            + " 10^%.1f with a chance of at most %.3g while nothing changes",
        hasAlarmed() ? "losses have changed (run " + (alarmedIn + 1) + ")" : "no change",
        runs,
        sorted.length,
        capital.highest() / Math.log(10),
        -Math.log10(falseAlarms),
        falseAlarms);
  }

  /** How many of the numbers taken so far are below another: Fenwick's tree (1994). */
  private static final class Counts {
    private final double[] values;
    private final int[] tree;
    private int size;

    Counts(double[] sorted) {
      this.values = Arrays.stream(sorted).distinct().toArray();
      this.tree = new int[values.length + 1];
    }

    int size() {
      return size;
    }

    void add(double value) {
      size++;
      for (int i = Arrays.binarySearch(values, value) + 1; i < tree.length; i += i & -i) {
        tree[i]++;
      }
    }

    int below(double value) {
      return upTo(Arrays.binarySearch(values, value));
    }

    int equal(double value) {
      int at = Arrays.binarySearch(values, value);
      return upTo(at + 1) - upTo(at);
    }

    private int upTo(int place) {
      int sum = 0;
      for (int i = place; i > 0; i -= i & -i) {
        sum += tree[i];
      }
      return sum;
    }
  }
}
