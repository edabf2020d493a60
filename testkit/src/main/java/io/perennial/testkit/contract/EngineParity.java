// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Folding;
import io.perennial.lake.SqlStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two engines that must answer alike: keys, integers, instants and texts equal, doubles to 1e-9
 * relative, what a fold writes to the last bit.
 *
 * @param one an engine
 * @param other an engine of another kind
 */
public record EngineParity(Engine one, Engine other) {

  /** How far doubles may be apart, relative to the larger. */
  public static final double RELATIVE = 1e-9;

  /** Loads the same rows into both; {@code rows} is asked once for each. */
  public void load(String name, Supplier<Batches> rows) {
    one.load(name, rows.get());
    other.load(name, rows.get());
  }

  /** Runs a step on both: the same number of rows, and the same rows in any order. */
  public void run(SqlStep step, Map<String, ?> values) {
    assertThat(other.run(step, values))
        .as("rows of step %s on %s and on %s", step.name(), other.name(), one.name())
        .isEqualTo(one.run(step, values));
    table(step.writes());
  }

  /** Compares a table or view: the same rows in any order. */
  public void table(String name) {
    String sql = "SELECT * FROM " + name;
    sameRows(name, ordered(Result.of(one.query(sql))), ordered(Result.of(other.query(sql))), false);
  }

  /** Compares the answers to a query: the same rows in the same order. */
  public void query(String sql) {
    sameRows(sql, Result.of(one.query(sql)), Result.of(other.query(sql)), false);
  }

  /** Compares what a fold makes: the same rows in the same order, the same bits. */
  public <S> void fold(Folding<S> folding) {
    sameRows(
        "the fold over " + folding.over(),
        Result.of(one.fold(folding)),
        Result.of(other.fold(folding)),
        true);
  }

  private void sameRows(String what, Result left, Result right, boolean toTheBit) {
    assertThat(right.fields())
        .as("columns of %s on %s and on %s", what, other.name(), one.name())
        .isEqualTo(left.fields());
    assertThat(right.rows())
        .as("rows of %s on %s and on %s", what, other.name(), one.name())
        .hasSameSizeAs(left.rows());
    for (int row = 0; row < left.rows().size(); row++) {
      for (int column = 0; column < left.fields().size(); column++) {
        Object a = left.rows().get(row).get(column);
        Object b = right.rows().get(row).get(column);
        assertThat(alike(a, b, toTheBit))
            .as(
                "%s, row %s, column %s: %s on %s, %s on %s",
                what, row, left.fields().get(column).name(), a, one.name(), b, other.name())
            .isTrue();
      }
    }
  }

  /** Whether two values of results are the same; doubles to {@link #RELATIVE} unless to the bit. */
  static boolean alike(@Nullable Object a, @Nullable Object b, boolean toTheBit) {
    if (a instanceof Double x && b instanceof Double y) {
      return x.equals(y)
          || (!toTheBit && Math.abs(x - y) <= RELATIVE * Math.max(Math.abs(x), Math.abs(y)));
    }
    return a == null ? b == null : a.equals(b);
  }

  /**
   * The rows in an order of their own: by what is exact first, so that doubles a bit apart do not
   * change places.
   */
  static Result ordered(Result result) {
    List<List<@Nullable Object>> rows = new ArrayList<>(result.rows());
    rows.sort(
        (left, right) -> {
          int byExact = compare(left, right, false);
          return byExact != 0 ? byExact : compare(left, right, true);
        });
    return new Result(result.fields(), rows);
  }

  private static int compare(
      List<@Nullable Object> left, List<@Nullable Object> right, boolean doubles) {
    for (int i = 0; i < left.size(); i++) {
      Object a = left.get(i);
      Object b = right.get(i);
      int order =
          a == null || b == null
              ? Boolean.compare(a != null, b != null)
              : a instanceof Double != doubles ? 0 : compareValues(a, b);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @SuppressWarnings("unchecked")
  private static int compareValues(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }
}
