// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.IdentityConfig;
import io.perennial.identity.block.BlockingReport;
import io.perennial.identity.compare.RecordTable;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Progress;
import java.time.Clock;
import java.util.Map;

/** What a resolution would compare, with cost and coverage, before it compares anything. */
public final class BlockingExplanation {

  private static final SqlStep EVIDENCE = SqlStep.of(BlockingExplanation.class, "evidence_claims");

  private BlockingExplanation() {}

  /**
   * The rules that the configuration names, or that would be suggested if a model were fitted now.
   * Reads all claims: as long as the first stages of a resolution, some seconds a million records.
   *
   * @param clock by which stages are timed
   * @param seed of the workspace
   */
  public static BlockingReport of(
      Lake lake, Engine engine, IdentityConfig config, Clock clock, long seed, Progress progress) {
    engine.view("resolve_claims", lake.table(Tables.CLAIMS).scan());
    try {
      engine.run(EVIDENCE, Map.of());
      progress.begin("reading claims", 0, "claims");
      RecordTable table = new EvidenceClaims(engine, config).read(Map.of(), new long[0]);
      Stages stages = new Stages(clock);
      return new PairFinding(engine, table, config, seed, progress, stages).suggest().report();
    } finally {
      engine.drop("evidence_claims");
      engine.drop("resolve_claims");
    }
  }
}
