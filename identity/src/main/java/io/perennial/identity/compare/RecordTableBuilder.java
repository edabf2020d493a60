// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Behaviour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes a {@link RecordTable} of what records say, told in any order of records. Not safe for use
 * by many threads.
 *
 * <p>Beside the attributes told there are those made of them. Where some records have a given and a
 * family name and others a full name alone, the full name is taken apart, and not compared itself.
 * Where two attributes are a latitude and a longitude, they are compared as the position that both
 * are. Where texts have numbers and codes in them, these are an attribute of their own.
 *
 * <p>How all of that is read follows from what is said, unless a {@link Reading} says it: then two
 * records are read as they were among all.
 */
public final class RecordTableBuilder {

  /** Of fewer values it cannot be told that they are the same by their nature, or never. */
  private static final int ENOUGH = 20;

  /** Patterns of all levels are counted by numbers below 2^63. */
  private static final double MOST_BITS = 62;

  private final Map<String, AttributeKind> kinds = new HashMap<>();
  private final Map<String, Comparing> behaviours = new HashMap<>();
  private final TreeMap<String, Said> said = new TreeMap<>();
  private final RecordNumbers records = new RecordNumbers();
  private final Map<String, Integer> sourceNumbers = new HashMap<>();
  private short[] sources = new short[64];
  private Optional<Reading> frozen = Optional.empty();
  private String secret = "";

  /** Says beforehand what an attribute says, instead of letting its name and values show it. */
  public RecordTableBuilder kind(String attribute, AttributeKind kind) {
    kinds.put(attribute, kind);
    return this;
  }

  /** Says beforehand which attribute is made of events, and how. */
  public RecordTableBuilder behaviour(Behaviour behaviour) {
    Comparing comparing = Comparing.of(behaviour);
    kinds.put(behaviour.attribute(), comparing.kind());
    behaviours.put(behaviour.attribute(), comparing);
    return this;
  }

  /**
   * Reads all attributes of a reading as it was read then, and makes columns of them all, whether
   * or not any record says them. Others are read by what is said.
   */
  public RecordTableBuilder reading(Reading then) {
    frozen = Optional.of(then);
    return this;
  }

  /** Hashes values under a secret, so that without it they cannot be told from their hashes. */
  public RecordTableBuilder secret(String text) {
    secret = text;
    return this;
  }

  /** Takes a record that may say nothing. */
  public void add(long recordId, String source) {
    record(recordId, source);
  }

  /** Takes what a record says; of an attribute of a record, the latest value first. */
  public void add(long recordId, String source, String attribute, String value) {
    said.computeIfAbsent(attribute, none -> new Said()).add(record(recordId, source), value);
  }

  /** Takes a value as another table has it, which is not to be read again. */
  public void addNormal(long recordId, String source, String attribute, String text) {
    said.computeIfAbsent(attribute, none -> new Said()).addNormal(record(recordId, source), text);
  }

  private int record(long recordId, String source) {
    int known = records.size();
    int record = records.number(recordId);
    if (record == known) {
      if (record == sources.length) {
        sources = Arrays.copyOf(sources, record * 2);
      }
      int number = sourceNumbers.computeIfAbsent(source, none -> sourceNumbers.size());
      if (number > Short.MAX_VALUE) {
        throw new IllegalArgumentException(
            "Cannot compare records of more than " + Short.MAX_VALUE + " sources");
      }
      sources[record] = (short) number;
    }
    return record;
  }

  /** The table. The builder is of no use afterwards. O(values), on all processors. */
  public RecordTable build() {
    long[] ids = records.sorted();
    int[] rows = records.rows(ids);
    List<LeftOut> leftOut = new ArrayList<>();
    List<Position> positions =
        frozen.isPresent()
            ? frozen.get().positions()
            : Position.among(said, records, kinds.keySet());
    positions.forEach(position -> position.make(said, ids.length));
    Map<String, KindGuess> guesses = guesses();
    positions.forEach(position -> guessed(position, guesses));
    Optional<NamesApart> apart =
        frozen.isPresent() ? frozen.get().apart() : namesToTakeApart(guesses);
    apart.ifPresent(names -> takeApart(names, guesses));
    guesses.forEach(
        (name, guess) -> {
          if (guess.kind().isEmpty()) {
            leftOut.add(new LeftOut(name, guess.why()));
            said.remove(name);
          }
        });
    List<Making> makings = makings(guesses);
    makings.forEach(making -> making.said().settle(rows));
    said.clear();
    List<ColumnMaker> made =
        makings.parallelStream().map(making -> ColumnMaker.make(making, ids.length)).toList();
    List<Column> columns = new ArrayList<>();
    Set<String> tooMany = tooMany(made);
    for (ColumnMaker maker : made) {
      Optional<String> reason =
          tooMany.contains(maker.name())
              ? Optional.of("more attributes than can be weighed, and fewer records say it")
              : maker.uselessness(ENOUGH);
      if (reason.isPresent()) {
        leftOut.add(new LeftOut(maker.name(), reason.get()));
      } else {
        columns.add(maker.column(secret));
      }
    }
    List<Crossing> crossings = crossings(columns);
    columns.forEach(column -> column.texts().close());
    Column.layTogether(columns, ids.length);
    List<String> names = new ArrayList<>(new TreeSet<>(sourceNumbers.keySet()));
    return new RecordTable(
        ids, names, sources(rows, names), columns, leftOut, crossings, apart, positions);
  }

  /**
   * Those that fewest records say, where patterns of all levels would be too many to be counted.
   */
  private static Set<String> tooMany(List<ColumnMaker> made) {
    List<ColumnMaker> telling =
        made.stream()
            .filter(maker -> maker.uselessness(ENOUGH).isEmpty())
            .sorted(
                Comparator.comparingLong(ColumnMaker::values)
                    .reversed()
                    .thenComparing(ColumnMaker::name))
            .toList();
    Set<String> out = new HashSet<>();
    double bits = 0;
    for (ColumnMaker maker : telling) {
      double more = Math.log(maker.levels()) / Math.log(2);
      if (bits + more > MOST_BITS) {
        out.add(maker.name());
      } else {
        bits += more;
      }
    }
    return out;
  }

  private Map<String, KindGuess> guesses() {
    Map<String, List<String>> samples = new HashMap<>();
    Set<String> names = new HashSet<>(said.keySet());
    frozen.ifPresent(reading -> names.addAll(reading.attributes().keySet()));
    said.forEach(
        (name, values) -> {
          if (!kinds.containsKey(name) && !isFrozen(name)) {
            samples.put(name, values.sample(records));
          }
        });
    Map<String, KindGuess> guesses = new TreeMap<>(AttributeKinds.of(samples, names));
    kinds.forEach(
        (name, kind) -> {
          if (said.containsKey(name) && !isFrozen(name)) {
            guesses.put(
                name,
                KindGuess.named(
                    kind, behaviours.containsKey(name) ? "of events" : "said to be one"));
          }
        });
    return guesses;
  }

  private boolean isFrozen(String attribute) {
    return frozen.isPresent() && (frozen.get().hears(attribute) || frozen.get().makes(attribute));
  }

  private void guessed(Position position, Map<String, KindGuess> guesses) {
    String name = position.name();
    if (said.containsKey(name) && !isFrozen(name)) {
      guesses.put(
          name,
          KindGuess.named(
              AttributeKind.COORDINATES,
              "made of " + position.latitude() + " and " + position.longitude()));
    }
    for (String one : List.of(position.latitude(), position.longitude())) {
      guesses.put(one, KindGuess.leftOut("compared as " + name));
    }
  }

  private static Optional<NamesApart> namesToTakeApart(Map<String, KindGuess> guesses) {
    Map<AttributeKind, String> first = new EnumMap<>(AttributeKind.class);
    guesses.forEach((name, guess) -> guess.kind().ifPresent(kind -> first.putIfAbsent(kind, name)));
    String given = first.get(AttributeKind.GIVEN_NAME);
    String family = first.get(AttributeKind.FAMILY_NAME);
    String full = first.get(AttributeKind.FULL_NAME);
    return given == null || family == null || full == null
        ? Optional.empty()
        : Optional.of(new NamesApart(given, family, full));
  }

  private void takeApart(NamesApart names, Map<String, KindGuess> guesses) {
    Said whole = said.remove(names.full());
    if (whole == null) {
      return;
    }
    Said givens = said.computeIfAbsent(names.given(), none -> new Said());
    Said families = said.computeIfAbsent(names.family(), none -> new Said());
    BitSet known = new BitSet();
    for (Said parts : List.of(givens, families)) {
      for (int i = 0; i < parts.size(); i++) {
        known.set(parts.record(i));
      }
    }
    NormalForm form = NormalForm.of(AttributeKind.FULL_NAME);
    for (int i = 0; i < whole.size(); i++) {
      if (!known.get(whole.record(i))) {
        NameParts parts = NameParts.of(form.of(whole.text(whole.code(i))));
        if (!parts.given().isEmpty()) {
          givens.add(whole.record(i), parts.given());
        }
        if (!parts.family().isEmpty()) {
          families.add(whole.record(i), parts.family());
        }
      }
    }
    guesses.put(
        names.full(), KindGuess.leftOut("compared as " + names.given() + " and " + names.family()));
  }

  private List<Making> makings(Map<String, KindGuess> guesses) {
    TreeMap<String, Making> makings = new TreeMap<>();
    frozen.ifPresent(reading -> reading.attributes().forEach((name, a) -> put(name, a, makings)));
    said.forEach(
        (name, values) -> {
          if (isFrozen(name)) {
            return;
          }
          KindGuess guess = Objects.requireNonNull(guesses.get(name), name);
          AttributeKind kind = guess.kind().orElseThrow();
          boolean known = kinds.containsKey(name);
          makings.put(
              name,
              new Making(
                  name,
                  behaviours.getOrDefault(name, Comparing.of(kind)),
                  guess.why(),
                  !known && !guess.byName(),
                  known,
                  Optional.empty(),
                  values));
          if (kind == AttributeKind.TEXT && !behaviours.containsKey(name)) {
            putCodes(name, values, known, makings);
          }
        });
    return List.copyOf(makings.values());
  }

  /** An attribute that is read as it was. */
  private void put(String name, Reading.Attribute reading, Map<String, Making> makings) {
    boolean made = reading.comparing() == Comparing.CODES_OF_TEXT;
    Said values = said.getOrDefault(made ? CodesOfText.attribute(name) : name, new Said());
    makings.put(
        name,
        new Making(
            name,
            reading.comparing(),
            "known from before",
            false,
            true,
            Optional.of(reading),
            made ? new CodesOfText(values).said() : values));
  }

  private static void putCodes(
      String attribute, Said texts, boolean known, Map<String, Making> makings) {
    String name = CodesOfText.name(attribute);
    CodesOfText codes = new CodesOfText(texts);
    if (codes.areWorthComparing()) {
      makings.putIfAbsent(
          name,
          new Making(
              name,
              Comparing.CODES_OF_TEXT,
              "numbers and codes in " + attribute,
              false,
              known,
              Optional.empty(),
              codes.said()));
    }
  }

  private static List<Crossing> crossings(List<Column> columns) {
    List<Crossing> crossings = new ArrayList<>();
    boolean named = false;
    for (int i = 0; i < columns.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        AttributeKind one = columns.get(i).attribute().kind();
        AttributeKind other = columns.get(j).attribute().kind();
        boolean names = one == AttributeKind.GIVEN_NAME && other == AttributeKind.FAMILY_NAME;
        boolean lines = one == AttributeKind.STREET && other == AttributeKind.STREET && i < j;
        if (lines || (names && !named)) {
          named |= names;
          crossings.add(Crossing.of(i, j, columns.get(i).texts(), columns.get(j).texts()));
        }
      }
    }
    return crossings;
  }

  private short[] sources(int[] rows, List<String> names) {
    short[] place = new short[names.size()];
    for (int i = 0; i < names.size(); i++) {
      place[sourceNumbers.get(names.get(i))] = (short) i;
    }
    short[] of = new short[rows.length];
    for (int record = 0; record < rows.length; record++) {
      of[rows[record]] = place[sources[record]];
    }
    return of;
  }
}
