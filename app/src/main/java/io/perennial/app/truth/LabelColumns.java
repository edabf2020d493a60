// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.truth;

import io.perennial.app.UsageException;
import io.perennial.config.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which columns of a file of labels say what.
 *
 * @param key of the record, or of a pair's first
 * @param source of its system
 * @param other of a pair's second record; empty where rows are records
 * @param otherSource of its system
 * @param label the person that a record is; of pairs how sure it is that they are one, or yes and
 *     no
 */
public record LabelColumns(
    String key,
    Optional<String> source,
    Optional<String> other,
    Optional<String> otherSource,
    Optional<String> label) {

  private static final Pattern SIDE =
      Pattern.compile("(?i)(.*?)[ _.-]?(l|r|a|b|left|right|1|2)|(left|right)[ _.-]?(.*)");
  private static final Pattern PERSON =
      Pattern.compile(
          "(?i).*(person|cluster|entity|truth|true|group|household_member|golden|master|same_as).*");
  private static final Pattern SOURCE = Pattern.compile("(?i).*(source|system|dataset|database).*");
  private static final Pattern SCORE =
      Pattern.compile(
          "(?i).*(score|label|match|same|prob|truth|true|duplicate|verdict|answer|class).*");
  private static final Pattern KEY =
      Pattern.compile("(?i)(.*(id|key|record|code|number|nr|no)|id.*)");

  /** What the user says; empty for what is to be found out. */
  public record Given(Optional<String> key, Optional<String> other, Optional<String> label) {}

  /** Whether rows are pairs of records. */
  public boolean arePairs() {
    return other.isPresent();
  }

  /**
   * Finds the columns.
   *
   * @param names of the file's columns
   * @param isOfRecords whether a column's values are keys of known records
   * @throws UsageException when it cannot be told, or a given column is not there
   */
  static LabelColumns find(List<String> names, Given given, Predicate<String> isOfRecords) {
    given.key().ifPresent(name -> require(name, names));
    given.other().ifPresent(name -> require(name, names));
    given.label().ifPresent(name -> require(name, names));
    if (given.key().isPresent() && given.other().isPresent()) {
      return pairs(names, given.key().get(), given.other().get(), given);
    }
    if (given.key().isEmpty() && given.other().isEmpty()) {
      Optional<List<String>> sides = sides(names);
      if (sides.isPresent()) {
        return pairs(names, sides.get().get(0), sides.get().get(1), given);
      }
    }
    Optional<String> label =
        given.label().or(() -> first(names, name -> PERSON.matcher(name).matches()));
    List<String> rest =
        names.stream()
            .filter(name -> label.isEmpty() || !label.get().equals(name))
            .filter(name -> !SOURCE.matcher(name).matches())
            .toList();
    List<String> ofRecords = rest.stream().filter(isOfRecords).toList();
    if (label.isEmpty() && given.key().isEmpty() && ofRecords.size() == 2) {
      return pairs(names, ofRecords.get(0), ofRecords.get(1), given);
    }
    String key = given.key().orElseGet(() -> key(ofRecords, names));
    return records(names, key, label.or(() -> only(rest, key)));
  }

  private static LabelColumns records(List<String> names, String key, Optional<String> label) {
    if (label.isEmpty()) {
      throw new UsageException(
          "Cannot tell which column says who a record is: name it with --person; there are "
              + String.join(", ", names));
    }
    return new LabelColumns(
        key,
        first(names, name -> SOURCE.matcher(name).matches()),
        Optional.empty(),
        Optional.empty(),
        label);
  }

  private static String key(List<String> ofRecords, List<String> names) {
    return first(ofRecords, name -> KEY.matcher(name).matches())
        .or(() -> ofRecords.stream().findFirst())
        .orElseThrow(
            () ->
                new UsageException(
                    "Cannot tell which column is the record's key: none has keys of records that"
                        + " were resolved; name it with --key; there are "
                        + String.join(", ", names)));
  }

  private static Optional<String> only(List<String> rest, String key) {
    List<String> others = rest.stream().filter(name -> !name.equals(key)).toList();
    return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
  }

  private static LabelColumns pairs(List<String> names, String one, String other, Given given) {
    List<String> sources = names.stream().filter(name -> SOURCE.matcher(name).matches()).toList();
    List<String> rest =
        names.stream()
            .filter(name -> !name.equals(one) && !name.equals(other) && !sources.contains(name))
            .toList();
    Optional<String> label =
        given
            .label()
            .or(() -> first(rest, name -> SCORE.matcher(name).matches()))
            .or(() -> rest.size() == 1 ? Optional.of(rest.get(0)) : Optional.empty());
    return new LabelColumns(
        one,
        sources.stream().findFirst(),
        Optional.of(other),
        sources.size() > 1 ? Optional.of(sources.get(1)) : sources.stream().findFirst(),
        label);
  }

  /** Two columns that are called alike but for the side. */
  private static Optional<List<String>> sides(List<String> names) {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    for (String name : names) {
      Matcher side = SIDE.matcher(name);
      if (side.matches()) {
        String stem = side.group(1) == null ? side.group(4) : side.group(1);
        alike.computeIfAbsent(stem.toLowerCase(Locale.ROOT), s -> new ArrayList<>()).add(name);
      }
    }
    List<List<String>> pairs =
        alike.entrySet().stream()
            .filter(e -> e.getValue().size() == 2 && !SOURCE.matcher(e.getKey()).matches())
            .filter(e -> !SCORE.matcher(e.getKey()).matches())
            .map(Map.Entry::getValue)
            .toList();
    return pairs.stream()
        .filter(pair -> KEY.matcher(stem(pair.get(0))).matches())
        .findFirst()
        .or(() -> pairs.size() == 1 ? Optional.of(pairs.get(0)) : Optional.empty());
  }

  private static String stem(String name) {
    Matcher side = SIDE.matcher(name);
    return !side.matches() ? name : side.group(1) == null ? side.group(4) : side.group(1);
  }

  private static Optional<String> first(List<String> names, Predicate<String> fits) {
    return names.stream().filter(fits).findFirst();
  }

  private static void require(String name, List<String> names) {
    if (!names.contains(name)) {
      throw new UsageException(
          "Unknown column: "
              + name
              + Nearest.name(name, names).map(near -> " (did you mean " + near + "?)").orElse("")
              + "; there are "
              + String.join(", ", names));
    }
  }
}
