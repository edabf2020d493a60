// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.upkeep.Compaction;

/** What upkeep does after many batches: puts the small files of each month together. */
final class TidyWork implements Work {

  /** As the default configuration has them. */
  private static final int SMALL_FILES = 8;

  private static final long SMALL_BYTES = 32L << 20;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    try (Workspace workspace = Workspace.forWriting(arguments.path("folder"), arguments)) {
      Compaction compaction = new Compaction(workspace.engine(), SMALL_FILES - 1, SMALL_BYTES);
      Compaction.Compacted done = timing.round(() -> compaction.compact(workspace.events()));
      workspace.events().expire(1);
      timing.fact("before", done.filesBefore());
      timing.fact("after", done.filesAfter());
      timing.fact("rows", done.rows());
    }
  }
}
