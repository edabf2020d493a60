// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate.csv;

import io.perennial.math.random.RandomSource;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How dirty a file shall be. Which row is hit is a pure function of (seed, customer, the customer's
 * row), so the same rows are hit in any order and on any number of threads; how many were hit is
 * counted, not guessed: see {@link CsvReport}. Immutable.
 */
public final class DirtySpec {

  private final long seed;
  private final Map<DirtKind, Double> shares;
  private final RandomSource source;

  private DirtySpec(long seed, Map<DirtKind, Double> shares) {
    this.seed = seed;
    this.shares = shares;
    source = RandomSource.seeded(seed).derive("dirt");
  }

  /** No dirt at all. */
  public static DirtySpec none() {
    return new DirtySpec(1, new EnumMap<>(DirtKind.class));
  }

  /** Every kind in a share {@code each} of the rows. */
  public static DirtySpec everyKind(double each) {
    DirtySpec spec = none();
    for (DirtKind kind : DirtKind.values()) {
      spec = spec.with(kind, each);
    }
    return spec;
  }

  /**
   * With {@code kind} in the given share of the rows that can have it.
   *
   * @throws IllegalArgumentException if a share, or the sum of all, is outside [0, 1]
   */
  public DirtySpec with(DirtKind kind, double share) {
    Map<DirtKind, Double> next = new EnumMap<>(DirtKind.class);
    next.putAll(shares);
    next.put(kind, share);
    double sum = next.values().stream().mapToDouble(Double::doubleValue).sum();
    if (!(share >= 0 && sum <= 1)) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid share of %s: %s (must be >= 0, and at most 1 with all other kinds)",
              kind, share));
    }
    return new DirtySpec(seed, next);
  }

  /** With other rows hit. */
  public DirtySpec withSeed(long value) {
    return new DirtySpec(value, shares);
  }

  /** The share of rows that are to have {@code kind}. */
  public double share(DirtKind kind) {
    return shares.getOrDefault(kind, 0.0);
  }

  boolean isClean() {
    return shares.values().stream().allMatch(share -> share == 0);
  }

  /** What befalls a row; null for nothing. */
  @Nullable DirtKind draw(long customer, int position) {
    double left = source.derive(customer).stream(position).nextDouble();
    for (Map.Entry<DirtKind, Double> share : shares.entrySet()) {
      left -= share.getValue();
      if (left < 0) {
        return share.getKey();
      }
    }
    return null;
  }

  /** Which of the forms of a kind a row gets. */
  static int variant(long customer, int position, int variants) {
    return (int) Math.floorMod(customer * 31 + position, (long) variants);
  }
}
