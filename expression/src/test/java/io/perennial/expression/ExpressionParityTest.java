// SPDX-License-Identifier: Apache-2.0
package io.perennial.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Field;
import io.perennial.lake.SqlStep;
import io.perennial.testkit.contract.RandomExpression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random expressions over random rows: the engine and Java come to the same. */
class ExpressionParityTest {

  private static final int EXPRESSIONS = 300;
  private static final int AT_ONCE = 20;
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> TEXTS =
      List.of(
          "", "", "0", "1", "-2.5", "1.005", "17", "0.1", "x", "X y", " é ", "a-b-a", "日本", "12x");

  @TempDir Path folder;

  @Test
  void the_engine_and_java_come_to_the_same() {
    SplittableRandom random = new SplittableRandom(20261122);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<String> row = new ArrayList<>();
      NAMES.forEach(name -> row.add(TEXTS.get(random.nextInt(TEXTS.size()))));
      rows.add(row);
    }
    EngineSettings settings = new EngineSettings(1L << 28, 1, folder.resolve("spill"), Map.of());
    try (Engine engine = EngineProvider.named("duckdb").open(settings)) {
      engine.load("rows", Batches.of(batch(rows)));
      for (int i = 0; i < EXPRESSIONS; i += AT_ONCE) {
        List<Expression> some = new ArrayList<>();
        while (some.size() < AT_ONCE) {
          some.add(Expression.parse(new RandomExpression(random).any(4)));
        }
        requireSame(engine, some, rows);
      }
    }
  }

  private static Batch batch(List<List<String>> rows) {
    Batch batch =
        new Batch(
            List.of(
                new Field("n", ColumnType.LONG),
                new Field("a", ColumnType.STRING),
                new Field("b", ColumnType.STRING),
                new Field("c", ColumnType.STRING)),
            rows.size());
    for (int i = 0; i < rows.size(); i++) {
      int row = batch.addRow();
      batch.setLong(0, row, i);
      for (int c = 0; c < NAMES.size(); c++) {
        if (!rows.get(i).get(c).isEmpty()) {
          batch.setText(c + 1, row, rows.get(i).get(c));
        }
      }
    }
    return batch;
  }

  private static void requireSame(
      Engine engine, List<Expression> expressions, List<List<String>> rows) {
    Bound bound = new Bound();
    StringBuilder sql = new StringBuilder("-- all: all\n-- writes  computed\nSELECT r.n");
    for (int i = 0; i < expressions.size(); i++) {
      sql.append(", ").append(expressions.get(i).textSql(bound)).append(" AS e").append(i);
    }
    engine.run(SqlStep.ofText("all", sql + " FROM rows r"), bound.values);
    try (Batches computed = engine.query("SELECT * FROM computed ORDER BY n")) {
      int n = 0;
      while (computed.next()) {
        Batch batch = computed.batch();
        for (int row = 0; row < batch.rows(); row++, n++) {
          for (int i = 0; i < expressions.size(); i++) {
            List<String> values = rows.get(n);
            assertThat(
                    batch.isNull(i + 1, row)
                        ? Optional.empty()
                        : Optional.of(batch.texts(i + 1)[row]))
                .as("%s of %s", expressions.get(i), values)
                .isEqualTo(
                    expressions
                        .get(i)
                        .text(
                            name -> Optional.of(values.get(NAMES.indexOf(name))),
                            ExpressionTest::number));
          }
        }
      }
    }
  }

  private static final class Bound implements Columns {
    private final Map<String, Object> values = new LinkedHashMap<>();

    @Override
    public String column(String name) {
      return "r." + name;
    }

    @Override
    public String bound(Object value) {
      values.put("v" + values.size(), value);
      return ":v" + (values.size() - 1);
    }

    @Override
    public String number(String text) {
      return "CASE WHEN regexp_replace("
          + text
          + ", '^-?[0-9]+([.][0-9]+)?$', '') = '' THEN f_double("
          + text
          + ") END";
    }

    @Override
    public String isNothing(String text) {
      return text + " = 'n/a'";
    }
  }
}
