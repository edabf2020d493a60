// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step that counts how often it runs, and fails when told to. */
final class CountingStep implements Step {

  private final String name;
  private final List<String> reads;
  private final List<String> writes;
  private final StepReport report;
  String settings = "";
  String outside = "";
  @Nullable RuntimeException failure;
  int runs;

  CountingStep(String name, List<String> reads, List<String> writes, StepReport report) {
    this.name = name;
    this.reads = reads;
    this.writes = writes;
    this.report = report;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> reads() {
    return reads;
  }

  @Override
  public List<String> writes() {
    return writes;
  }

  @Override
  public String settings() {
    return settings;
  }

  @Override
  public String outside() {
    return outside;
  }

  @Override
  public StepReport run(StepContext context) {
    runs++;
    if (failure != null) {
      throw failure;
    }
    return report;
  }
}
