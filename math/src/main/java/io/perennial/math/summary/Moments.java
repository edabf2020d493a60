// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.summary;

import java.util.OptionalDouble;

/**
 * Count, mean and variance of a sequence, in one pass and without the cancellation of a sum of
 * squares. Source: Welford (1962) for a value, Chan, Golub and LeVeque (1979) for a merge. Mutable,
 * for one thread at a time: give each thread its own and merge them in a fixed order.
 */
public final class Moments {

  private long count;
  private double mean;
  private double squares;

  /** The moments of {@code values}. */
  public static Moments of(double... values) {
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }

  /** Takes one more value. */
  public void add(double value) {
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  /** Takes all that {@code other} has seen; {@code other} stays as it is. */
  public void merge(Moments other) {
    if (other.count == 0) {
      return;
    }
    long sum = count + other.count;
    double apart = other.mean - mean;
    squares += other.squares + apart * apart * ((double) count * other.count / sum);
    mean += apart * other.count / sum;
    count = sum;
  }

  /** How many values were taken. */
  public long count() {
    return count;
  }

  /** The mean; empty without a value. */
  public OptionalDouble mean() {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean);
  }

  /** The unbiased variance (divided by n - 1); empty below two values. */
  public OptionalDouble variance() {
    return count < 2 ? OptionalDouble.empty() : OptionalDouble.of(squares / (count - 1));
  }

  /** The square root of {@link #variance()}. */
  public OptionalDouble deviation() {
    return count < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(StrictMath.sqrt(squares / (count - 1)));
  }
}
