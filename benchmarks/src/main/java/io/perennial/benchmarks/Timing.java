// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** The stopwatch of one work, and the notes that it takes. Not safe for use by many threads. */
final class Timing {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final List<Double> wall = new ArrayList<>();
  private final List<Double> cpu = new ArrayList<>();
  private final Map<String, String> facts = new TreeMap<>();

  /**
   * Times one round of the work: elapsed time, and the processor time of the whole process.
   *
   * @return what the round returns
   */
  <T> T round(Callable<T> round) throws Exception {
    long cpuBefore = cpuNanos();
    long before = System.nanoTime();
    T result = round.call();
    wall.add((System.nanoTime() - before) / 1e9);
    cpu.add((cpuNanos() - cpuBefore) / 1e9);
    return result;
  }

  /** The processor time of the whole process so far, nanoseconds. */
  static long cpuNanos() {
    return SYSTEM.getProcessCpuTime();
  }

  /** Notes a round that another process timed. */
  void measured(double wallSeconds, double cpuSeconds) {
    wall.add(wallSeconds);
    cpu.add(cpuSeconds);
  }

  /** Notes something besides time: a count of rows, a checksum, a size in bytes. */
  void fact(String name, Object value) {
    facts.put(name, value.toString());
  }

  /** What was measured, with the peak of this process. */
  Sample sample() {
    return new Sample(wall, cpu, PeakMemory.mebibytes(), facts);
  }
}
