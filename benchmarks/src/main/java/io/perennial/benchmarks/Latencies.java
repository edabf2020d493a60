// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** How long each of many equal questions took. */
final class Latencies {

  private final List<Double> millis;

  Latencies() {
    this(new ArrayList<>());
  }

  private Latencies(List<Double> millis) {
    this.millis = millis;
  }

  <T> T time(Callable<T> question) throws Exception {
    long before = System.nanoTime();
    T answer = question.call();
    millis.add((System.nanoTime() - before) / 1e6);
    return answer;
  }

  /** All but the first, which opened files and loaded classes. */
  Latencies withoutFirst() {
    return new Latencies(millis.subList(1, millis.size()));
  }

  /** Notes median, 95 % and 99 %, in milliseconds: the least value that so many do not exceed. */
  void note(Timing timing) {
    timing.fact("median", text(0.5));
    timing.fact("p95", text(0.95));
    timing.fact("p99", text(0.99));
  }

  private String text(double share) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int rank = (int) Math.ceil(share * sorted.length);
    return String.format(Locale.ROOT, "%.2f", sorted[Math.max(1, rank) - 1]);
  }
}
