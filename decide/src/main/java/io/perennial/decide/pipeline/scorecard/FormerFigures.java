// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.scorecard;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Figures of other instants, which stay, and those of the last one before.
 *
 * @param asOf that instant; empty where there is none
 * @param figures of it, by scope, name and measure
 * @param kept all rows of other instants
 */
record FormerFigures(Optional<AsOf> asOf, Map<List<String>, Double> figures, List<Batch> kept) {

  /** The view of all that was told so far. */
  static final String VIEW = "card_before";

  static FormerFigures read(Engine engine, AsOf now) {
    List<Batch> kept = new ArrayList<>();
    Map<Long, Map<List<String>, Double>> byInstant = new TreeMap<>();
    String columns =
        Tables.SCORECARDS.columns().stream().map(Column::name).collect(Collectors.joining(", b."));
    try (Batches rows =
        engine.query(
            "SELECT b."
                + columns
                + " FROM "
                + VIEW
                + " b WHERE f_micros(b.as_of) <> "
                + now.micros()
                + " ORDER BY b.as_of, b.scope, b.name, b.place")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        kept.add(batch.copy());
        for (int i = 0; i < batch.rows(); i++) {
          long at = batch.longs(batch.index("as_of"))[i];
          int figure = batch.index("figure");
          if (at < now.micros() && !batch.isNull(figure, i)) {
            byInstant
                .computeIfAbsent(at, key -> new LinkedHashMap<>())
                .put(
                    List.of(
                        batch.texts(batch.index("scope"))[i],
                        batch.texts(batch.index("name"))[i],
                        batch.texts(batch.index("measure"))[i]),
                    batch.doubles(figure)[i]);
          }
        }
      }
    }
    return byInstant.entrySet().stream()
        .reduce((a, b) -> b)
        .map(last -> new FormerFigures(Optional.of(new AsOf(last.getKey())), last.getValue(), kept))
        .orElse(new FormerFigures(Optional.empty(), Map.of(), kept));
  }

  OptionalDouble figure(List<String> group, String measure) {
    Double figure = figures.get(List.of(group.get(0), group.get(1), measure));
    return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
  }
}
