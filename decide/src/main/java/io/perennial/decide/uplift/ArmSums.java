// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

/** Counts, sums and squares of outcomes by arm. Mutable, for one thread. */
final class ArmSums {

  private final double[] sums;

  ArmSums(int arms) {
    sums = new double[3 * arms];
  }

  void add(int arm, double outcome) {
    sums[3 * arm]++;
    sums[3 * arm + 1] += outcome;
    sums[3 * arm + 2] += outcome * outcome;
  }

  void add(ArmSums other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
  }

  /** Makes this what {@code whole} has more than {@code part}. */
  void rest(ArmSums whole, ArmSums part) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = whole.sums[i] - part.sums[i];
    }
  }

  int arms() {
    return sums.length / 3;
  }

  double count(int arm) {
    return sums[3 * arm];
  }

  double sum(int arm) {
    return sums[3 * arm + 1];
  }

  double variance(int arm) {
    double n = sums[3 * arm];
    double mean = sums[3 * arm + 1] / n;
    return n < 2 ? 0 : Math.max(0, sums[3 * arm + 2] / n - mean * mean) * n / (n - 1);
  }

  double all() {
    double all = 0;
    for (int k = 0; k < arms(); k++) {
      all += count(k);
    }
    return all;
  }

  /** The fewest customers of an arm. */
  double least() {
    double least = count(0);
    for (int k = 1; k < arms(); k++) {
      least = Math.min(least, count(k));
    }
    return least;
  }
}
