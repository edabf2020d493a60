// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.math.random.RandomSource;
import java.nio.ByteBuffer;
import java.util.Arrays;

/*
 * 1. Each customer's typicality is ranked among those of the reference and of all before it in the
 *    window, ties by chance. While nothing changes such ranks are independent and uniform, exactly
 *    and whatever the distribution (conformal p-values: Vovk, Gammerman and Shafer, 2005).
 * 2. A bet on small p, kappa p^(kappa - 1), then has mean 1. Shiryaev-Roberts sums them from every
 *    possible start of a change: R = (R + 1) bet, and R - n is a martingale. So R exceeds c anywhere
 *    in n customers with a chance of n / c at most (Doob). Source: Volkhonskiy, Burnaev, Nouretdinov,
 *    Gammerman and Vovk, "Inductive conformal martingales for change-point detection" (2017);
 *    Shin, Ramdas and Rinaldo, "E-detectors" (2024).
 * 3. The mean of several R has the same bound: one that bets on few far-off customers, one on many
 *    that are a little farther, one on nearer ones.
 */
/** Whether customers are as far from the mean of their segment as those fitted on. */
final class DistanceWatch {

  private static final double[] KAPPA = {0.6, 0.9, 0.9};
  private static final boolean[] FAR = {true, true, false};

  private final double[] reference;
  private final double threshold;
  private final RandomSource random;
  private final double[] bins;
  private final double[] sums = new double[KAPPA.length];
  private double total;
  private long drawn;

  DistanceWatch(DriftReference reference, DriftConfig config, RandomSource random) {
    this.reference = reference.bins();
    this.random = random.derive("ties");
    threshold = config.run() / config.ofDistances();
    bins = new double[DriftReference.BINS];
    restart();
  }

  /** A new window. */
  void restart() {
    System.arraycopy(reference, 0, bins, 0, bins.length);
    total = 0;
    for (double bin : bins) {
      total += bin;
    }
    Arrays.fill(sums, 0);
  }

  /** Counts a customer; true if they differ. */
  boolean add(double typicality) {
    int bin = DriftReference.bin(typicality);
    double farther = 0;
    for (int b = bin + 1; b < bins.length; b++) {
      farther += bins[b];
    }
    double tie = random.stream(drawn++).nextOpenDouble();
    double p = (farther + tie * (bins[bin] + 1)) / (total + 1);
    bins[bin]++;
    total++;
    for (int i = 0; i < sums.length; i++) {
      double rank = FAR[i] ? p : Math.max(1 - p, 1e-16);
      sums[i] = (sums[i] + 1) * KAPPA[i] * StrictMath.pow(rank, KAPPA[i] - 1);
    }
    return sum() >= threshold;
  }

  private double sum() {
    double sum = 0;
    for (double each : sums) {
      sum += each / sums.length;
    }
    return sum;
  }

  /** The bound on the chance of what was seen, among so many customers. */
  double chance(int customers) {
    return Math.min(1, customers / sum());
  }

  int size() {
    return 8 * (sums.length + 2 + bins.length);
  }

  void write(ByteBuffer buffer) {
    buffer.putLong(drawn).putDouble(total);
    for (double sum : sums) {
      buffer.putDouble(sum);
    }
    for (double bin : bins) {
      buffer.putDouble(bin);
    }
  }

  void read(ByteBuffer buffer) {
    drawn = buffer.getLong();
    total = buffer.getDouble();
    for (int i = 0; i < sums.length; i++) {
      sums[i] = buffer.getDouble();
    }
    for (int i = 0; i < bins.length; i++) {
      bins[i] = buffer.getDouble();
    }
  }
}
