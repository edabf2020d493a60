// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.IdentityConfig;
import io.perennial.identity.block.BlockingReport;
import io.perennial.identity.compare.ComparedAttribute;
import io.perennial.identity.compare.LeftOut;
import io.perennial.identity.compare.RecordTable;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Progress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What a resolution would compare, with cost and coverage, before it compares anything.
 *
 * @param report the rules, what they cost and find
 * @param attributes by which records are compared
 * @param leftOut attributes by which they are not, and why
 */
public record BlockingExplanation(
    BlockingReport report, List<ComparedAttribute> attributes, List<LeftOut> leftOut) {

  public BlockingExplanation {
    attributes = List.copyOf(attributes);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * The rules that the configuration names, or that would be suggested if a model were fitted now.
   * Reads all claims: as long as the first stages of a resolution, some seconds a million records.
   *
   * @param clock by which stages are timed
   * @param seed of the workspace
   */
  public static BlockingExplanation of(
      Lake lake, Engine engine, IdentityConfig config, Clock clock, long seed, Progress progress) {
    engine.view("resolve_claims", lake.table(Tables.CLAIMS).scan());
    engine.view("resolve_events", lake.table(Tables.EVENTS).scan());
    try {
      EvidenceViews.make(engine, config);
      progress.begin("reading claims", 0, "claims");
      RecordTable table =
          new EvidenceClaims(engine, config).said(Optional.empty(), new long[0]).build();
      Stages stages = new Stages(clock);
      BlockingReport report =
          new PairFinding(engine, table, config, seed, progress, stages).suggest().report();
      return new BlockingExplanation(report, table.attributes(), table.leftOut());
    } finally {
      EvidenceViews.drop(engine);
      engine.drop("resolve_events");
      engine.drop("resolve_claims");
    }
  }
}
