// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    List<String> columns = new ArrayList<>();
    for (Map.Entry<EventField, ColumnChoice> entry : source.mapping().columns().entrySet()) {
      EventField.Kind kind = entry.getKey().kind();
      if (kind == EventField.Kind.NUMBER || kind == EventField.Kind.MONEY) {
        entry.getValue().in(shape.fields()).ifPresent(parts -> columns.add(parts.get(0)));
      }
    }
    return columns;
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
    ColumnChoice choice = source.mapping().columns().get(EventField.TIME);
    return choice == null ? List.of() : choice.in(shape.fields()).orElse(List.of());
  }

  private List<String> joined(FileShape shape) {
    List<String> joined = new ArrayList<>();
    List<List<String>> columns = timeColumns(shape).stream().map(shape::values).toList();
    for (int row = 0; row < shape.rows().size() && !columns.isEmpty(); row++) {
      StringBuilder text = new StringBuilder();
      for (List<String> column : columns) {
        text.append(text.isEmpty() ? "" : " ").append(column.get(row));
      }
      joined.add(text.toString());
    }
    return joined;
  }
}
