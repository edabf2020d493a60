// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.dictionary.Declarations;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Formula;
import io.perennial.features.engineer.Candidate;
import io.perennial.features.engineer.Templates;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suggested features, from events in a lake to declarations and their SQL. */
class SuggestionsTest {

  private static final long DAY = 86_400_000_000L;

  /** 2025-01-01T00:00:00Z. */
  private static final long BEGIN = 1_735_689_600_000_000L;

  private static final int DAYS = 400;
  private static final List<Column> COLUMNS = Tables.EVENTS.columns();

  @TempDir Path folder;
  private OpenLake open;
  private Batch events = batch();

  @BeforeEach
  void open() {
    open = OpenLake.in(folder);
  }

  @AfterEach
  void close() {
    open.close();
  }

  private static Batch batch() {
    return new Batch(
        COLUMNS.stream()
            .map(
                c ->
                    c.type() == ColumnType.DECIMAL
                        ? new Field(c.name(), ColumnType.DOUBLE)
                        : c.field())
            .toList(),
        1024);
  }

  private int say(long record, String type, long micros) {
    int row = events.addRow();
    events.setLong(events.index("event_id"), row, row);
    events.setLong(events.index("record_id"), row, record);
    events.setLong(events.index("occurred_at"), row, micros);
    events.setLong(events.index("received_at"), row, micros);
    events.setText(events.index("type"), row, type);
    return row;
  }

  private void commit() {
    open.engine().load("said_now", Batches.of(events));
    LakeTable table = open.tables().table(Tables.EVENTS);
    table.append(
        "said", open.engine().write("SELECT * FROM said_now", FileTarget.of(table)), Map.of());
    open.engine().drop("said_now");
    events = batch();
  }

  /**
   * Customers look at products at random; those who give good scores in surveys buy in the days
   * after, others rarely. What follows each order at once would tell it, had it been before.
   */
  private void shop(int customers) {
    SplittableRandom random = new SplittableRandom(5);
    for (long customer = 1; customer <= customers; customer++) {
      boolean loves = random.nextBoolean();
      for (int day = 0; day < DAYS; day += 20) {
        int survey = say(customer, "survey", BEGIN + day * DAY + random.nextLong(DAY));
        events.setDouble(events.index("score"), survey, (loves ? 6 : 4) + random.nextInt(5) / 1.0);
        say(customer, "product_view", BEGIN + (day + random.nextInt(20)) * DAY);
        if (random.nextDouble() < (loves ? 0.3 : 0.05)) {
          long at = BEGIN + (day + random.nextInt(20)) * DAY;
          int order = say(customer, "order", at);
          events.setDouble(events.index("amount"), order, 1 + random.nextInt(90) / 1.0);
          if (day > DAYS - 90) {
            say(customer, "conversion", at + 1);
          }
        }
      }
    }
    commit();
  }

  private static FeatureConfig config() {
    return new FeatureConfig(
        PurchaseRule.byDay(ZoneOffset.UTC), Optional.of(new AsOf(BEGIN + DAYS * DAY)));
  }

  private Suggestion suggest(Suggestions.Target target) {
    return Suggestions.of(
        open.tables(),
        open.engine(),
        config(),
        Suggestions.Options.usual(target, 5, 1),
        Clock.systemUTC());
  }

  @Test
  void what_tells_who_buys_next_is_found_in_words_that_can_be_pasted() {
    shop(600);

    Suggestion found = suggest(Suggestions.Target.ACTIVE);

    assertThat(found.customers()).isEqualTo(600);
    assertThat(found.asOfs()).hasSize(4);
    assertThat(found.chosen()).isNotEmpty();
    assertThat(found.chosen().get(0).candidate().name()).startsWith("auto_survey_score_");
    assertThat(found.yaml())
        .startsWith("features:\n  own:\n")
        .contains("information value ", "    auto_survey_score_", "      events: survey")
        .doesNotContain("product_view", "conversion");
    assertThat(Declarations.parse(found.yaml().replace("  own:\n", ""), Path.of("x.yaml")))
        .extracting(FeatureDefinition::name)
        .contains(found.chosen().get(0).candidate().name());
    assertThat(found.chosen().get(0).sql()).contains("-- code 16: survey", "c.score");
  }

  @Test
  void the_same_events_give_the_same_and_the_other_target_can_be_told() {
    shop(300);

    Suggestion found = suggest(Suggestions.Target.TOP_SPEND);

    assertThat(found.yaml()).isEqualTo(suggest(Suggestions.Target.TOP_SPEND).yaml());
    assertThat(found.active()).isBetween(0.1, 0.4);
  }

  @Test
  void an_empty_lake_has_no_suggestions() {
    assertThat(suggest(Suggestions.Target.ACTIVE).chosen()).isEmpty();
    assertThat(suggest(Suggestions.Target.ACTIVE).yaml()).isEmpty();
  }

  @Test
  void sql_of_each_candidate_and_of_ours_says_what_the_fold_says() {
    String[] types = {"order", "return", "page_view", "cart", "survey", "email_sent", "email_open"};
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 3_000; i++) {
      int row =
          say(
              1 + random.nextInt(80),
              types[random.nextInt(types.length)],
              BEGIN + random.nextLong(DAYS * DAY));
      some(random, row, "amount", random.nextInt(10_000) / 100.0);
      some(random, row, "quantity", random.nextInt(4));
      some(random, row, "discount", random.nextInt(3));
      some(random, row, "cost", random.nextInt(500) / 10.0);
      some(random, row, "score", random.nextInt(6) == 0 ? Double.NaN : random.nextDouble());
      for (String text : List.of("channel", "category", "brand", "order_id", "product_id")) {
        if (random.nextInt(4) > 0) {
          events.setText(events.index(text), row, text + random.nextInt(5));
        }
      }
    }
    commit();
    List<Candidate> candidates =
        Candidate.withParts(
            Templates.of(
                List.of(seen(EventType.ORDER), seen(EventType.PAGE_VIEW), seen(EventType.SURVEY))));
    List<FeatureDefinition> features =
        new ArrayList<>(Declarations.parse(Candidate.file(candidates), Path.of("templates")));
    assertThat(features).hasSizeGreaterThan(200);
    List<FeatureDefinition> ours = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FeatureDefinition feature : Declarations.builtIn()) {
      boolean isWhole =
          !(feature.formula() instanceof Formula.Ratio ratio)
              || (names.contains(ratio.numerator()) && names.contains(ratio.denominator()));
      if (FeatureSql.says(feature) && isWhole) {
        ours.add(feature);
        names.add(feature.name());
      }
    }

    ZoneId berlin = ZoneId.of("Europe/Berlin");
    AsOf asOf = AsOf.of(LocalDate.of(2025, 10, 26).atTime(13, 5).toInstant(ZoneOffset.UTC));
    same(features, berlin, asOf);
    same(ours, ZoneOffset.UTC, AsOf.startOf(LocalDate.of(2026, 1, 1)));
  }

  private static Templates.Seen seen(EventType type) {
    return new Templates.Seen(
        type, Set.of("amount", "quantity", "score"), Set.of("channel", "category", "product"));
  }

  private void some(SplittableRandom random, int row, String column, double value) {
    if (random.nextInt(4) > 0) {
      events.setDouble(events.index(column), row, value);
    }
  }

  private void same(List<FeatureDefinition> features, ZoneId zone, AsOf asOf) {
    FeatureSet set = FeatureSet.declared(features, zone);
    try (CustomerEvents all = CustomerEvents.open(open.tables(), open.engine())) {
      all.prepare(set.fold().reads(), set.computed(), Optional.empty());
      List<double[]> folded = rows(all.fold(set.fold(), List.of(asOf)), 2);
      FeatureSql sql = new FeatureSql(set.dictionary().all(), zone, asOf);
      open.engine().run(sql.step("said_by_sql"), sql.values());
      List<double[]> said =
          rows(open.engine().query("SELECT * FROM said_by_sql ORDER BY customer_id"), 1);
      open.engine().drop("said_by_sql");
      assertThat(said).hasSameSizeAs(folded).hasSize(80);
      for (int row = 0; row < said.size(); row++) {
        for (int i = 0; i < features.size(); i++) {
          String name = set.dictionary().all().get(i).name();
          double a = folded.get(row)[i];
          double b = said.get(row)[i];
          assertThat(Double.isNaN(b))
              .as("%s missing, row %s", name, row)
              .isEqualTo(Double.isNaN(a));
          if (!Double.isNaN(a)) {
            assertThat(b)
                .as("%s, row %s", name, row)
                .isCloseTo(a, within(1e-7 * Math.max(1, Math.abs(a))));
          }
        }
      }
    }
  }

  private static List<double[]> rows(Batches batches, int from) {
    List<double[]> rows = new ArrayList<>();
    try (batches) {
      while (batches.next()) {
        Batch batch = batches.batch();
        for (int row = 0; row < batch.rows(); row++) {
          double[] values = new double[batch.fields().size() - from];
          for (int i = 0; i < values.length; i++) {
            boolean isDouble = batch.fields().get(from + i).type() != ColumnType.LONG;
            values[i] =
                batch.isNull(from + i, row)
                    ? Double.NaN
                    : isDouble ? batch.doubles(from + i)[row] : (double) batch.longs(from + i)[row];
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }
}
