// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.expression.Columns;
import io.perennial.expression.Expression;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Field;
import io.perennial.lake.SqlStep;
import io.perennial.lake.duckdb.DuckDbEngine;
import io.perennial.testkit.contract.RandomExpression;
import io.perennial.testkit.contract.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random expressions of mappings over the same rows: both engines come to the same. */
class ExpressionParityTest {

  private static final int EXPRESSIONS = 60;
  private static final List<String> TEXTS =
      List.of("0", "1", "-2.5", "1.005", "17", "0.1", "x", "X y", " é ", "a-b-a", "日本", "12x");

  @TempDir Path folder;

  @Test
  void both_engines_come_to_the_same() {
    SplittableRandom random = new SplittableRandom(7);
    List<Expression> expressions = new ArrayList<>();
    for (int i = 0; i < EXPRESSIONS; i++) {
      expressions.add(Expression.parse(new RandomExpression(random).any(3)));
    }
    long seed = random.nextLong();
    EngineSettings settings = new EngineSettings(1L << 28, 1, folder.resolve("spill"), Map.of());
    try (DuckDbEngine duckDb = DuckDbEngine.open(settings);
        SparkEngine spark = SharedSpark.ofSmallRows(folder.resolve("work"))) {
      Result expected = computed(duckDb, expressions, seed);
      Result actual = computed(spark, expressions, seed);

      for (int i = 0; i < EXPRESSIONS; i++) {
        assertThat(actual.column("e" + i))
            .as("%s", expressions.get(i))
            .isEqualTo(expected.column("e" + i));
      }
    }
  }

  private static Result computed(Engine engine, List<Expression> expressions, long seed) {
    engine.load("parity_rows", Batches.of(rows(new SplittableRandom(seed))));
    Bound bound = new Bound();
    StringBuilder sql = new StringBuilder("-- all: all\n-- writes  parity_computed\nSELECT r.n");
    for (int i = 0; i < expressions.size(); i++) {
      sql.append(", ").append(expressions.get(i).textSql(bound)).append(" AS e").append(i);
    }
    engine.run(SqlStep.ofText("all", sql + " FROM parity_rows r"), bound.values);
    return Result.of(engine.query("SELECT * FROM parity_computed ORDER BY n"));
  }

  private static Batch rows(SplittableRandom random) {
    List<Field> fields = new ArrayList<>(List.of(new Field("n", ColumnType.LONG)));
    List.of("a", "b", "c").forEach(name -> fields.add(new Field(name, ColumnType.STRING)));
    Batch batch = new Batch(fields, 30);
    for (int i = 0; i < 30; i++) {
      int row = batch.addRow();
      batch.setLong(0, row, i);
      for (int column = 1; column <= 3; column++) {
        if (random.nextInt(6) > 0) {
          batch.setText(column, row, TEXTS.get(random.nextInt(TEXTS.size())));
        }
      }
    }
    return batch;
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
      return "f_double(" + text + ")";
    }

    @Override
    public String isNothing(String text) {
      return text + " = 'n/a'";
    }
  }
}
