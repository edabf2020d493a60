// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.aggregate.ComputedColumn;
import io.perennial.features.aggregate.ComputedValues;
import io.perennial.features.dictionary.Declarations;
import io.perennial.features.dictionary.EventColumns;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import io.perennial.testkit.contract.FilledLake;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All features from the lake to the table, the user's own among them. */
class WideFeaturesTest {

  private static final long DAY = 86_400_000_000L;

  /** 2025-01-01T12:00:00Z. */
  private static final long NOON = 1_735_732_800_000_000L;

  @TempDir Path folder;
  private OpenLake open;
  private FilledLake lake;

  @BeforeEach
  void open() {
    open = OpenLake.in(folder);
    lake = open.filled();
  }

  @AfterEach
  void close() {
    open.close();
  }

  private static FeatureConfig config(FeatureConfig.Known known, String own) {
    return new FeatureConfig(
        PurchaseRule.byDay(ZoneOffset.UTC),
        Optional.empty(),
        known,
        own.isEmpty() ? Map.of() : Declarations.sections("features:\n" + own, Path.of("own.yaml")));
  }

  /** An event of a record, with columns by name. */
  private record Said(long record, long micros, Map<String, Object> columns) {}

  private static Said said(long record, String type, int day, Object... columns) {
    Map<String, Object> byName = new HashMap<>(Map.of("type", type));
    for (int i = 0; i < columns.length; i += 2) {
      byName.put((String) columns[i], columns[i + 1]);
    }
    return new Said(record, NOON + day * DAY, byName);
  }

  private void say(Said... events) {
    List<Column> columns = Tables.EVENTS.columns();
    Batch batch =
        new Batch(
            columns.stream()
                .map(
                    c ->
                        c.type() == ColumnType.DECIMAL
                            ? new Field(c.name(), ColumnType.DOUBLE)
                            : c.field())
                .toList(),
            events.length);
    for (Said event : events) {
      int row = batch.addRow();
      batch.setLong(batch.index("event_id"), row, row);
      batch.setLong(batch.index("record_id"), row, event.record());
      batch.setLong(batch.index("occurred_at"), row, event.micros());
      batch.setLong(batch.index("received_at"), row, event.micros());
      event
          .columns()
          .forEach(
              (name, value) -> {
                int column = batch.index(name);
                if (value instanceof String text) {
                  batch.setText(column, row, text);
                } else if (value instanceof Double number) {
                  batch.setDouble(column, row, number);
                } else {
                  batch.setLong(column, row, (Long) value);
                }
              });
    }
    open.engine().load("said_now", Batches.of(batch));
    LakeTable table = open.tables().table(Tables.EVENTS);
    table.append(
        "said", open.engine().write("SELECT * FROM said_now", FileTarget.of(table)), Map.of());
    open.engine().drop("said_now");
  }

  /** What the text of an event says; events are numbered as they were said. */
  private void tell(long event, double intensity, String sentiment, String intent, double urgency) {
    Batch batch = new Batch(Tables.TEXTS.columns().stream().map(Column::field).toList(), 1);
    int row = batch.addRow();
    batch.setLong(batch.index("event_id"), row, event);
    batch.setDouble(batch.index("intensity"), row, intensity);
    batch.setText(batch.index("sentiment"), row, sentiment);
    batch.setText(batch.index("intent"), row, intent);
    batch.setDouble(batch.index("urgency"), row, urgency);
    open.engine().load("told_now", Batches.of(batch));
    LakeTable table = open.tables().table(Tables.TEXTS);
    table.append(
        "told-" + event,
        open.engine().write("SELECT * FROM told_now", FileTarget.of(table)),
        Map.of());
    open.engine().drop("told_now");
  }

  private List<String> features(String columns) {
    return lake.rows(Tables.FEATURES, "SELECT " + columns + " FROM features ORDER BY customer_id");
  }

  @Test
  void every_feature_is_a_column_and_own_ones_stand_beside_ours() {
    say(
        said(
            1,
            "order",
            0,
            "amount",
            10.0,
            "quantity",
            2.0,
            "order_id",
            "A",
            "channel",
            "web",
            "properties",
            "{\"gift\":\"true\"}"),
        said(1, "order", 3, "amount", 30.0, "quantity", 1.0, "order_id", "B", "channel", "store"),
        said(1, "page_view", 40),
        said(2, "ticket_opened", 39));

    lake.run(
        new FeaturesStep(
            config(
                FeatureConfig.Known.OCCURRED,
                """
                  gift_spend: {meaning: m, events: order, where: properties.gift = 'true', of: amount,
                    aggregate: sum}
                  gift_rate: {meaning: m, numerator: gift_spend, denominator: spend}
                """)));

    assertThat(
            features(
                "customer_id, purchases, spend, spend_30d, spend_90d, orders_90d, items_90d,"
                    + " web_share_365d, basket_spend_90d, days_since_order, sessions_7d,"
                    + " tickets_30d, gift_spend, gift_rate"))
        .containsExactly(
            "1|2|40.0|0.0|40.0|2|3.0|0.5|20.0|37|1|0|10.0|0.25",
            "2|0|0.0|0.0|0.0|0|0.0|-|-|-|0|1|0.0|-");
  }

  @Test
  void what_a_customer_writes_is_known_of_them_as_of_then() {
    say(
        said(1, "ticket_opened", 0),
        said(1, "review", 20),
        said(1, "order", 30),
        said(2, "order", 30));
    tell(0, -.75, "negative", "cancel", .9);
    tell(1, .5, "positive", "praise", .1);
    String columns =
        "texts_90d, text_intensity_mean_90d, text_intensity_last, negative_texts_90d,"
            + " negative_text_share_90d, cancel_wishes_90d, urgent_texts_90d,"
            + " days_since_negative_text";

    lake.run(new FeaturesStep(config(FeatureConfig.Known.OCCURRED, "")));
    assertThat(features(columns)).containsExactly("2|-0.125|0.5|1|0.5|1|1|30", "0|-|-|0|-|0|0|-");

    lake.run(
        new FeaturesStep(
            config(FeatureConfig.Known.OCCURRED, "")
                .withAsOf(AsOf.of(Instant.parse("2025-01-21T00:00:00Z")))));
    assertThat(features(columns))
        .as("before the review")
        .containsExactly("1|-0.75|-0.75|1|1.0|1|1|19");
  }

  @Test
  void features_come_and_go_and_the_columns_of_those_that_went_stay_empty() {
    say(said(1, "order", 0, "amount", 10.0));
    lake.run(new FeaturesStep(config(FeatureConfig.Known.OCCURRED, "")));
    lake.run(
        new FeaturesStep(
            config(FeatureConfig.Known.OCCURRED, "  mine: {meaning: m, events: order}\n")));
    assertThat(features("mine, spend")).containsExactly("1|10.0");

    lake.run(
        new FeaturesStep(
            config(
                FeatureConfig.Known.OCCURRED,
                "  mine: {meaning: m, events: order, of: amount, aggregate: mean}\n")));
    assertThat(features("mine, spend")).as("of another type").containsExactly("10.0|10.0");

    lake.run(new FeaturesStep(config(FeatureConfig.Known.OCCURRED, "")));
    assertThat(features("mine, spend")).containsExactly("-|10.0");
  }

  @Test
  void what_was_not_received_by_then_was_not_known() {
    say(
        said(1, "order", 0, "amount", 10.0),
        said(1, "order", 1, "amount", 5.0, "received_at", NOON + 9 * DAY));
    FeatureConfig config = config(FeatureConfig.Known.RECEIVED, "");

    lake.run(new FeaturesStep(config));

    assertThat(features("purchases, spend")).containsExactly("1|10.0");
  }

  @Test
  void the_engine_and_java_compute_the_same_of_each_event() {
    SplittableRandom random = new SplittableRandom(20261122);
    Said[] events = new Said[200];
    for (int i = 0; i < events.length; i++) {
      events[i] = random(random, i);
    }
    say(events);
    List<ComputedColumn> computed =
        List.of(
            new ComputedColumn.Conditions(
                "conditions",
                List.of(
                        "channel = 'web'",
                        "channel <> 'web' or amount > 20",
                        "discount > 0",
                        "cost is null",
                        "properties.gift = 'true'",
                        "properties.weight > 1.5",
                        "score >= 4 and not (category = 'é日本')",
                        "lower(brand) in ('acme', 'own')",
                        "starts_with(campaign, 'sp')",
                        "amount - coalesce(discount, 0) > cost * 1.5")
                    .stream()
                    .map(EventColumns::condition)
                    .toList()),
            new ComputedColumn.Measure("margin", EventColumns.number("amount - cost")),
            new ComputedColumn.Measure("price", EventColumns.number("amount / quantity")),
            new ComputedColumn.Measure("weight", EventColumns.number("properties.weight")),
            new ComputedColumn.Text("pair", EventColumns.text("concat(category, '-', brand)")));

    try (CustomerEvents customers = CustomerEvents.open(open.tables(), open.engine())) {
      List<String> columns = computed.stream().map(ComputedColumn::name).toList();
      customers.prepare(columns, computed, Optional.empty());
      try (Batches rows = open.engine().query("SELECT * FROM folded_events ORDER BY event_id")) {
        int n = 0;
        while (rows.next()) {
          Batch batch = rows.batch();
          for (int row = 0; row < batch.rows(); row++, n++) {
            requireSame(computed, batch, row, events[n]);
          }
        }
        assertThat(n).isEqualTo(events.length);
      }
    }
  }

  private static Said random(SplittableRandom random, int i) {
    Map<String, Object> columns = new HashMap<>();
    columns.put("type", "order");
    for (String money : List.of("amount", "discount", "cost")) {
      if (random.nextInt(3) > 0) {
        columns.put(money, Math.round(random.nextDouble(50) * 1e4) / 1e4);
      }
    }
    columns.put("quantity", (double) random.nextInt(3));
    if (random.nextBoolean()) {
      columns.put("score", random.nextDouble(10));
    }
    for (String text : List.of("channel", "category", "brand", "campaign_id")) {
      String[] texts = {"web", "é日本", "ACME", "own", "spring"};
      if (random.nextInt(3) > 0) {
        columns.put(text, texts[random.nextInt(texts.length)]);
      }
    }
    String[] properties = {
      "{\"gift\":\"true\",\"weight\":2}", "{\"weight\":\"heavy\"}", "{\"gift\":null}", "{}", "no"
    };
    if (random.nextBoolean()) {
      columns.put("properties", properties[random.nextInt(properties.length)]);
    }
    return new Said(i, NOON + i, columns);
  }

  private static void requireSame(List<ComputedColumn> computed, Batch batch, int row, Said event) {
    ComputedValues java = new ComputedValues(texts(event));
    for (ComputedColumn column : computed) {
      int at = batch.index(column.name());
      if (column instanceof ComputedColumn.Conditions conditions) {
        assertThat(batch.longs(at)[row])
            .as("conditions of %s", event)
            .isEqualTo(java.conditions(conditions));
      } else if (column instanceof ComputedColumn.Measure measure) {
        double value = batch.isNull(at, row) ? Double.NaN : batch.doubles(at)[row];
        assertThat(value)
            .as("%s of %s", column.name(), event)
            .isEqualTo(Double.valueOf(java.measure(measure)));
      } else {
        Optional<String> text =
            batch.isNull(at, row) ? Optional.empty() : Optional.of(batch.texts(at)[row]);
        assertThat(text)
            .as("%s of %s", column.name(), event)
            .isEqualTo(java.text((ComputedColumn.Text) column));
      }
    }
  }

  private static Function<String, Optional<String>> texts(Said event) {
    return name -> {
      if (name.equals("properties.gift") || name.equals("properties.weight")) {
        String json = (String) event.columns().getOrDefault("properties", "");
        return switch (json) {
          case "{\"gift\":\"true\",\"weight\":2}" ->
              Optional.of(name.endsWith("gift") ? "true" : "2");
          case "{\"weight\":\"heavy\"}" ->
              name.endsWith("weight") ? Optional.of("heavy") : Optional.empty();
          default -> Optional.empty();
        };
      }
      String column = name.equals("campaign") ? "campaign_id" : name;
      return Optional.ofNullable(event.columns().get(column)).map(Object::toString);
    };
  }
}
