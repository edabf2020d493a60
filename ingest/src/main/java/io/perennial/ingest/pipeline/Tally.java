// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.FileOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many rows of each file met which fate. */
final class Tally {

  static final String KEPT = "kept";
  static final String DUPLICATE = "duplicate";
  static final String REPEATED = "repeated";
  static final String PROBLEM = "problem";
  static final String COLLISION = "collision";
  static final String CONFLICT = "conflict";
  static final String ERASED = "erased";
  static final String LEFT_OUT = "left_out";

  private final List<Map<String, Long>> byFile = new ArrayList<>();

  Tally(int files) {
    for (int i = 0; i < files; i++) {
      byFile.add(new TreeMap<>());
    }
  }

  /**
   * @param fileNo counting from 1
   */
  void add(int fileNo, String fate, long rows) {
    byFile.get(fileNo - 1).merge(fate, rows, Long::sum);
  }

  long total(String fate) {
    return byFile.stream().mapToLong(counts -> counts.getOrDefault(fate, 0L)).sum();
  }

  /** Rows that go to quarantine. */
  long bad() {
    return total(PROBLEM) + total(COLLISION) + total(CONFLICT);
  }

  List<FileOutcome> outcomes(String source, List<InputFile> files) {
    List<FileOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Map<String, Long> counts = byFile.get(i);
      outcomes.add(
          new FileOutcome(
              source,
              files.get(i).name(),
              counts.values().stream().mapToLong(Long::longValue).sum(),
              counts.getOrDefault(KEPT, 0L),
              counts.getOrDefault(DUPLICATE, 0L) + counts.getOrDefault(REPEATED, 0L),
              counts.getOrDefault(PROBLEM, 0L)
                  + counts.getOrDefault(COLLISION, 0L)
                  + counts.getOrDefault(CONFLICT, 0L),
              counts.getOrDefault(ERASED, 0L),
              counts.getOrDefault(LEFT_OUT, 0L),
              counts.getOrDefault(REPEATED, 0L),
              false));
    }
    return outcomes;
  }
}
