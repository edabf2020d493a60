// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.AsOf;
import io.perennial.features.PurchaseHistory;
import io.perennial.features.PurchaseRule;
import io.perennial.features.Rolling;
import io.perennial.features.TrainingFold;
import io.perennial.lake.Batch;
import io.perennial.lake.Fold;
import io.perennial.lake.fold.Folder;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Training sets are what one would have computed at each instant, and what came after it. */
class TrainingFoldTest {

  private static final int DAYS = 120;
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final PurchaseRule RULE = PurchaseRule.byDay(ZONE);

  private final FeatureFold features = new FeatureFold(Families.ours(RULE));

  /** The rows that are rows, by instant and column; of one customer after another. */
  private static List<Map<String, Object>> rows(
      Fold<?> fold, List<AsOf> at, List<List<WideEvent>> of) {
    Batch out = new Batch(Folder.fields(fold), 16);
    Folder<?> folder = new Folder<>(fold, at, out);
    long customer = 0;
    for (List<WideEvent> events : of) {
      customer++;
      for (WideEvent event : events) {
        folder.add(event.row(customer, fold.reads()));
      }
    }
    folder.end();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int row = 0; row < out.rows(); row++) {
      Map<String, Object> values = new HashMap<>();
      for (int i = 0; i < out.fields().size(); i++) {
        if (!out.isNull(i, row)) {
          Object value =
              switch (out.fields().get(i).type()) {
                case STRING -> out.texts(i)[row];
                case DOUBLE, DECIMAL -> out.doubles(i)[row];
                default -> out.longs(i)[row];
              };
          values.put(out.fields().get(i).name(), value);
        }
      }
      if (values.containsKey(TrainingFold.TAKEN_AT)) {
        rows.add(values);
      }
    }
    return rows;
  }

  private static List<Map<String, Object>> rows(TrainingFold<?> fold, List<WideEvent> events) {
    return rows(fold, fold.instants(), List.of(events));
  }

  private static List<Rolling.Span> spans(Random random) {
    Rolling rolling =
        new Rolling(1 + random.nextInt(6), 1 + random.nextInt(30), 1 + random.nextInt(60));
    return rolling.spans(new AsOf((60 + random.nextInt(80)) * WideEvent.DAY), ZONE);
  }

  /** Some arrive long after they occurred, some at no time that is known, some before. */
  private static List<WideEvent> arriving(List<WideEvent> events, Random random) {
    List<WideEvent> arriving = new ArrayList<>();
    for (WideEvent event : events) {
      Map<String, Object> columns = new HashMap<>(event.columns());
      switch (random.nextInt(4)) {
        case 0 -> columns.put("received_at", event.micros() + random.nextLong(50 * WideEvent.DAY));
        case 1 -> columns.put("received_at", event.micros() + random.nextLong(3) - 1);
        case 2 -> columns.put("received_at", event.micros() / WideEvent.DAY * WideEvent.DAY);
        default -> {}
      }
      arriving.add(new WideEvent(event.id(), event.micros(), event.type(), columns));
    }
    return arriving;
  }

  private static List<WideEvent> known(List<WideEvent> events, AsOf asOf) {
    return events.stream()
        .filter(e -> asOf.knows(e.micros()))
        .filter(e -> asOf.knows(e.key("received_at").orElse(e.micros())))
        .toList();
  }

  /** Each row by itself, from the start: features of what is known, labels of what occurred. */
  private List<Map<String, Object>> expected(
      List<WideEvent> events, List<Rolling.Span> spans, boolean received) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Rolling.Span span : spans) {
      List<WideEvent> before =
          received ? known(events, span.asOf()) : FoldedEvents.before(events, span.asOf());
      if (before.isEmpty()) {
        continue;
      }
      Map<String, Object> row =
          FoldedEvents.told(features, FoldedEvents.folded(features, before), span.asOf());
      PurchaseHistory history = new PurchaseHistory(RULE);
      for (WideEvent event : FoldedEvents.before(events, span.until())) {
        long order = event.key("order_key").orElse(PurchaseHistory.NO_ORDER);
        switch (((Long) event.columns().get("kind")).intValue()) {
          case 1 -> history.order(event.micros(), order, event.number("amount"));
          case 2 -> history.giveBack(order, event.number("amount"));
          default -> {}
        }
      }
      long bought = history.purchasesSince(span.asOf());
      row.put(TrainingFold.TAKEN_AT, span.asOf().micros());
      row.put("label_until", span.until().micros());
      row.put("label_spend", history.spendSince(span.asOf()));
      row.put("label_purchases", bought);
      row.put("label_active", bought > 0 ? 1L : 0L);
      row.put("as_of", span.until().micros());
      row.put("key", 1L);
      rows.add(row);
    }
    return rows;
  }

  @Property(tries = 300)
  void each_row_is_what_one_would_have_computed_then_and_what_came_after(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int events) {
    List<WideEvent> all = FoldedEvents.random(seed, events, DAYS);
    List<Rolling.Span> spans = spans(new Random(seed + 1));

    assertThat(rows(new TrainingFold<>(features, RULE, spans), all))
        .isEqualTo(expected(all, spans, false));
  }

  @Property(tries = 300)
  void with_received_a_row_knows_what_had_reached_us(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int events) {
    Random random = new Random(seed + 1);
    List<WideEvent> all = arriving(FoldedEvents.random(seed, events, DAYS), random);
    List<Rolling.Span> spans = spans(random);
    ReceivedFold received =
        new ReceivedFold(features, spans.stream().map(Rolling.Span::asOf).toList());

    assertThat(rows(new TrainingFold<>(received, RULE, spans), all))
        .isEqualTo(expected(all, spans, true));
  }

  @Property(tries = 200)
  void an_event_from_the_instant_on_changes_no_feature_and_one_outside_of_the_horizon_no_label(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int events) {
    Random random = new Random(seed + 1);
    List<WideEvent> all = FoldedEvents.random(seed, events, DAYS);
    Rolling.Span span = spans(random).get(0);
    List<WideEvent> more = new ArrayList<>(all);
    for (int i = 0; i < 5; i++) {
      WideEvent drawn = WideEvent.random(random, 1000 + i, DAYS);
      long at = random.nextBoolean() ? span.until().micros() : span.asOf().micros();
      more.add(
          new WideEvent(
              drawn.id(),
              at + (random.nextBoolean() ? 0 : random.nextLong(90 * WideEvent.DAY)),
              drawn.type(),
              drawn.columns()));
    }
    TrainingFold<FeatureState> fold = new TrainingFold<>(features, RULE, List.of(span));

    List<Map<String, Object>> without = rows(fold, all);
    List<Map<String, Object>> with = rows(fold, FoldedEvents.inOrder(more));

    assertThat(without(with, "label_spend", "label_purchases", "label_active"))
        .isEqualTo(without(without, "label_spend", "label_purchases", "label_active"));
    List<WideEvent> later =
        more.stream().filter(e -> all.contains(e) || !span.until().knows(e.micros())).toList();
    assertThat(rows(fold, FoldedEvents.inOrder(later)))
        .as("what comes after the horizon")
        .isEqualTo(without);
  }

  private static List<Map<String, Object>> without(
      List<Map<String, Object>> rows, String... columns) {
    return rows.stream()
        .map(
            row -> {
              Map<String, Object> rest = new HashMap<>(row);
              rest.keySet().removeAll(List.of(columns));
              return rest;
            })
        .toList();
  }

  @Test
  void nothing_of_a_customer_is_left_in_the_rows_of_the_next() {
    List<WideEvent> one = FoldedEvents.random(1, 60, DAYS);
    List<WideEvent> two = List.of(one.get(59));
    List<Rolling.Span> spans = new Rolling(6, 10, 30).spans(new AsOf(130 * WideEvent.DAY), ZONE);
    for (Fold<?> told :
        List.of(
            features,
            new ReceivedFold(features, spans.stream().map(Rolling.Span::asOf).toList()))) {
      TrainingFold<?> fold = new TrainingFold<>(told, RULE, spans);
      List<Map<String, Object>> both = new ArrayList<>(rows(fold, one));
      for (Map<String, Object> row : rows(fold, two)) {
        row.put("key", 2L);
        both.add(row);
      }

      assertThat(rows(fold, fold.instants(), List.of(one, two))).isEqualTo(both);
    }
  }
}
