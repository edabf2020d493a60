// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Customers with the rules that hold of them, as {@link RuleBook#query} has them, to memberships: a
 * row for each segment that a customer is in.
 */
public final class RuleMemberships implements BatchFunction {
  private static final long serialVersionUID = 1;

  private static final List<Field> WRITES =
      List.of(
          new Field("customer_id", ColumnType.LONG),
          new Field("as_of", ColumnType.TIMESTAMP),
          new Field("scheme", ColumnType.STRING),
          new Field("segment", ColumnType.STRING),
          new Field("reason", ColumnType.STRING));

  /** What is said of whom, without the conditions, which SQL has answered. */
  private record Told(String scheme, List<String> segments, List<Reason> reasons, String otherwise)
      implements Serializable {}

  private final List<Told> schemes = new ArrayList<>();
  private final Population population;
  private final UnitText units;
  private final List<String> numbers;
  private final List<String> words;

  RuleMemberships(
      List<Scheme> schemes,
      Population population,
      UnitText units,
      List<String> numbers,
      List<String> words) {
    for (Scheme scheme : schemes) {
      this.schemes.add(
          new Told(
              scheme.name(),
              scheme.rules().stream().map(Rule::segment).toList(),
              scheme.rules().stream().map(Rule::reason).toList(),
              scheme.otherwise().orElse("")));
    }
    this.population = population;
    this.units = units;
    this.numbers = List.copyOf(numbers);
    this.words = List.copyOf(words);
  }

  @Override
  public List<Field> writes(List<Field> reads) {
    return WRITES;
  }

  @Override
  public void apply(Batch in, Batch out) {
    Row row = new Row(in, numbers, words);
    for (int i = 0; i < in.rows(); i++) {
      row.at = i;
      for (int s = 0; s < schemes.size(); s++) {
        Told scheme = schemes.get(s);
        long bits = in.longs(2 + s)[i];
        for (int r = 0; bits != 0 && r < scheme.segments().size(); r++) {
          if ((bits >> r & 1) != 0) {
            String reason = scheme.reasons().get(r).of(row, population, units);
            write(in, i, out, scheme.scheme(), scheme.segments().get(r), reason);
          }
        }
        if (bits == 0 && !scheme.otherwise().isEmpty()) {
          write(in, i, out, scheme.scheme(), scheme.otherwise(), noOther(scheme.scheme()));
        }
      }
    }
  }

  /** Why someone is in the segment of all others. */
  static String noOther(String scheme) {
    return "no other segment of " + scheme;
  }

  private static void write(
      Batch in, int i, Batch out, String scheme, String segment, String reason) {
    int row = out.addRow();
    out.setLong(0, row, in.longs(0)[i]);
    out.setLong(1, row, in.longs(1)[i]);
    out.setText(2, row, scheme);
    out.setText(3, row, segment);
    out.setText(4, row, reason);
  }

  /** The row of a batch that is looked at. */
  private static final class Row implements CustomerRow {
    private final Batch batch;
    private final List<String> numbers;
    private final List<String> words;
    private final int first;
    private int at;

    Row(Batch batch, List<String> numbers, List<String> words) {
      this.batch = batch;
      this.numbers = numbers;
      this.words = words;
      first = batch.fields().size() - numbers.size() - words.size();
    }

    @Override
    public OptionalDouble number(String feature) {
      int column = first + numbers.indexOf(feature);
      return batch.isNull(column, at)
          ? OptionalDouble.empty()
          : OptionalDouble.of(batch.doubles(column)[at]);
    }

    @Override
    public Optional<String> word(String feature) {
      int column = first + numbers.size() + words.indexOf(feature);
      return batch.isNull(column, at) ? Optional.empty() : Optional.of(batch.texts(column)[at]);
    }
  }
}
