// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.UsageException;
import io.perennial.config.Nearest;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which schemes and segments there are, so that a name that is not one is refused. */
final class SegmentNames {

  /** What people are told before the first run. */
  static final String NONE = "No segments yet: perennial run makes them.";

  private static final String VIEW = "segment_names";

  private final Map<String, List<String>> segments = new LinkedHashMap<>();

  SegmentNames(Lake lake, Engine engine) {
    engine.view(VIEW, lake.table(Tables.SEGMENTS).scan());
    try (Batches rows =
        engine.query("SELECT scheme, segment FROM " + VIEW + " ORDER BY scheme, segment")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          segments
              .computeIfAbsent(batch.texts(0)[i], s -> new ArrayList<>())
              .add(batch.texts(1)[i]);
        }
      }
    } finally {
      engine.drop(VIEW);
    }
  }

  /**
   * A scheme that there is.
   *
   * @throws UsageException when there is none of that name
   */
  String requireScheme(String scheme) {
    if (!segments.isEmpty() && !segments.containsKey(scheme)) {
      throw new UsageException(
          "Unknown scheme: "
              + scheme
              + near(scheme, List.copyOf(segments.keySet()))
              + "; there are "
              + String.join(", ", segments.keySet()));
    }
    return scheme;
  }

  /**
   * A scheme that has a segment.
   *
   * @throws UsageException when there is no such scheme, or it has no such segment
   */
  String requireSegment(String scheme, String segment) {
    requireScheme(scheme);
    List<String> all = segments.getOrDefault(scheme, List.of());
    if (!all.contains(segment)) {
      throw new UsageException(
          all.isEmpty()
              ? NONE
              : "Unknown segment: "
                  + segment
                  + near(segment, all)
                  + "; "
                  + scheme
                  + " has "
                  + String.join(", ", all));
    }
    return scheme;
  }

  /**
   * The scheme that a segment is of.
   *
   * @throws UsageException when none has one of that name, or several have
   */
  String schemeOf(String segment) {
    List<String> of =
        segments.entrySet().stream()
            .filter(scheme -> scheme.getValue().contains(segment))
            .map(Map.Entry::getKey)
            .toList();
    if (of.size() == 1) {
      return of.get(0);
    }
    if (of.isEmpty()) {
      List<String> all = segments.values().stream().flatMap(List::stream).distinct().toList();
      throw new UsageException(
          segments.isEmpty()
              ? NONE
              : "Unknown segment: "
                  + segment
                  + near(segment, all)
                  + "; perennial segment list shows them all");
    }
    throw new UsageException(
        "Several schemes have a segment " + segment + ": say --scheme " + String.join(" or ", of));
  }

  private static String near(String name, List<String> all) {
    return Nearest.name(name, all).map(n -> " (did you mean " + n + "?)").orElse("");
  }

  /** A name as a text of SQL. */
  static String quoted(String name) {
    return "'" + name.replace("'", "''") + "'";
  }
}
