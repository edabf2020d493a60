// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.math.special.BetaFunctions;
import io.perennial.math.special.ErrorFunction;
import io.perennial.math.special.GammaFunctions;
import io.perennial.segment.assign.DriftAlarm.Shift;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/*
 * Two samples are compared, the window's customers and the reference's, so that the chance in both
 * counts. Shares: the G-test (Sokal and Rohlf, Biometry, 17) of segments with five customers
 * expected, and of each segment alone, and of those like nobody, the exact test of a share given the
 * sum. Means: Hotelling's T² of each segment with the reference's covariance (Anderson, An
 * Introduction to Multivariate Statistical Analysis, 5.3), and each feature alone, its normal
 * deviate mended by the skewness (Cornish and Fisher, 1938). Within a cause the smallest chance
 * counts, times the number of tests.
 */
/** Some customers, each once, compared with those that the model was fitted on. */
final class DriftWindow {

  /** Members of a segment on either side without whom its means are not compared. */
  private static final int ENOUGH = 30;

  private static final double EXPECTED = 5;
  private static final int TOLD = 3;
  private static final double TOLD_FROM = 3;

  private final DriftReference reference;
  private final int size;
  private final int k;
  private final int d;
  private final double[][] whitenings;
  private final Set<Long> customers = new HashSet<>();
  private final double[] counts;
  private final double[] sums;

  DriftWindow(DriftReference reference, int size, double[][] whitenings) {
    this.reference = reference;
    this.size = size;
    this.whitenings = whitenings;
    k = reference.model().segments();
    d = reference.model().dimensions();
    counts = new double[k + 1];
    sums = new double[k * d];
  }

  /**
   * The root of the inverse covariance by segment, for T²; empty where the reference has too few
   * customers.
   */
  static double[][] whitenings(DriftReference reference) {
    int d = reference.model().dimensions();
    double[][] whitenings = new double[reference.model().segments()][0];
    for (int s = 0; s < whitenings.length; s++) {
      if (reference.counts()[s] >= Math.max(ENOUGH, 3 * d)) {
        double[] covariance = reference.covariance(s).clone();
        for (int j = 0; j < d; j++) {
          covariance[j * d + j] += 1e-6;
        }
        whitenings[s] = Whitening.power(covariance, d, -0.5);
      }
    }
    return whitenings;
  }

  int size() {
    return size;
  }

  int count() {
    return customers.size();
  }

  boolean isFull() {
    return customers.size() >= size;
  }

  void clear() {
    customers.clear();
    Arrays.fill(counts, 0);
    Arrays.fill(sums, 0);
  }

  /**
   * Counts a customer, the first time only.
   *
   * @param segment k for one like nobody
   * @param y what the customer shows of the segment's features
   */
  boolean add(long customer, int segment, double[] y) {
    if (!customers.add(customer)) {
      return false;
    }
    counts[segment]++;
    for (int j = 0; j < d && segment < k; j++) {
      sums[segment * d + j] += y[j];
    }
    return true;
  }

  /** The chance that nothing changed, by shares. */
  double sharesChance() {
    double n = customers.size();
    double m = reference.customers();
    double g = 0;
    int cells = 0;
    double[] rest = new double[2];
    double least = 1;
    for (int s = 0; s <= k; s++) {
      double here = counts[s];
      double there = reference.counts()[s];
      least = Math.min(least, shareChance(here, there, n, m));
      if (s < k && Math.min(n, m) * (here + there) / (n + m) >= EXPECTED) {
        g += cell(here, there, n, m);
        cells++;
      } else {
        rest[0] += here;
        rest[1] += there;
      }
    }
    if (Math.min(n, m) * (rest[0] + rest[1]) / (n + m) >= EXPECTED) {
      g += cell(rest[0], rest[1], n, m);
      cells++;
    }
    double together =
        cells < 2 ? 1 : GammaFunctions.regularizedUpper((cells - 1) / 2.0, Math.max(0, g) / 2);
    return Math.min(1, 2 * Math.min(together, (k + 1) * least));
  }

  private static double cell(double here, double there, double n, double m) {
    double both = here + there;
    double sum = 0;
    if (here > 0) {
      sum += here * StrictMath.log(here * (n + m) / (both * n));
    }
    if (there > 0) {
      sum += there * StrictMath.log(there * (n + m) / (both * m));
    }
    return 2 * sum;
  }

  /** Two-sided: of {@code here + there}, so many here, when each is here with n / (n + m). */
  private static double shareChance(double here, double there, double n, double m) {
    double both = here + there;
    if (both == 0) {
      return 1;
    }
    double p = n / (n + m);
    double more = here == 0 ? 1 : BetaFunctions.regularized(here, there + 1, p);
    double less = there == 0 ? 1 : BetaFunctions.regularized(there, here + 1, 1 - p);
    return Math.min(1, 2 * Math.min(more, less));
  }

  /** The chance that nothing changed, by means. */
  double meansChance() {
    double least = 1;
    int compared = 0;
    for (int s = 0; s < k; s++) {
      if (isCompared(s)) {
        compared++;
        double largest = 0;
        for (int j = 0; j < d; j++) {
          largest = Math.max(largest, Math.abs(deviate(s, j, true)));
        }
        double single = d * ErrorFunction.erfc(largest * Math.sqrt(0.5));
        least = Math.min(least, 2 * Math.min(single, hotelling(s)));
      }
    }
    return Math.min(1, compared * least);
  }

  private boolean isCompared(int segment) {
    return counts[segment] >= ENOUGH && reference.counts()[segment] >= ENOUGH;
  }

  /** The variance of the difference of two means, in units of a customer's. */
  private double apart(int segment) {
    return 1 / counts[segment] + 1 / reference.counts()[segment];
  }

  private double difference(int segment, int feature) {
    return sums[segment * d + feature] / counts[segment] - reference.means(segment)[feature];
  }

  /** Standard errors between the two means of a feature. */
  private double deviate(int segment, int feature, boolean mended) {
    double variance = reference.covariance(segment)[feature * d + feature];
    if (variance < 1e-12) {
      return 0;
    }
    double z = difference(segment, feature) / Math.sqrt(variance * apart(segment));
    if (!mended) {
      return z;
    }
    double here = counts[segment];
    double there = reference.counts()[segment];
    double skew =
        reference.skews(segment)[feature]
            * (1 / (here * here) - 1 / (there * there))
            / (apart(segment) * Math.sqrt(apart(segment)));
    double mend = skew * (z * z - 1) / 6;
    double most = Math.abs(z) / 2;
    return z - Math.max(-most, Math.min(most, mend));
  }

  private double hotelling(int segment) {
    double[] root = whitenings[segment];
    if (root.length == 0) {
      return 1;
    }
    double square = 0;
    for (int i = 0; i < d; i++) {
      double z = 0;
      for (int j = 0; j < d; j++) {
        z += root[i * d + j] * difference(segment, j);
      }
      square += z * z;
    }
    double freedom = reference.counts()[segment] - 1;
    double f = square / apart(segment) * (freedom - d + 1) / (freedom * d);
    double rest = freedom - d + 1;
    return BetaFunctions.regularized(rest / 2, d / 2.0, rest / (rest + d * f));
  }

  /** What differs most, the surest first. */
  List<Shift> shifts() {
    List<Shift> shifts = new ArrayList<>();
    double n = customers.size();
    double m = reference.customers();
    for (int s = 0; s <= k; s++) {
      double before = reference.counts()[s] / m;
      double now = counts[s] / n;
      double both = (counts[s] + reference.counts()[s] + 1) / (n + m + 2);
      shifts.add(
          new Shift(
              s == k ? Shift.NOBODY : reference.model().ids().get(s),
              Shift.SHARE,
              before,
              now,
              (now - before) / Math.sqrt(both * (1 - both) * (1 / n + 1 / m))));
      for (int j = 0; j < d && s < k && isCompared(s); j++) {
        double deviation = Math.sqrt(reference.covariance(s)[j * d + j]);
        if (deviation > 1e-6) {
          shifts.add(
              new Shift(
                  reference.model().ids().get(s),
                  reference.features().get(j),
                  0,
                  difference(s, j) / deviation,
                  deviate(s, j, false)));
        }
      }
    }
    return shifts.stream()
        .filter(shift -> Math.abs(shift.deviations()) >= TOLD_FROM)
        .sorted(Comparator.comparingDouble((Shift shift) -> -Math.abs(shift.deviations())))
        .limit(TOLD)
        .toList();
  }

  int bytes() {
    return 8 * (1 + customers.size() + counts.length + sums.length);
  }

  void write(ByteBuffer buffer) {
    buffer.putLong(customers.size());
    customers.stream().sorted().forEach(buffer::putLong);
    for (double count : counts) {
      buffer.putDouble(count);
    }
    for (double sum : sums) {
      buffer.putDouble(sum);
    }
  }

  void read(ByteBuffer buffer) {
    long many = buffer.getLong();
    for (long i = 0; i < many; i++) {
      customers.add(buffer.getLong());
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = buffer.getDouble();
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = buffer.getDouble();
    }
  }
}
