// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.command.Listing.Column;
import io.perennial.app.command.Listing.Look;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.config.Nearest;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.LakeException;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what goes with a product. */
@Command(
    name = "similar",
    header = "What is often bought with a product, and what after it.",
    description = {
      "with: on the same day by the same customer; share is of the days on which the product was bought.",
      "after: on a later day; share is of its buyers. Lift is how many times that is what it is among",
      "all days, or all customers. Three cases at least; the ten that tell most of each kind."
    },
    footer = {
      "",
      "Examples",
      "  perennial recommend similar 85123A",
      "  perennial recommend similar 85123A --json"
    })
final class RecommendSimilarCommand implements Callable<Integer> {

  private static final String VIEW = "listed_neighbours";
  private static final SqlStep STEP =
      SqlStep.of(RecommendSimilarCommand.class, "product_neighbours");

  private final Perennial perennial;

  @Parameters(paramLabel = "PRODUCT", description = "The product, as the source calls it.")
  private String product = "";

  RecommendSimilarCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      open.engine().view(VIEW, open.lake().table(Tables.ITEM_NEIGHBOURS).scan());
      requireKnown(open);
      open.engine().run(STEP, Map.of("product", product));
      return new Listing(perennial, open.engine())
          .print(
              "SELECT n.kind, n.place, n.neighbour_id, n.neighbour_name, n.together, n.share,"
                  + " n.lift, n.days FROM "
                  + STEP.writes()
                  + " n ORDER BY CASE WHEN n.kind = 'with' THEN 0 ELSE 1 END, n.place",
              List.of(
                  new Column("", Look.TEXT),
                  new Column("", Look.COUNT),
                  new Column("product", Look.TEXT),
                  new Column("name", Look.TEXT),
                  new Column("together", Look.COUNT),
                  new Column("share", Look.PERCENT),
                  new Column("lift", Look.ONE_DIGIT),
                  new Column("days later", Look.MONEY)),
              "Nothing goes with it.");
    }
  }

  private void requireKnown(OpenWorkspace open) {
    Set<String> known = new TreeSet<>();
    try (Batches rows = open.engine().query("SELECT DISTINCT n.product_id FROM " + VIEW + " n")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          known.add(batch.texts(0)[i]);
        }
      }
    }
    if (known.isEmpty()) {
      throw new LakeException(
          "No products yet: perennial run finds which go together, where orders name products");
    }
    if (!known.contains(product)) {
      throw new LakeException(
          "Unknown product: nothing goes with "
              + product
              + Nearest.to(product, known.stream().toList())
                  .map(near -> " (did you mean " + near + "?)")
                  .orElse("")
              + "; products are matched exactly, and need three cases with another one");
    }
  }
}
