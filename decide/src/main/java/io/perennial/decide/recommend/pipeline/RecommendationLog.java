// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import io.perennial.lake.step.StepContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recommendations of several instants, so that one can ask what came of them: those of an
 * instant give way to newer ones of the same instant, those of long ago go.
 */
final class RecommendationLog {

  private static final String FORMER = "recommend_former";

  private final StepContext context;
  private final int days;

  /**
   * @param days recommendations of instants longer before the one that is written go
   */
  RecommendationLog(StepContext context, int days) {
    this.context = context;
    this.days = days;
  }

  /** Keeps the rows of {@code made} as those of {@code asOf}; how many they are. */
  long keep(AsOf asOf, String made) {
    LakeTable table = context.lake().table(Tables.RECOMMENDATIONS);
    Engine engine = context.engine();
    List<WrittenFile> files =
        new ArrayList<>(
            engine.write(
                "SELECT m.* FROM " + made + " m",
                FileTarget.of(table)
                    .with(Map.of("as_of", asOf.instant(), "run_id", context.runId()))));
    long written = files.stream().mapToLong(file -> file.file().rows()).sum();
    Optional<Snapshot> base = table.snapshot();
    if (base.isPresent() && former(table, asOf)) {
      List<DataFile> old = table.scan().files();
      engine.view(FORMER, table.scan());
      try {
        files.addAll(
            engine.write(
                "SELECT f.* FROM " + FORMER + " f WHERE NOT (" + gone(asOf) + ")",
                FileTarget.of(table)));
      } finally {
        engine.drop(FORMER);
      }
      table.replace(base.get(), old, files, LakeTable.Reason.REBUILD);
    } else if (!files.isEmpty()) {
      table.append(
          "recommendations-" + context.runId(), files, Map.of("rows", String.valueOf(written)));
    }
    return written;
  }

  /** Whether there are rows that have to go. */
  private boolean former(LakeTable table, AsOf asOf) {
    Engine engine = context.engine();
    engine.view(FORMER, table.scan());
    try {
      return Goods.number(engine, "SELECT count(*) AS n FROM " + FORMER + " f WHERE " + gone(asOf))
          > 0;
    } finally {
      engine.drop(FORMER);
    }
  }

  private String gone(AsOf asOf) {
    long oldest = asOf.micros() - Duration.ofDays(days).toNanos() / 1_000;
    return "f_micros(f.as_of) = " + asOf.micros() + " OR f_micros(f.as_of) < " + oldest;
  }
}
