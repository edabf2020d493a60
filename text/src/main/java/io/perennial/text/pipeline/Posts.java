// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.perennial.domain.EventType;
import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.text.brand.Influence;
import io.perennial.text.brand.Influencer;
import io.perennial.text.brand.ReplyGraph;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The posts among events, taken apart, and who of those that post has influence. Posts stay with
 * the engine; in memory are accounts and which of them answer which.
 */
final class Posts implements BatchFunction {
  private static final long serialVersionUID = 1;

  /** Accounts that are ranked, those who are followed most; 90 bytes each. */
  static final long MOST_ACCOUNTS = 2_000_000;

  /** Pairs of accounts of which one answers the other, those with most replies; 32 bytes each. */
  static final long MOST_PAIRS = 10_000_000;

  private static final List<String> TABLES = List.of("post_replies", "post_accounts", "posts");
  private static final SqlStep ACCOUNTS = SqlStep.of(Posts.class, "post_accounts");
  private static final SqlStep REPLIES = SqlStep.of(Posts.class, "post_replies");
  private static final JsonFactory JSON = new JsonFactory();

  private static final List<Field> WRITES =
      List.of(
          new Field("record_id", ColumnType.LONG),
          new Field("post_id", ColumnType.STRING),
          new Field("author", ColumnType.STRING),
          new Field("reply_to", ColumnType.STRING),
          new Field("followers", ColumnType.LONG));

  private Posts() {}

  /** Rows of the table of influencers, without the run; needs {@code text_events}. */
  static Batch influencers(Engine engine) {
    try {
      engine.load(
          "posts",
          engine.map(
              "SELECT event_id, record_id, properties FROM text_events WHERE type = '"
                  + EventType.SOCIAL_POST.word()
                  + "'",
              new Posts()));
      engine.run(ACCOUNTS, Map.of("most", MOST_ACCOUNTS));
      engine.run(REPLIES, Map.of("most", MOST_PAIRS));
      return rows(graph(engine));
    } finally {
      TABLES.forEach(engine::drop);
    }
  }

  private static ReplyGraph graph(Engine engine) {
    ReplyGraph graph = new ReplyGraph();
    try (Batches rows =
        engine.query("SELECT record_id, posts, followers FROM post_accounts ORDER BY account")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          graph.account(batch.longs(0)[i], batch.longs(1)[i], batch.longs(2)[i]);
        }
      }
    }
    try (Batches rows =
        engine.query("SELECT source, target, replies FROM post_replies ORDER BY source, target")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          graph.replies((int) batch.longs(0)[i], (int) batch.longs(1)[i], batch.longs(2)[i]);
        }
      }
    }
    return graph;
  }

  private static Batch rows(ReplyGraph graph) {
    Batch batch =
        new Batch(
            Tables.INFLUENCERS.columns().stream()
                .filter(column -> !column.name().equals("run_id"))
                .map(column -> new Field(column.name(), column.type()))
                .toList(),
            64);
    for (Influencer one : Influence.of(graph)) {
      int row = batch.addRow();
      batch.setLong(batch.index("record_id"), row, one.record());
      batch.setLong(batch.index("posts"), row, one.posts());
      batch.setLong(batch.index("followers"), row, one.followers());
      batch.setLong(batch.index("replies"), row, one.replies());
      batch.setDouble(batch.index("rank"), row, one.rank());
      batch.setDouble(batch.index("influence"), row, one.influence());
    }
    return batch;
  }

  @Override
  public List<Field> writes(List<Field> reads) {
    return WRITES;
  }

  /** Reads event_id, record_id, properties. */
  @Override
  public void apply(Batch in, Batch out) {
    for (int i = 0; i < in.rows(); i++) {
      Map<String, String> said = in.isNull(2, i) ? Map.of() : scalars(in.texts(2)[i]);
      int row = out.addRow();
      out.setLong(0, row, in.longs(1)[i]);
      out.setText(1, row, said.getOrDefault("id", Long.toString(in.longs(0)[i])));
      out.setText(2, row, said.getOrDefault("author", Long.toString(in.longs(1)[i])));
      Optional.ofNullable(said.get("in_reply_to")).ifPresent(to -> out.setText(3, row, to));
      out.setLong(4, row, followers(said.get("followers")));
    }
  }

  private static long followers(@Nullable String said) {
    try {
      double followers = said == null ? 0 : Double.parseDouble(said);
      return followers >= 0 && followers < 1e15 ? Math.round(followers) : 0;
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }

  /** The members of an object that are no lists or objects; none of what is no object. */
  static Map<String, String> scalars(String json) {
    Map<String, String> scalars = new HashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return scalars;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
          parser.skipChildren();
        } else if (value != JsonToken.VALUE_NULL) {
          scalars.put(name, parser.getText());
        }
      }
    } catch (IOException broken) {
      // what was read of it before it broke is as good as any
      return scalars;
    }
    return scalars;
  }
}
