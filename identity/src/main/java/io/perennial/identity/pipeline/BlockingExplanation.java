// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.IdentityConfig;
import io.perennial.identity.LinkAttribute;
import io.perennial.identity.block.BlockingReport;
import io.perennial.identity.block.BlockingRule;
import io.perennial.identity.block.BlockingSuggestion;
import io.perennial.identity.compare.ComparedAttribute;
import io.perennial.identity.compare.LeftOut;
import io.perennial.identity.compare.RecordTable;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.util.List;
import java.util.Map;

/**
 * What a run would compare and by which rules, known before anything is compared.
 *
 * @param report the rules, what they cost and find
 * @param attributes by which records are compared
 * @param leftOut attributes by which they are not, and why
 */
public record BlockingExplanation(
    BlockingReport report, List<ComparedAttribute> attributes, List<LeftOut> leftOut) {

  private static final SqlStep EVIDENCE = SqlStep.of(ResolveStep.class, "evidence_claims");

  public BlockingExplanation {
    attributes = List.copyOf(attributes);
    leftOut = List.copyOf(leftOut);
  }

  /** Looks at all claims of a lake, as the next fitting of a model would; changes nothing. */
  public static BlockingExplanation of(
      Lake lake, Engine engine, IdentityConfig config, long seed) {
    engine.view("resolve_claims", lake.table(Tables.CLAIMS).scan());
    try {
      engine.run(EVIDENCE, Map.of());
      RecordTable table = new EvidenceClaims(engine, config).read(Map.of(), new long[0]);
      BlockingReport report =
          BlockingSuggestion.of(
                  table,
                  config.blockOn().stream().map(BlockingRule::parse).toList(),
                  config.linkBy().stream().map(LinkAttribute::name).toList(),
                  config.maxBlock(),
                  seed)
              .report();
      return new BlockingExplanation(report, table.attributes(), table.leftOut());
    } finally {
      engine.drop("evidence_claims");
      engine.drop("resolve_claims");
    }
  }
}
