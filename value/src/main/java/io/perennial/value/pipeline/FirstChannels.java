// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.Channel;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * By which channel a customer first ordered, as numbers beside the features: known at the first
 * purchase, and owing nothing to what came since.
 */
final class FirstChannels {

  private static final String WORD = "first_order_channel";

  /** A channel of fewer customers tells nothing. */
  private static final double LEAST_SHARE = 0.02;

  private FirstChannels() {}

  /**
   * Makes the views anew with a column for each channel that some customers came by, the most
   * frequent one being what the others are compared with: 1 for who came by it, 0 for another, null
   * where not known.
   *
   * @param now a view of features
   * @param past a view of training sets
   * @return names of the columns; none where the channel is not among the features
   */
  static List<String> tell(StepContext context, String now, String past) {
    Engine engine = context.engine();
    if (!isThere(engine, now) || !isThere(engine, past)) {
      return List.of();
    }
    List<Channel> channels = channels(engine, now);
    StringBuilder columns = new StringBuilder();
    for (Channel channel : channels) {
      columns.append(
          String.format(
              ", CASE WHEN f.%s IS NOT NULL THEN CAST(CASE WHEN f.%s = '%s' THEN 1 ELSE 0 END AS"
                  + " DOUBLE) END AS %s",
              WORD, WORD, channel.word(), column(channel)));
    }
    engine.view(told(now), context.lake().table(Tables.FEATURES).scan());
    engine.view(told(past), context.lake().table(Tables.TRAINING_SETS).scan());
    for (String view : List.of(now, past)) {
      engine.drop(view);
      String sql =
          "-- writes view " + view + "\nSELECT f.*" + columns + " FROM " + told(view) + " f";
      engine.run(SqlStep.ofText(view, sql), Map.of());
    }
    return channels.stream().map(FirstChannels::column).toList();
  }

  private static String told(String view) {
    return view + "_told";
  }

  private static String column(Channel channel) {
    return "first_order_by_" + channel.word();
  }

  private static boolean isThere(Engine engine, String view) {
    try (Batches none = engine.query("SELECT * FROM " + view + " WHERE 1 = 0")) {
      return none.fields().stream()
          .anyMatch(field -> field.name().equals(WORD) && field.type() == ColumnType.STRING);
    }
  }

  private static List<Channel> channels(Engine engine, String view) {
    Map<String, Long> counts = new HashMap<>();
    try (Batches rows =
        engine.query(
            "SELECT f."
                + WORD
                + " AS channel, count(*) AS n FROM "
                + view
                + " f WHERE f.purchases > 0 AND f."
                + WORD
                + " IS NOT NULL GROUP BY f."
                + WORD)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          counts.put(rows.batch().texts(0)[i], rows.batch().longs(1)[i]);
        }
      }
    }
    double all = counts.values().stream().mapToLong(Long::longValue).sum();
    List<Channel> some = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      long own = counts.getOrDefault(channel.word(), 0L);
      if (own > 0 && own >= LEAST_SHARE * all) {
        some.add(channel);
      }
    }
    some.stream()
        .reduce((a, b) -> counts.get(b.word()) > counts.get(a.word()) ? b : a)
        .ifPresent(some::remove);
    return List.copyOf(some);
  }

  /** Drops what the views were made of, when they are dropped. */
  static void forget(Engine engine, String now, String past) {
    engine.drop(told(now));
    engine.drop(told(past));
  }
}
