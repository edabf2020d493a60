// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.sniff.FileShape;
import io.perennial.ingest.sniff.FileSniffer;
import io.perennial.ingest.sniff.NumberForms;
import io.perennial.ingest.sniff.TimeForms;
import io.perennial.lake.TextFormat;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What files of one kind are, all together. */
final class SourceGuess {

  private final String name;
  private final List<Looked> files;
  private final Looked first;
  private final Map<EventField, Guess> fields;
  private final SourceNotes notes;
  private final boolean lists;
  private final Set<String> leftOut;

  /**
   * @param lists whether lists of things other than persons are records to be resolved
   * @param leftOut columns that the user wants to be no claims
   */
  SourceGuess(String name, List<Looked> files, boolean lists, Set<String> leftOut) {
    this.name = name;
    this.lists = lists;
    this.leftOut = leftOut;
    this.files = files;
    this.first = files.get(0);
    this.fields = new EnumMap<>(EventField.class);
    this.fields.putAll(first.roles().fields());
    this.notes = new SourceNotes(first, fields);
  }

  Proposal.Source source() {
    KindGuess kind = KindGuess.of(first);
    if (kind.kind() != FileKind.EVENTS) {
      return noEvents(kind);
    }
    notePreset();
    TypeGuess types = TypeGuess.of(name, files, fields);
    if (!types.byColumn()) {
      fields.remove(EventField.TYPE);
    }
    notes.types(types);
    TimeForms times = times();
    boolean keep = identicalRows(times);
    RowRules rules =
        RowRules.defaults()
            .withAllowQuarantined(notes.allowedQuarantine(files))
            .withIdenticalRows(keep ? RowRules.IdenticalRows.KEEP : RowRules.IdenticalRows.DROP);
    notes.rest(times);
    Mapping mapping = inWords(inUnits(mapping(types, times)));
    FileReading reading = reading();
    SourceConfig config = new SourceConfig(name, name, names(), reading, mapping, rules);
    Optional<SourceConfig> other =
        other(times).map(change -> config.withMapping(change.apply(config.mapping())));
    String yaml =
        new SourceText(name, fields, first.roles())
            .notes(notes.notes())
            .files(names(), reading)
            .columns(mapping.columns(), first.shape().fields())
            .mapping(mapping, types.byColumn())
            .rules(rules)
            .toString();
    return new Proposal.Source(
        name,
        FileKind.EVENTS,
        Optional.of(config),
        other,
        fields,
        first.roles().claims(),
        notes.notes(),
        yaml);
  }

  /** A file that is no source of events is told as such, with what was found in it as a comment. */
  private Proposal.Source noEvents(KindGuess kind) {
    Optional<RecordList> list =
        kind.kind() == FileKind.PERSONS || lists
            ? RecordList.of(first, kind.kind(), leftOut)
            : Optional.empty();
    notes.add(
        list.isPresent() && !kind.kind().isList()
            ? "no events in this file: each of its rows describes something"
            : kind.words());
    notePreset();
    if (list.isPresent()) {
      return records(kind, list.get());
    }
    notes.rest(times());
    String yaml =
        new SourceText(name, fields, first.roles())
            .notes(notes.notes())
            .files(names(), reading())
            .columns(columns(), first.shape().fields())
            .toString();
    return new Proposal.Source(
        name,
        kind.kind(),
        Optional.empty(),
        Optional.empty(),
        fields,
        first.roles().claims(),
        notes.notes(),
        yaml);
  }

  private void notePreset() {
    PresetGuess.of(first.shape().fields())
        .ifPresent(
            match ->
                notes.add(
                    "many of these are fields of the preset "
                        + match.preset()
                        + ": see whether files and preset: "
                        + match.preset()
                        + " alone would read them"));
  }

  /** A list of persons or things is read for what it says of each. */
  private Proposal.Source records(KindGuess kind, RecordList list) {
    fields.clear();
    fields.put(EventField.CUSTOMER, list.key());
    notes.add("its rows say who customers are (type: profile), and make no events");
    if (kind.kind() != FileKind.PERSONS) {
      notes.add(
          "each of its rows becomes a record to be resolved: leave it out if that is not meant");
    }
    if (!list.keysOfOthers().isEmpty()) {
      notes.add(
          "left out, as keys of other lists, or as the answer to who is who: "
              + String.join(", ", list.keysOfOthers())
              + "; make them claims where they are evidence");
    }
    TypeGuess type = new TypeGuess(false, Mapping.PROFILE, Map.of(), List.of(), Optional.empty());
    Map<String, ColumnChoice> claims = new LinkedHashMap<>();
    list.claims().forEach((claim, guess) -> claims.put(claim, claimChoice(claim, guess)));
    Mapping mapping =
        mapping(type, TimeForms.of(List.of(), mark()), claims).withProperties(List.of());
    FileReading reading = reading();
    SourceConfig config =
        new SourceConfig(name, name, names(), reading, mapping, RowRules.defaults());
    String yaml =
        new SourceText(name, fields, first.roles().withClaims(list.claims()))
            .notes(notes.notes())
            .files(names(), reading)
            .columns(mapping.columns(), List.of())
            .mapping(mapping, false)
            .toString();
    return new Proposal.Source(
        name,
        kind.kind(),
        Optional.of(config),
        Optional.empty(),
        fields,
        list.claims(),
        notes.notes(),
        yaml);
  }

  private List<String> names() {
    return files.stream().map(Looked::file).distinct().toList();
  }

  // ---- how they are read

  private TimeForms times() {
    List<String> values = new ArrayList<>();
    for (Looked file : files) {
      String column = file.roles().column(EventField.TIME).orElse("");
      List<String> parts =
          ColumnChoice.of(column.isEmpty() ? "-" : column)
              .in(file.shape().fields())
              .orElse(List.of());
      List<List<String>> columns = parts.stream().map(file.sample()::values).toList();
      for (int row = 0; row < file.shape().rows().size(); row++) {
        StringBuilder text = new StringBuilder();
        for (List<String> part : columns) {
          text.append(text.isEmpty() ? "" : " ").append(part.get(row).strip());
        }
        values.add(text.toString());
      }
    }
    return TimeForms.of(values, mark());
  }

  private NumberForms.Mark mark() {
    return files.stream()
        .map(file -> file.sample().mark())
        .filter(mark -> mark != NumberForms.Mark.UNKNOWN)
        .findFirst()
        .orElse(NumberForms.Mark.UNKNOWN);
  }

  /** What else times or numbers could mean, when nothing in the sample decides. */
  private Optional<UnaryOperator<Mapping>> other(TimeForms times) {
    if (times.ambiguous().isPresent() && times.formats().size() == 1) {
      return times
          .ambiguous()
          .filter(format -> !format.equals(times.formats().get(0)))
          .map(format -> mapping -> mapping.withTimeFormat(format));
    }
    List<String> numbers = new ArrayList<>();
    fields.forEach(
        (field, guess) -> {
          if (field.kind() == EventField.Kind.MONEY || field.kind() == EventField.Kind.NUMBER) {
            numbers.addAll(first.sample().values(guess.column()));
          }
        });
    if (!NumberForms.isGuess(numbers)) {
      return Optional.empty();
    }
    char swapped = mark() == NumberForms.Mark.COMMA ? '.' : ',';
    notes.add(
        "numbers such as "
            + numbers.stream().filter(NumberForms::isTwo).findFirst().orElse("1.234").strip()
            + " could be thousands or fractions: nothing in the sample tells; check decimal-mark");
    return Optional.of(mapping -> mapping.withDecimalMark(swapped));
  }

  /** Days alone, and no order to tell two purchases of a day apart. */
  private boolean identicalRows(TimeForms times) {
    if (!fields.containsKey(EventField.TIME)
        || times.timed()
        || fields.containsKey(EventField.ORDER_ID)
        || fields.containsKey(EventField.EVENT_ID)) {
      return false;
    }
    notes.add("times are days and there is no order id: identical rows are kept");
    return true;
  }

  private FileReading reading() {
    FileShape shape = first.shape();
    boolean itself =
        first.name().equals(first.file()) && first.reading().equals(FileReading.auto());
    if (!itself || !(shape.format() instanceof TextFormat.Csv csv)) {
      return first.reading();
    }
    boolean same = files.stream().allMatch(f -> f.shape().format().equals(shape.format()));
    if (!same) {
      return FileReading.auto();
    }
    return new FileReading(
        FileReading.Format.CSV,
        Optional.of(csv.delimiter()),
        csv.quote() == '"' || csv.quote() == 0 ? Optional.empty() : Optional.of(csv.quote()),
        shape.charset().equals(StandardCharsets.UTF_8)
            ? Optional.empty()
            : Optional.of(FileSniffer.word(shape.charset())),
        Optional.of(csv.header()),
        csv.skip() == 0 ? Optional.empty() : Optional.of(csv.skip()));
  }

  // ---- which columns

  private Mapping mapping(TypeGuess types, TimeForms times) {
    Map<String, ColumnChoice> claims = new LinkedHashMap<>();
    first.roles().claims().forEach((claim, guess) -> claims.put(claim, claimChoice(claim, guess)));
    return mapping(types, times, claims);
  }

  private Mapping mapping(TypeGuess types, TimeForms times, Map<String, ColumnChoice> claims) {
    Optional<String> format =
        times.formats().size() == 1 ? Optional.of(times.formats().get(0)) : Optional.empty();
    Optional<ZoneId> zone = format.filter(f -> f.endsWith(" UTC")).map(f -> ZoneOffset.UTC);
    Optional<Character> mark =
        switch (mark()) {
          case COMMA -> Optional.of(',');
          case POINT -> Optional.of('.');
          case UNKNOWN -> Optional.empty();
        };
    return new Mapping(
        columns(),
        constants(),
        types.type(),
        types.values(),
        types.returnPrefix(),
        format,
        zone,
        mark,
        claims,
        properties());
  }

  /** Money whose column says that it is in cents. */
  private Mapping inUnits(Mapping mapping) {
    Guess amount = fields.get(EventField.AMOUNT);
    return amount != null && SourceNotes.isOfCents(amount.column())
        ? mapping.withShaping(mapping.shaping().withUnit(EventField.AMOUNT, "minor"))
        : mapping;
  }

  /** Channels in other words than ours. */
  private Mapping inWords(Mapping mapping) {
    Set<String> said = new LinkedHashSet<>();
    for (Looked file : files) {
      file.roles()
          .column(EventField.CHANNEL)
          .filter(column -> fields.containsKey(EventField.CHANNEL))
          .ifPresent(column -> said.addAll(file.sample().values(column)));
    }
    Map<String, String> meant = ChannelWords.values(said);
    return meant.isEmpty()
        ? mapping
        : mapping.withShaping(mapping.shaping().withValueMap(EventField.CHANNEL.key(), meant));
  }

  /** The currency, where no column has it but the amounts or their name say it. */
  private Map<EventField, String> constants() {
    Guess money =
        fields.containsKey(EventField.AMOUNT)
            ? fields.get(EventField.AMOUNT)
            : fields.get(EventField.UNIT_PRICE);
    if (money == null || fields.containsKey(EventField.CURRENCY)) {
      return Map.of();
    }
    List<String> amounts = new ArrayList<>();
    for (Looked file : files) {
      file.sample()
          .find(money.column())
          .ifPresent(c -> amounts.addAll(file.sample().values(c.name())));
    }
    return CurrencySigns.of(amounts)
        .or(() -> CurrencySigns.ofName(money.column()))
        .map(code -> Map.of(EventField.CURRENCY, code))
        .orElse(Map.of());
  }

  private Map<EventField, ColumnChoice> columns() {
    Map<EventField, ColumnChoice> columns = new EnumMap<>(EventField.class);
    fields.keySet().forEach(field -> columns.put(field, choice(field)));
    return columns;
  }

  private ColumnChoice choice(EventField field) {
    String own = fields.get(field).column();
    if (!first.roles().column(field).equals(Optional.of(own))) {
      return ColumnChoice.of(own);
    }
    Set<String> names = new LinkedHashSet<>();
    files.forEach(file -> file.roles().column(field).ifPresent(names::add));
    return new ColumnChoice(List.copyOf(names));
  }

  /** The columns of a claim in all files, of the first file this one. */
  private ColumnChoice claimChoice(String claim, Guess own) {
    Set<String> names = new LinkedHashSet<>(List.of(own.column()));
    for (Looked file : files) {
      Guess guess = file.roles().claims().get(claim);
      if (guess != null) {
        names.add(guess.column());
      }
    }
    return new ColumnChoice(List.copyOf(names));
  }

  private List<String> properties() {
    Set<String> used = new LinkedHashSet<>();
    for (EventField field : fields.keySet()) {
      choice(field).alternatives().forEach(a -> used.addAll(List.of(a.split(" \\+ "))));
    }
    first.roles().claims().forEach((c, guess) -> used.addAll(claimChoice(c, guess).alternatives()));
    used.addAll(first.roles().dropped());
    files.forEach(file -> used.addAll(file.roles().personal()));
    Set<String> rest = new LinkedHashSet<>();
    for (Looked file : files) {
      file.shape().fields().stream()
          .filter(f -> !f.isBlank() && !used.contains(f) && !file.roles().isRead(f))
          .forEach(rest::add);
    }
    return List.copyOf(rest);
  }
}
