// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The samples of one work, repeated. Median and range are over repetitions. */
final class Series {

  private final List<Sample> samples = new ArrayList<>();

  void add(Sample sample) {
    samples.add(sample);
  }

  Sample any() {
    return samples.get(0);
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** Seconds of the last round, median. */
  double wall() {
    return median(sample -> last(sample.wall()));
  }

  /** Seconds of the last round, median and range. */
  String wallText() {
    return text(sample -> last(sample.wall()));
  }

  /** Seconds of the first round, median: what a new process takes. */
  double firstWall() {
    return median(sample -> sample.wall().get(0));
  }

  /** Seconds of the first round, median and range. */
  String firstWallText() {
    return text(sample -> sample.wall().get(0));
  }

  double cpu() {
    return median(sample -> last(sample.cpu()));
  }

  double firstCpu() {
    return median(sample -> sample.cpu().get(0));
  }

  /** The highest peak of all repetitions. */
  double peak() {
    return samples.stream().mapToDouble(Sample::peakMebibytes).max().orElse(Double.NaN);
  }

  double median(ToDoubleFunction<Sample> value) {
    double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private String text(ToDoubleFunction<Sample> value) {
    if (samples.size() == 1) {
      return seconds(median(value));
    }
    double least = samples.stream().mapToDouble(value).min().orElseThrow();
    double most = samples.stream().mapToDouble(value).max().orElseThrow();
    return seconds(median(value)) + " (" + seconds(least) + "…" + seconds(most) + ")";
  }

  /** Seconds with three significant digits. */
  static String seconds(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static double last(List<Double> values) {
    return values.get(values.size() - 1);
  }
}
