// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.identity.IdentityConfig;
import io.perennial.identity.pipeline.ResolveStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Simulated persons resolved from nothing, by the step that {@code perennial resolve} runs: claims
 * are read, the model is fitted, links and all other tables are written. Reads {@code folder} of
 * {@link PersonsWork}, and {@code rules} to block by; empty for those that are suggested.
 */
final class IdentityWork implements Work {

  /** Who a record is, as its key says: r12-3 is the fourth record of person 12. */
  private static final String FOUND =
      "SELECT l.customer_id AS customer, split_part(substr(c.value, 2), '-', 1) AS person"
          + " FROM claims c JOIN links l ON l.record_id = c.record_id WHERE c.attribute = 'key'";

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Path folder = arguments.path("folder");
    List<String> rules =
        Arrays.stream(arguments.text("rules").split(",")).filter(rule -> !rule.isBlank()).toList();
    IdentityConfig config =
        IdentityConfig.defaults().withBlocking(rules, IdentityConfig.defaults().maxBlock());
    try (Workspace workspace = Workspace.forWriting(folder, arguments)) {
      StepContext context = workspace.context();
      AtomicReference<StepReport> report = new AtomicReference<>();
      timing.round(
          () -> {
            report.set(new ResolveStep(config).refitting().run(context));
            return true;
          });
      report.get().figures().forEach(timing::fact);
      workspace.engine().view("claims", workspace.lake().table(Tables.CLAIMS).scan());
      workspace.engine().view("links", workspace.lake().table(Tables.LINKS).scan());
      workspace.engine().load("found", workspace.engine().query(FOUND));
      double told = pairs(workspace, "customer");
      double right = pairs(workspace, "customer, person");
      double all = pairs(workspace, "person");
      timing.fact("clusters.precision", right / Math.max(told, 1));
      timing.fact("clusters.recall", right / Math.max(all, 1));
      timing.fact("clusters.f1", 2 * right / Math.max(told + all, 1));
    }
  }

  private static double pairs(Workspace workspace, String by) {
    return workspace.number(
        "SELECT CAST(coalesce(sum(n * (n - 1) / 2), 0) AS BIGINT) AS n FROM"
            + " (SELECT count(*) AS n FROM found GROUP BY "
            + by
            + ") g");
  }
}
