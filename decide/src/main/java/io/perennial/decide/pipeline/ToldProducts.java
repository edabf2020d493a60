// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import java.util.Map;

/**
 * Which product an action is to tell a customer of: the best that is recommended as of the same
 * instant; for {@code cross-sell…} the best that the customer has not bought, for {@code
 * replenish…} the one that is due first.
 */
final class ToldProducts {

  private static final SqlStep STEP = SqlStep.of(ToldProducts.class, "told_products");
  private static final String RECOMMENDED = "decide_recommended";
  private static final String CHOSEN = "decide_actions";

  /** The view: {@code customer_id}, {@code action}, {@code product_id}. */
  static final String VIEW = STEP.writes();

  private ToldProducts() {}

  /**
   * Makes the view.
   *
   * @param chosen a table with {@code customer_id} and {@code action}
   */
  static void open(StepContext context, String chosen, AsOf asOf) {
    Engine engine = context.engine();
    engine.view(RECOMMENDED, context.lake().table(Tables.RECOMMENDATIONS).scan());
    engine.run(
        SqlStep.ofText(
            CHOSEN,
            "-- writes  view "
                + CHOSEN
                + "\nSELECT c.customer_id, c.action FROM "
                + chosen
                + " c WHERE c.action <> 'nothing'"),
        Map.of());
    engine.run(STEP, Map.of("as_of", asOf.micros()));
  }

  static void close(Engine engine) {
    engine.drop(VIEW);
    engine.drop(CHOSEN);
    engine.drop(RECOMMENDED);
  }
}
