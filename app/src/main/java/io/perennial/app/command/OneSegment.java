// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;

/** What the lake says of one segment, as SQL. */
final class OneSegment {

  private static final String SEGMENTS = "shown_segments";
  private static final String FEATURES = "shown_segment_features";
  private static final String MEMBERSHIPS = "shown_memberships";
  private static final String VALUES = "shown_values";
  private static final String MIGRATIONS = "shown_migrations";

  private final Engine engine;
  private final String scheme;
  private final String name;

  OneSegment(Lake lake, Engine engine, String scheme, String name) {
    this.engine = engine;
    this.scheme = SegmentNames.quoted(scheme);
    this.name = SegmentNames.quoted(name);
    engine.view(SEGMENTS, lake.table(Tables.SEGMENTS).scan());
    engine.view(FEATURES, lake.table(Tables.SEGMENT_FEATURES).scan());
    engine.view(MEMBERSHIPS, lake.table(Tables.MEMBERSHIPS).scan());
    engine.view(VALUES, lake.table(Tables.VALUES).scan());
    engine.view(MIGRATIONS, lake.table(Tables.MIGRATIONS).scan());
  }

  Batches query(String sql) {
    return engine.query(sql);
  }

  /** Its size and its words: one row. */
  String segment() {
    return "SELECT scheme, segment, customers, share, spend_share, profile, play, segment_id,"
        + " stability, confidence, since FROM "
        + SEGMENTS
        + where();
  }

  /** What sets its members apart, the most telling first. */
  String features() {
    return "SELECT feature, members, others, effect, words FROM "
        + FEATURES
        + where()
        + " ORDER BY rank";
  }

  /** What those members are worth of whom it is known: one row. */
  String worth() {
    return "SELECT count(*) AS customers, avg(v.value) AS value, avg(v.p_alive) AS p_alive,"
        + " max(v.horizon_weeks) AS horizon_weeks FROM "
        + MEMBERSHIPS
        + " m JOIN "
        + VALUES
        + " v ON v.customer_id = m.customer_id WHERE m.scheme = "
        + scheme
        + " AND m.segment = "
        + name;
  }

  /** Where members came from since the instant before the last, those who stayed left out. */
  String came() {
    return moves("from_segment", "to_segment");
  }

  /** Where members of then went to. */
  String went() {
    return moves("to_segment", "from_segment");
  }

  private String moves(String other, String here) {
    return "SELECT from_as_of, "
        + other
        + " AS segment, customers, expected, z, chance FROM "
        + MIGRATIONS
        + " WHERE scheme = "
        + scheme
        + " AND "
        + here
        + " = "
        + name
        + " AND ("
        + other
        + " IS NULL OR "
        + other
        + " <> "
        + name
        + ") AND to_as_of = (SELECT max(to_as_of) FROM "
        + MIGRATIONS
        + ") ORDER BY customers DESC, segment";
  }

  private String where() {
    return " WHERE scheme = " + scheme + " AND segment = " + name;
  }
}
