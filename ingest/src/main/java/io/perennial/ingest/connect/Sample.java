// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.sniff.FileShape;
import io.perennial.ingest.sniff.NumberForms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The sampled rows of a file, and what each of its columns looks like.
 *
 * @param shape how the file lies, with the rows
 * @param columns in order, each name once
 * @param mark how its numbers are written
 */
record Sample(FileShape shape, List<ColumnProfile> columns, NumberForms.Mark mark) {

  static Sample of(FileShape shape) {
    NumberForms.Mark mark = mark(shape);
    List<ColumnProfile> columns = new ArrayList<>();
    for (String field : new LinkedHashSet<>(shape.fields())) {
      columns.add(ColumnProfile.of(field, shape.values(field), mark));
    }
    return new Sample(shape, List.copyOf(columns), mark);
  }

  ColumnProfile column(String name) {
    return find(name).orElseThrow();
  }

  Optional<ColumnProfile> find(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  List<String> values(String column) {
    return shape.values(column);
  }

  OptionalDouble decides(String one, String other) {
    return Grain.decides(values(one), values(other));
  }

  /** Whether any name tells anything: not so without a header, nor with f1, f2, f3. */
  boolean isNamed() {
    return columns.stream()
        .anyMatch(
            column -> {
              String meaning = ColumnWords.meaning(column.name());
              return !meaning.isEmpty() && !meaning.replaceAll("[x ]", "").isEmpty();
            });
  }

  /** Every column counts: amounts, prices and weights of one file are written alike. */
  private static NumberForms.Mark mark(FileShape shape) {
    List<String> numbers = new ArrayList<>();
    for (String field : shape.fields()) {
      List<String> values =
          shape.values(field).stream().filter(value -> !value.isBlank()).limit(2000).toList();
      long like =
          values.stream()
              .filter(
                  value ->
                      NumberForms.isNumber(value.strip(), NumberForms.Mark.POINT)
                          || NumberForms.isNumber(value.strip(), NumberForms.Mark.COMMA))
              .count();
      boolean dates =
          values.stream()
              .limit(50)
              .anyMatch(v -> v.matches("[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{2,4}.*"));
      if (!values.isEmpty() && like > 0.9 * values.size() && !dates) {
        numbers.addAll(values);
      }
    }
    return NumberForms.mark(numbers);
  }
}
