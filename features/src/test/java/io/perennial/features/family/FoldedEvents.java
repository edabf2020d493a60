// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.AsOf;
import io.perennial.lake.RowWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A random history of one customer, and what a fold makes of it, without an engine. */
final class FoldedEvents {

  private FoldedEvents() {}

  /** In the order in which folds are handed them: by time, then by id. */
  static List<WideEvent> random(long seed, int events, int overDays) {
    Random random = new Random(seed);
    return inOrder(
        IntStream.range(0, events).mapToObj(id -> WideEvent.random(random, id, overDays)).toList());
  }

  static List<WideEvent> inOrder(List<WideEvent> events) {
    return events.stream()
        .sorted(Comparator.comparingLong(WideEvent::micros).thenComparingLong(WideEvent::id))
        .toList();
  }

  static List<WideEvent> before(List<WideEvent> events, AsOf asOf) {
    return events.stream().filter(event -> asOf.knows(event.micros())).toList();
  }

  static FeatureState folded(FeatureFold fold, List<WideEvent> events) {
    FeatureState state = fold.start();
    events.forEach(event -> fold.add(state, event.row(1, fold.reads())));
    return state;
  }

  /** The values by name; what is null is not there. */
  static Map<String, Object> told(FeatureFold fold, FeatureState state, AsOf asOf) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> names = fold.writes().stream().map(field -> field.name()).toList();
    fold.read(
        state,
        asOf,
        new RowWriter() {
          @Override
          public void setLong(int column, long value) {
            values.put(names.get(column), value);
          }

          @Override
          public void setDouble(int column, double value) {
            if (!Double.isNaN(value)) {
              values.put(names.get(column), value);
            }
          }

          @Override
          public void setText(int column, String value) {
            values.put(names.get(column), value);
          }
        });
    return values;
  }
}
