// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.features.pipeline.FeatureTable;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.step.Rebuild;
import io.perennial.segment.discover.DiscoverConfig;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A lake on disk with the features of simulated customers and their training sets of three
 * instants, in the tables of the default dictionary. Reads {@code folder}, {@code customers}.
 */
final class SegmentLakeWork implements Work {

  private static final int PAST = 3;
  private static final int PIECE = 4_096;

  /** What scores and rules read beside the features that groups are found by. */
  private static final List<String> ALSO =
      List.of(
          "age_weeks",
          "age_at_last_weeks",
          "days_since_first_event",
          "order_gap_spread_days",
          "spend_rank",
          "order_lines_365d",
          "categories_365d",
          "category_top_share_365d",
          "brand_top_share_365d",
          "q1_order_share",
          "q2_order_share",
          "q3_order_share",
          "q4_order_share",
          "channels_365d",
          "researched_store_order_share",
          "active_days_30d",
          "emails_sent_90d",
          "email_opens_90d",
          "email_clicks_90d",
          "unsubscribes",
          "favourite_brand",
          "favourite_category",
          "favourite_device");

  /** The dictionary whose features are there. */
  static FeatureDictionary dictionary() {
    return FeatureSet.of(new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty()))
        .dictionary();
  }

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Path folder = arguments.path("folder");
    int customers = arguments.count("customers");
    Folders.renew(folder);
    FeatureDictionary dictionary = dictionary();
    List<String> read = new ArrayList<>(DiscoverConfig.FEATURES);
    read.addAll(ALSO);
    try (Workspace workspace = Workspace.forWriting(folder, arguments)) {
      Engine engine = workspace.engine();
      Rebuild rebuild = new Rebuild(workspace.context());
      Map<String, Object> run = Map.of("run_id", "simulated");
      timing.round(
          () -> {
            load(engine, "now", new CustomerFeatures(0, dictionary, read), customers);
            List<String> past = new ArrayList<>();
            for (int quarter = PAST; quarter > 0; quarter--) {
              past.add("quarter_" + quarter);
              load(
                  engine,
                  "quarter_" + quarter,
                  new CustomerFeatures(quarter, dictionary, read),
                  customers);
            }
            rebuild.table(FeatureTable.spec(dictionary), "SELECT * FROM now", run);
            String all =
                past.stream()
                    .map(table -> "SELECT * FROM " + table)
                    .collect(Collectors.joining(" UNION ALL "));
            return rebuild.table(FeatureTable.training(dictionary), all, run);
          });
      timing.fact("customers", workspace.number("SELECT count(*) AS n FROM now"));
    }
  }

  private static void load(Engine engine, String table, CustomerFeatures simulated, int customers) {
    Iterator<Batch> pieces =
        IntStream.rangeClosed(0, (customers - 1) / PIECE)
            .mapToObj(p -> simulated.of(p * PIECE, Math.min(customers, (p + 1) * PIECE)))
            .iterator();
    engine.load(table, Batches.of(simulated.fields(), pieces));
  }
}
