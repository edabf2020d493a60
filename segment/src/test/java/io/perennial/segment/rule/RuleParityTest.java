// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import static io.perennial.segment.rule.Features.VOCABULARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our schemes and random ones over random customers: the engine and Java tell the same. */
class RuleParityTest {

  private static final int CUSTOMERS = 400;
  private static final UnitText UNITS = new UnitText(Currency.getInstance("EUR"));
  private static final String[] NUMBERS = {
    "purchases", "spend_total", "days_since_order", "order_gap_median_days"
  };
  private static final String[] WORDS = {"favourite_channel", "favourite_brand"};
  private static final String[] TEXTS = {"web", "store", "", "É a", "a'b"};

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(20261122);

  private String one(String... some) {
    return some[random.nextInt(some.length)];
  }

  private String number(int depth) {
    if (depth == 0) {
      return one(one(NUMBERS), one(NUMBERS), "typical.spend_total", "3", "0.5", "least");
    }
    return switch (random.nextInt(6)) {
      case 0 -> "(" + number(depth - 1) + one(" + ", " - ", " * ", " / ") + number(depth - 1) + ")";
      case 1 -> "coalesce(" + number(depth - 1) + ", " + number(depth - 1) + ")";
      case 2 -> "greatest(" + number(depth - 1) + ", " + number(depth - 1) + ")";
      case 3 -> "round(" + number(depth - 1) + ", 1)";
      case 4 -> "abs(" + number(depth - 1) + ")";
      default -> number(0);
    };
  }

  private String truth(int depth) {
    if (depth == 0) {
      return number(1) + one(" < ", " <= ", " = ", " >= ", " <> ") + number(1);
    }
    return switch (random.nextInt(7)) {
      case 0 -> "(" + truth(depth - 1) + one(" and ", " or ") + truth(depth - 1) + ")";
      case 1 -> "not (" + truth(depth - 1) + ")";
      case 2 -> one(WORDS) + one(" = ", " <> ", " < ") + one("'web'", "'a''b'", "favourite_brand");
      case 3 -> "lower(" + one(WORDS) + ")" + one(" in (", " not in (") + "'é a', 'store', list)";
      case 4 -> one(one(NUMBERS), one(WORDS)) + one(" is null", " is not null");
      case 5 -> "starts_with(" + one(WORDS) + ", 's')";
      default -> truth(0);
    };
  }

  private List<Scheme> schemes() {
    List<Scheme> schemes = new ArrayList<>(SchemeDeclarations.read(Map.of(), VOCABULARY));
    Map<String, String> terms = Map.of("least", "0 - 1", "list", "'web', 'x'");
    for (int s = 0; s < 12; s++) {
      List<Rule> rules = new ArrayList<>();
      for (int r = 0; r < 1 + random.nextInt(4); r++) {
        Condition condition = Condition.parse(truth(3), VOCABULARY, terms);
        rules.add(new Rule("s" + r, condition, Reason.naming(condition.reads(), VOCABULARY)));
      }
      Scheme.Kind kind = s % 2 == 0 ? Scheme.Kind.FIRST_MATCH : Scheme.Kind.OVERLAPPING;
      schemes.add(new Scheme("random-" + s, "", kind, rules, java.util.Optional.of("others")));
    }
    return schemes;
  }

  private Map<String, Object> customer(Set<String> features) {
    Map<String, Object> known = new HashMap<>();
    for (String feature : features) {
      if (random.nextInt(4) > 0) {
        if (VOCABULARY.kind(feature) == Vocabulary.Kind.WORD) {
          known.put(feature, one(TEXTS));
        } else {
          double value = random.nextInt(20) * 0.25;
          known.put(feature, random.nextInt(30) == 0 ? Double.NaN : value);
        }
      }
    }
    return known;
  }

  private static Batch batch(List<String> features, List<Map<String, Object>> customers) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("customer_id", ColumnType.LONG));
    fields.add(new Field("as_of", ColumnType.TIMESTAMP));
    for (String feature : features) {
      boolean word = VOCABULARY.kind(feature) == Vocabulary.Kind.WORD;
      fields.add(new Field(feature, word ? ColumnType.STRING : ColumnType.DOUBLE));
    }
    Batch batch = new Batch(fields, customers.size());
    for (int i = 0; i < customers.size(); i++) {
      int row = batch.addRow();
      batch.setLong(0, row, i);
      batch.setLong(1, row, 0);
      for (int f = 0; f < features.size(); f++) {
        Object value = customers.get(i).get(features.get(f));
        if (value instanceof Double number) {
          batch.setDouble(f + 2, row, number);
        } else if (value instanceof String text) {
          batch.setText(f + 2, row, text);
        }
      }
    }
    return batch;
  }

  @Test
  void the_engine_and_java_tell_the_same() {
    List<Scheme> schemes = schemes();
    Set<String> reads = new LinkedHashSet<>();
    schemes.forEach(scheme -> reads.addAll(scheme.reads()));
    List<Map<String, Object>> customers = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(customer(reads));
    }
    RuleBook book =
        new RuleBook(
            schemes,
            VOCABULARY,
            new Population(Map.of("spend_total", -1.25e-3, "order_gap_median_days", 2.5)));
    EngineSettings settings = new EngineSettings(1L << 28, 1, folder.resolve("spill"), Map.of());
    List<List<RuleMembership>> told = new ArrayList<>();
    customers.forEach(customer -> told.add(new ArrayList<>()));
    try (Engine engine = EngineProvider.named("duckdb").open(settings)) {
      engine.load("customers", Batches.of(batch(List.copyOf(reads), customers)));
      RuleBook.Query query = book.query("customers");
      engine.run(query.step(), query.values());
      try (Batches rows =
          engine.map(
              "SELECT * FROM " + RuleBook.RULED + " ORDER BY customer_id",
              book.memberships(UNITS))) {
        while (rows.next()) {
          Batch batch = rows.batch();
          for (int i = 0; i < batch.rows(); i++) {
            told.get((int) batch.longs(0)[i])
                .add(new RuleMembership(batch.texts(2)[i], batch.texts(3)[i], batch.texts(4)[i]));
          }
        }
      }
    }

    for (int i = 0; i < CUSTOMERS; i++) {
      Map<String, Object> known = customers.get(i);
      known.values().removeIf(""::equals);
      assertThat(told.get(i))
          .as("%s of %s", known, schemes)
          .containsExactlyElementsOf(book.of(Features.row(known), UNITS));
    }
    assertThat(told.stream().mapToInt(List::size).sum()).isGreaterThan(CUSTOMERS * 10);
  }
}
