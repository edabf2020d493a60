// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;

/**
 * Which customer each is now that something was decided for: records that have become one since
 * have the survivor's id. The alias of decisions is {@code d}.
 */
final class CurrentCustomers {

  private static final String LINKS = "decide_links";

  /** The id of now, where {@link #JOINED} stands behind decisions. */
  static final String ID = "coalesce(s.customer_id, l.customer_id, d.customer_id)";

  static final String JOINED =
      " LEFT JOIN (SELECT DISTINCT k.customer_id FROM "
          + LINKS
          + " k) s ON s.customer_id = d.customer_id LEFT JOIN "
          + LINKS
          + " l ON l.record_id = d.customer_id";

  private CurrentCustomers() {}

  static void open(Lake lake, Engine engine) {
    engine.view(LINKS, lake.table(Tables.LINKS).scan());
  }

  static void close(Engine engine) {
    engine.drop(LINKS);
  }
}
