// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

/**
 * How {@link MiniBatchKMeans} goes through the data.
 *
 * @param sample points on which the start is found by {@link KMeans}; at least 1
 * @param passes how often it goes through all batches after that; at least 1
 * @param batch points at a time, where it may choose; at least 1
 */
public record MiniBatchConfig(int sample, int passes, int batch) {

  public MiniBatchConfig {
    require(sample, "sample");
    require(passes, "passes");
    require(batch, "batch");
  }

  /** A start of 20,000 points, 3 passes, 16,384 points at a time. */
  public static MiniBatchConfig defaults() {
    return new MiniBatchConfig(20_000, 3, 16_384);
  }

  public MiniBatchConfig withSample(int points) {
    return new MiniBatchConfig(points, passes, batch);
  }

  public MiniBatchConfig withPasses(int count) {
    return new MiniBatchConfig(sample, count, batch);
  }

  public MiniBatchConfig withBatch(int points) {
    return new MiniBatchConfig(sample, passes, points);
  }

  private static void require(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "Invalid segment.mini-batch." + name + ": " + value + " (must be >= 1)");
    }
  }
}
