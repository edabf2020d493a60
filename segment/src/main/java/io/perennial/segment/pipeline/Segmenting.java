// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import java.util.List;

/** A way of putting the customers of one instant into segments: rows of memberships. */
interface Segmenting {

  /** The view of the features of one instant. */
  String FEATURES = "segment_features";

  /** What rows have beside the instant and the run. */
  List<Field> WRITES =
      List.of(
          new Field("customer_id", ColumnType.LONG),
          new Field("scheme", ColumnType.STRING),
          new Field("segment", ColumnType.STRING),
          new Field("segment_id", ColumnType.LONG),
          new Field("score", ColumnType.DOUBLE),
          new Field("propensity", ColumnType.DOUBLE),
          new Field("distance", ColumnType.DOUBLE),
          new Field("confidence", ColumnType.DOUBLE),
          new Field("reason", ColumnType.STRING));

  /** Who is where, and nothing else: of instants of the past. */
  List<String> PLACES = List.of("customer_id", "scheme", "segment");

  /**
   * What it is called where there is more than one, in lower case letters: part of a table's name.
   */
  String name();

  /** Makes the table {@code table} of {@link #WRITES}, of the customers of {@link #FEATURES}. */
  void make(Engine engine, String table);

  /**
   * Makes the table {@code table} of {@link #PLACES}, of the same customers. Schemes in which a
   * customer may be in more than one segment, between which nobody moves, may be left out.
   */
  void place(Engine engine, String table);

  /** Drops whatever was made on the way. */
  void forget(Engine engine);
}
