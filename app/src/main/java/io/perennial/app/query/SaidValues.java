// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.domain.RecordId;
import io.perennial.governance.Permit;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What records say, word by word: personal data, and so only with a permit. */
public final class SaidValues {

  private static final String VIEW = "said_values";

  private final Map<RecordId, Map<String, List<String>>> values = new TreeMap<>();

  private SaidValues() {}

  /** What these records say, the latest first. */
  @SuppressWarnings("UnusedVariable") // who has no permit cannot read
  public static SaidValues of(
      Collection<RecordId> records, Lake lake, Engine engine, Permit permit) {
    SaidValues said = new SaidValues();
    Set<Long> ids = records.stream().map(RecordId::value).collect(Collectors.toSet());
    engine.view(VIEW, lake.table(Tables.CLAIMS).scan(new Filter.In("record_id", ids)));
    try (Batches rows =
        engine.query(
            "SELECT record_id, attribute, value FROM "
                + VIEW
                + " WHERE value IS NOT NULL AND attribute <> 'key'"
                + " ORDER BY seen_at DESC NULLS LAST, value")) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          said.values
              .computeIfAbsent(new RecordId(rows.batch().longs(0)[i]), r -> new LinkedHashMap<>())
              .computeIfAbsent(rows.batch().texts(1)[i], a -> new ArrayList<>())
              .add(rows.batch().texts(2)[i]);
        }
      }
    } finally {
      engine.drop(VIEW);
    }
    return said;
  }

  /** What a record says of an attribute; several things are separated by a stroke. */
  public String of(RecordId record, String attribute) {
    return String.join(
        " | ", values.getOrDefault(record, Map.of()).getOrDefault(attribute, List.of()));
  }

  /** What each of two records says of each attribute that one of them speaks of. */
  public Map<String, List<String>> ofBoth(RecordId a, RecordId b) {
    Map<String, List<String>> both = new TreeMap<>();
    for (RecordId record : List.of(a, b)) {
      for (String attribute : values.getOrDefault(record, Map.of()).keySet()) {
        both.put(attribute, List.of(of(a, attribute), of(b, attribute)));
      }
    }
    return both;
  }
}
