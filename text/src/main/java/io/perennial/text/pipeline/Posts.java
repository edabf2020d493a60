// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.perennial.domain.EventType;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.Tables;
import io.perennial.text.brand.Influence;
import io.perennial.text.brand.Influencer;
import io.perennial.text.brand.SocialPost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The posts among events, and who of those that post has influence. */
final class Posts {

  private static final JsonFactory JSON = new JsonFactory();

  private Posts() {}

  /** Rows of the table of influencers, without the run. */
  static Batch influencers(Engine engine) {
    Batch batch =
        new Batch(
            Tables.INFLUENCERS.columns().stream()
                .filter(column -> !column.name().equals("run_id"))
                .map(column -> new Field(column.name(), column.type()))
                .toList(),
            64);
    for (Influencer one : Influence.of(posts(engine))) {
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

  private static List<SocialPost> posts(Engine engine) {
    List<SocialPost> posts = new ArrayList<>();
    try (Batches rows =
        engine.query(
            "SELECT event_id, record_id, properties FROM text_events WHERE type = '"
                + EventType.SOCIAL_POST.word()
                + "'")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          long event = batch.longs(0)[i];
          long record = batch.longs(1)[i];
          Map<String, String> said = batch.isNull(2, i) ? Map.of() : scalars(batch.texts(2)[i]);
          posts.add(
              new SocialPost(
                  said.getOrDefault("id", Long.toString(event)),
                  record,
                  said.getOrDefault("author", Long.toString(record)),
                  Optional.ofNullable(said.get("in_reply_to")),
                  followers(said.get("followers"))));
        }
      }
    }
    return posts;
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
