// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.expression.ValueType;
import io.perennial.ingest.Chosen;
import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.sniff.FileShape;
import io.perennial.ingest.sniff.NumberForms;
import io.perennial.ingest.sniff.TimeForms;
import io.perennial.lake.TextFormat;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the times and numbers of files are written. Nothing is guessed: what could mean two things is
 * decided by other files of the source that are read in the same run, or refused.
 */
final class Forms {

  private final SourceConfig source;
  private final List<InputFile> files;
  private final List<InputFile> all;

  /**
   * @param files of one shape
   * @param all files of the source that are read now, these among them
   */
  Forms(SourceConfig source, List<InputFile> files, List<InputFile> all) {
    this.source = source;
    this.files = files;
    this.all = all;
  }

  /** How numbers are written. */
  NumberForms.Mark mark() {
    Optional<Character> given = source.mapping().decimalMark();
    if (given.isPresent()) {
      return given.get() == ',' ? NumberForms.Mark.COMMA : NumberForms.Mark.POINT;
    }
    List<String> values = numbers(files);
    if (!NumberForms.isGuess(values) || isJson()) {
      return NumberForms.mark(values);
    }
    List<String> others = numbers(all);
    if (!NumberForms.isGuess(others)) {
      return NumberForms.mark(others);
    }
    throw twoNumbers();
  }

  /** JSON itself says how its numbers are written, and so does a workbook. */
  private boolean isJson() {
    InputFile first = files.get(0);
    return first.plainNumbers() || first.shape().format() instanceof TextFormat.JsonLines;
  }

  private List<String> numbers(List<InputFile> some) {
    List<String> values = new ArrayList<>();
    for (InputFile file : some) {
      numberColumns(file.shape()).forEach(column -> values.addAll(file.shape().values(column)));
    }
    return values;
  }

  private List<String> numberColumns(FileShape shape) {
    Set<String> columns = new LinkedHashSet<>();
    for (Map.Entry<EventField, ColumnChoice> entry : source.mapping().columns().entrySet()) {
      EventField.Kind kind = entry.getKey().kind();
      boolean number = kind == EventField.Kind.NUMBER || kind == EventField.Kind.MONEY;
      entry
          .getValue()
          .chosen(shape.fields())
          .filter(chosen -> number && isRead(chosen))
          .ifPresent(chosen -> columns.add(chosen.reads().iterator().next()));
    }
    for (ColumnChoice choice : source.mapping().choices().values()) {
      if (choice.chosen(shape.fields()).orElse(null) instanceof Chosen.Computed computed) {
        columns.addAll(computed.expression().numberColumns());
      }
    }
    columns.retainAll(shape.fields());
    return List.copyOf(columns);
  }

  /** Whether a number is read from what is chosen as a text. */
  private static boolean isRead(Chosen chosen) {
    return chosen instanceof Chosen.Columns
        || (chosen instanceof Chosen.Computed computed
            && computed.expression().type() == ValueType.TEXT
            && !chosen.reads().isEmpty());
  }

  private IngestException twoNumbers() {
    for (InputFile file : files) {
      for (String column : numberColumns(file.shape())) {
        List<String> values = file.shape().values(column);
        for (int row = 0; row < values.size(); row++) {
          String value = values.get(row).strip();
          if (NumberForms.isTwo(value)) {
            return new IngestException(
                "Cannot tell the decimal mark of "
                    + file.name()
                    + ", column "
                    + column
                    + ": "
                    + value
                    + " in row "
                    + (row + 1)
                    + " is "
                    + value.replaceAll("[.,]", "")
                    + " or "
                    + value.replace(',', '.')
                    + ", and no other number decides (set sources."
                    + source.name()
                    + ".decimal-mark: '.' or ',')");
          }
        }
      }
    }
    throw new IllegalStateException("Cannot find the number that could be two");
  }

  /** The formats of times, to be tried in this order. */
  List<String> times(NumberForms.Mark mark) {
    if (source.mapping().timeFormat().isPresent()) {
      return List.of(TimeForms.strptime(source.mapping().timeFormat().get()));
    }
    TimeForms forms = TimeForms.of(times(files), mark);
    if (forms.ambiguous().isPresent()) {
      forms = decided(forms, forms.ambiguous().get(), mark);
    }
    return forms.formats().isEmpty() ? List.of(TimeForms.ISO) : forms.formats();
  }

  /** What the times of all files say, if they say which of two formats it is. */
  private TimeForms decided(TimeForms forms, String other, NumberForms.Mark mark) {
    TimeForms more = TimeForms.of(times(all), mark);
    String one = TimeForms.swapped(other);
    boolean isOne = more.formats().contains(one);
    if (more.ambiguous().isEmpty() && isOne != more.formats().contains(other)) {
      List<String> formats = new ArrayList<>(forms.formats());
      formats.replaceAll(format -> format.equals(one) && !isOne ? other : format);
      return new TimeForms(formats, forms.share(), Optional.empty(), forms.timed());
    }
    boolean isDayFirst = one.indexOf("%d") < one.indexOf("%m");
    throw isDayFirst ? twoTimes(one, other) : twoTimes(other, one);
  }

  private IngestException twoTimes(String one, String other) {
    String example = "";
    String where = files.get(0).name();
    List<String> columns = timeColumns(files.get(0).shape());
    for (InputFile file : files) {
      List<String> values = joined(file.shape());
      for (int row = 0; row < values.size() && example.isEmpty(); row++) {
        Optional<List<LocalDateTime>> both = TimeForms.both(values.get(row), one, other);
        if (both.isPresent()) {
          where = file.name();
          columns = timeColumns(file.shape());
          example =
              values.get(row).strip()
                  + " in row "
                  + (row + 1)
                  + " is "
                  + both.get().get(0).toLocalDate()
                  + " or "
                  + both.get().get(1).toLocalDate()
                  + ", and ";
        }
      }
    }
    return new IngestException(
        "Cannot tell day from month in "
            + where
            + ", column "
            + String.join(" + ", columns)
            + ": "
            + example
            + "no other time decides (set sources."
            + source.name()
            + ".time-format: '"
            + one
            + "' or '"
            + other
            + "')");
  }

  private List<String> times(List<InputFile> some) {
    List<String> values = new ArrayList<>();
    some.forEach(file -> values.addAll(joined(file.shape())));
    return values;
  }

  private List<String> timeColumns(FileShape shape) {
    return time(shape).map(chosen -> List.copyOf(chosen.reads())).orElse(List.of());
  }

  private Optional<Chosen> time(FileShape shape) {
    return Optional.ofNullable(source.mapping().columns().get(EventField.TIME))
        .flatMap(choice -> choice.chosen(shape.fields()));
  }

  private List<String> joined(FileShape shape) {
    Optional<Chosen> time = time(shape);
    if (time.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> places = new HashMap<>();
    time.get().reads().forEach(column -> places.put(column, shape.fields().indexOf(column)));
    List<String> joined = new ArrayList<>();
    for (List<String> row : shape.rows()) {
      joined.add(text(time.get(), row, places));
    }
    return joined;
  }

  private static String text(Chosen time, List<String> row, Map<String, Integer> places) {
    if (time instanceof Chosen.Computed computed) {
      return computed
          .expression()
          .text(column -> value(column, row, places), Forms::plainNumber)
          .orElse("");
    }
    return time.reads().stream()
        .map(column -> value(column, row, places).orElse(""))
        .collect(Collectors.joining(" "));
  }

  private static Optional<String> value(
      String column, List<String> row, Map<String, Integer> places) {
    int place = places.getOrDefault(column, -1);
    return place < 0 || place >= row.size() ? Optional.empty() : Optional.of(row.get(place));
  }

  private static Optional<Double> plainNumber(String text) {
    return NumberForms.isPlain(text.strip())
        ? Optional.of(Double.valueOf(text.strip()))
        : Optional.empty();
  }
}
