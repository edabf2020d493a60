// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.truth;

import io.perennial.app.UsageException;
import io.perennial.domain.StableHash;
import io.perennial.identity.Components;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.sniff.FileShape;
import io.perennial.ingest.sniff.FileSniffer;
import io.perennial.lake.LakeException;
import io.perennial.lake.TextFormat;
import io.perennial.lake.raw.SeparatedRows;
import io.perennial.lake.workspace.FileTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a file says of who is who: of records the person each is, or of pairs whether they are one.
 */
final class Labels {

  private static final Set<String> YES =
      Set.of("yes", "y", "true", "t", "match", "m", "same", "ja", "oui", "si", "link");
  private static final Set<String> NO =
      Set.of(
          "no",
          "n",
          "false",
          "f",
          "non-match",
          "nonmatch",
          "u",
          "different",
          "nein",
          "non",
          "no-match",
          "distinct");

  /** What is said of two records: places among the known ones, and how sure it is, in [0, 1]. */
  record Pair(int a, int b, double label) {}

  private final KnownRecords known;
  private final Map<Integer, Long> persons = new HashMap<>();
  private final List<Pair> pairs = new ArrayList<>();
  private final Set<String> systems = new HashSet<>();
  private long rows;
  private long unknown;
  private long firstUnknown;
  private long ambiguous;
  private long unsaid;
  private boolean onlyMatches = true;

  private Labels(KnownRecords known) {
    this.known = known;
  }

  /**
   * Reads a file.
   *
   * @throws LakeException when it cannot be read
   * @throws UsageException when its columns cannot be told
   */
  static Labels read(Path file, LabelColumns.Given given, KnownRecords known) {
    FileShape shape = new FileSniffer(FileReading.auto()).look(file, file.toString());
    if (!(shape.format() instanceof TextFormat.Csv csv)) {
      throw new UsageException("Cannot read labels: " + file + " is no CSV file");
    }
    LabelColumns columns =
        LabelColumns.find(shape.fields(), given, name -> isOfRecords(shape.values(name), known));
    Labels labels = new Labels(known);
    try (SeparatedRows rows = SeparatedRows.open(file, csv)) {
      List<String> names = rows.names();
      Row row = new Row(rows, names);
      while (rows.next()) {
        if (rows.broken().isEmpty()) {
          labels.rows++;
          if (columns.arePairs()) {
            labels.pair(columns, row);
          } else {
            labels.person(columns, row);
          }
        }
      }
    } catch (IOException e) {
      throw new LakeException("Cannot read " + file + ": " + FileTrouble.why(e), e);
    }
    return labels;
  }

  /** Access to a row's cells by name. */
  private record Row(SeparatedRows rows, List<String> names) {

    String cell(String name) {
      int column = names.indexOf(name);
      return column < 0 || column >= rows.size() ? "" : rows.field(column).strip();
    }

    long line() {
      return rows.line();
    }
  }

  private static boolean isOfRecords(List<String> values, KnownRecords known) {
    long all = values.stream().filter(value -> !value.isBlank()).count();
    long hits =
        values.stream()
            .filter(value -> !value.isBlank() && known.places(value, Optional.empty()).length > 0)
            .count();
    return all > 0 && hits * 2 >= all;
  }

  private void person(LabelColumns columns, Row row) {
    String person = columns.label().map(row::cell).orElse("");
    int place = place(row, columns.key(), columns.source());
    if (place >= 0 && !person.isEmpty()) {
      persons.put(place, StableHash.of(person));
    } else if (place >= 0) {
      unsaid++;
    }
  }

  private void pair(LabelColumns columns, Row row) {
    int a = place(row, columns.key(), columns.source());
    int b = place(row, columns.other().orElseThrow(), columns.otherSource());
    if (a < 0 || b < 0 || a == b) {
      return;
    }
    OptionalDouble label =
        columns.label().map(name -> label(row.cell(name))).orElse(OptionalDouble.of(1));
    if (label.isEmpty()) {
      unsaid++;
      return;
    }
    onlyMatches &= label.getAsDouble() >= 0.5;
    pairs.add(new Pair(Math.min(a, b), Math.max(a, b), label.getAsDouble()));
  }

  private static OptionalDouble label(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    if (YES.contains(word)) {
      return OptionalDouble.of(1);
    }
    if (NO.contains(word)) {
      return OptionalDouble.of(0);
    }
    try {
      double value = Double.parseDouble(word);
      return value >= 0 && value <= 1 ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }

  /** The place of the record that a cell names, or below 0; what cannot be told is counted. */
  private int place(Row row, String column, Optional<String> sourceColumn) {
    Optional<String> system =
        sourceColumn
            .flatMap(name -> known.system(row.cell(name)))
            .or(() -> known.systemWithin(column));
    system.ifPresent(systems::add);
    int[] places = known.places(row.cell(column), system);
    if (places.length == 1) {
      return places[0];
    }
    if (places.length == 0) {
      firstUnknown = unknown++ == 0 ? row.line() : firstUnknown;
    } else {
      ambiguous++;
    }
    return -1;
  }

  /**
   * Makes persons of pairs: what hangs together by matches is one, and who is in no pair is alone.
   *
   * @param everyone all records, as the pairs are all that there are
   */
  void completePairs() {
    Components components = new Components(known.size());
    pairs.stream().filter(pair -> pair.label() >= 0.5).forEach(p -> components.join(p.a(), p.b()));
    for (int place = 0; place < known.size(); place++) {
      persons.put(place, (long) components.of(place));
    }
    pairs.clear();
  }

  /** Whether the file says of records which person each is. */
  boolean arePersons() {
    return !persons.isEmpty();
  }

  /** The records of which a person is said, by place, ascending. */
  int[] records() {
    return persons.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** The person that a record is, by a number. */
  long person(int place) {
    return persons.getOrDefault(place, -1L);
  }

  /** What is said of pairs, each pair once: the last that was said. */
  List<Pair> pairs() {
    Map<List<Integer>, Pair> once = new HashMap<>();
    pairs.forEach(pair -> once.put(List.of(pair.a(), pair.b()), pair));
    Pair[] all = once.values().toArray(Pair[]::new);
    Arrays.sort(all, java.util.Comparator.comparingInt(Pair::a).thenComparingInt(Pair::b));
    return List.of(all);
  }

  /** Whether pairs say only what belongs together. */
  boolean sayOnlyMatches() {
    return onlyMatches && !pairs.isEmpty();
  }

  /** What could not be used, in sentences; without any key. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (unknown > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d rows name a record that was not resolved (the first in line %,d)",
              unknown,
              rows,
              firstUnknown));
    }
    if (ambiguous > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%,d rows name a key that several systems have, and no column says which",
              ambiguous));
    }
    if (unsaid > 0) {
      remarks.add(String.format(Locale.ROOT, "%,d rows say neither yes nor no", unsaid));
    }
    return remarks;
  }
}
