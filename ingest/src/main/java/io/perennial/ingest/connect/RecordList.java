// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file whose rows each describe somebody or something: a person, a business, a product, a book.
 * All that a row says of it is worth comparing with other rows.
 *
 * @param key the column that names each row, or an expression over all that a row says
 * @param claims what is said, by attribute
 * @param keysOfOthers columns that look like keys of other lists, or like the answer to who is who:
 *     left out, since they would be believed
 */
record RecordList(Guess key, Map<String, Guess> claims, List<String> keysOfOthers) {

  /** Columns that say something only together with others are not enough. */
  private static final int FEWEST_CLAIMS = 2;

  /** What tells one thing from another has at least this share of different values. */
  private static final double TELLING = 0.2;

  /** Longer texts are what somebody wrote, not what something is called. */
  private static final double LONGEST_NAME = 150;

  private static final double BY_OWN_NAME = 0.6;

  /** From here on it is no chance that no two rows share a value. */
  private static final int ENOUGH_ROWS = 50;

  /** Digits, and no blanks: what no title, name or address looks like. */
  private static final Pattern CODE = Pattern.compile("[^\\s@]*[0-9][^\\s@]*");

  /** Names that promise the answer, not evidence. */
  private static final Pattern TRUTH =
      Pattern.compile(
          "(true_?)?(cluster|entity|truth|label|group|duplicate|is_?(match|duplicate|dup)|match)"
              + "(_?(id|no|nr|key|number|label))?|ground_?truth|gold(en)?(_?(id|label))?");

  /** Codes that the world gives, and not this list. */
  private static final Pattern WORLDLY =
      Pattern.compile(
          ".*(isbn|issn|doi|ean|gtin|upc|mpn|asin|sku|model|part_?(no|number)|vat|tax|duns|lei|"
              + "iban|bic|ssn|soc_?sec|passport|licen[cs]e|loyalty|member|register|registration|"
              + "vin|imei|serial|website|url|homepage|login|user_?name|handle|twitter).*");

  private static final Pattern ID_NAME =
      Pattern.compile("(.*_)?(id|ids|key|uid|uuid|guid|idx|index|pk|fk|ref|rid)|[a-z]{1,3}id");

  private static final Pattern KEEPING =
      Pattern.compile(
          ".*(created|updated|modified|inserted|changed|loaded|signup|last_?seen|timestamp|"
              + "image|photo|picture|thumbnail|checksum|hash|row_?(no|num|number)).*");

  RecordList {
    claims = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    keysOfOthers = List.copyOf(keysOfOthers);
  }

  /** Codes that no two rows share, in a file of enough rows that this is no chance. */
  private static boolean isCodeOfRows(ColumnProfile column) {
    return column.rows() >= ENOUGH_ROWS
        && !WORLDLY.matcher(ColumnWords.plain(column.name())).matches()
        && column.distinct() == column.rows()
        && column.kinds().phones() < 0.5
        && column.counts().keySet().stream().allMatch(CODE.asMatchPredicate());
  }

  /**
   * What a file without events says of each of its rows; empty where its rows describe nothing.
   *
   * @param leftOut columns that the user wants to be no claims
   */
  static Optional<RecordList> of(Looked file, FileKind kind, Set<String> leftOut) {
    boolean describes =
        switch (kind) {
          case PERSONS, PRODUCTS, LIST, TEXTS, LINKS, NO_TIME, UNKNOWN -> true;
          case EVENTS, PAIRS, ORDER_LINES, FIGURES, WORDS, NO_CUSTOMER -> false;
        };
    return describes && file.sample().isNamed()
        ? new Choice(file, leftOut).choose()
        : Optional.empty();
  }

  private static final class Choice {
    private final Sample sample;
    private final ColumnRoles roles;
    private final Set<String> leftOut;
    private final Map<String, Guess> known;

    Choice(Looked file, Set<String> leftOut) {
      sample = file.sample();
      roles = file.roles();
      this.leftOut = leftOut;
      known = new ClaimChoice(sample, Map.of(), Set.of()).choose();
    }

    Optional<RecordList> choose() {
      Optional<Guess> key = key();
      Map<String, Guess> claims = new LinkedHashMap<>();
      known.forEach(
          (attribute, guess) -> {
            if (!isOut(guess.column()) && !isKey(guess.column(), key)) {
              claims.put(attribute, guess);
            }
          });
      List<String> others = new ArrayList<>();
      for (ColumnProfile column : sample.columns()) {
        boolean used =
            known.values().stream().anyMatch(guess -> guess.column().equals(column.name()));
        if (used || isOut(column.name()) || isKey(column.name(), key) || saysNothing(column)) {
          continue;
        }
        if (isKeyOfOthers(column)) {
          others.add(column.name());
        } else {
          claims.put(
              attribute(column.name(), claims.keySet()),
              new Guess(column.name(), BY_OWN_NAME, "it describes the row"));
        }
      }
      if (claims.size() < FEWEST_CLAIMS || claims.values().stream().noneMatch(this::isTelling)) {
        return Optional.empty();
      }
      return Optional.of(new RecordList(key.orElseGet(() -> allOf(claims)), claims, others));
    }

    private boolean isOut(String column) {
      return leftOut.contains(column);
    }

    private static boolean isKey(String column, Optional<Guess> key) {
      return key.isPresent() && key.get().column().equals(column);
    }

    /**
     * The column that names each row: one called id before others, and no way to reach somebody.
     */
    private Optional<Guess> key() {
      Optional<Guess> named = first(Candidate::isBareId, 0.82, "it names each row");
      if (named.isPresent()) {
        return named;
      }
      Guess customer = roles.fields().get(io.perennial.ingest.EventField.CUSTOMER);
      if (customer != null
          && sample.find(customer.column()).filter(ColumnProfile::isKey).isPresent()
          && !ColumnNames.says(customer.column(), "email", "phone")) {
        return Optional.of(customer);
      }
      return first(c -> isIdName(c.name()), 0.75, "it names each row")
          .or(() -> first(c -> ColumnNames.says(c.name(), "id", "sku"), 0.7, "it names each row"))
          .or(() -> first(RecordList::isCodeOfRows, 0.65, "a code each, which no other row has"))
          .or(() -> first(c -> c.kinds().emails() > 0.8, 0.6, "an address each, and no other key"));
    }

    private Optional<Guess> first(
        java.util.function.Predicate<ColumnProfile> fits, double confidence, String why) {
      return sample.columns().stream()
          .filter(fits)
          .filter(c -> c.isKey() && !c.isFractional() && !c.isTime() && !isOut(c.name()))
          .findFirst()
          .map(c -> new Guess(c.name(), confidence, why));
    }

    /** All that a row says: rows that say the same are one. */
    private static Guess allOf(Map<String, Guess> claims) {
      Set<String> columns = new LinkedHashSet<>();
      claims.values().forEach(guess -> columns.add(quoted(guess.column())));
      return new Guess(
          "= concat_ws('|', " + String.join(", ", columns) + ")",
          BY_OWN_NAME,
          "no column names the rows; those that say the same are one record");
    }

    private static String quoted(String column) {
      return "`" + column.replace("`", "``") + "`";
    }

    private boolean saysNothing(ColumnProfile column) {
      return column.name().isBlank()
          || column.filled() == 0
          || (column.distinct() < 2 && column.rows() > 1)
          || roles.dropped().contains(column.name())
          || KEEPING.matcher(ColumnWords.plain(column.name())).matches()
          || (column.kinds().flags() == 1 && column.distinct() <= 2)
          || (column.isTime() && column.times().timed());
    }

    private static boolean isIdName(String name) {
      return ID_NAME.matcher(ColumnWords.plain(name)).matches();
    }

    private static boolean isKeyOfOthers(ColumnProfile column) {
      String name = ColumnWords.plain(column.name());
      return TRUTH.matcher(name).matches()
          || (isIdName(column.name()) && !WORLDLY.matcher(name).matches());
    }

    /** Whether a claim tells things apart: a name, a title, a number that few share. */
    private boolean isTelling(Guess guess) {
      ColumnProfile column = sample.column(guess.column());
      return column.uniqueness() >= TELLING
          && column.filled() * 2 >= column.rows()
          && column.meanLength() >= 3
          && column.meanLength() <= LONGEST_NAME
          && !column.isNumber();
    }

    private static String attribute(String column, Set<String> taken) {
      String plain =
          ColumnWords.plain(column).replaceAll("[^a-z0-9_]", "").replaceAll("^[^a-z]+", "");
      String name = plain.isEmpty() ? "column" : plain;
      String free = name;
      for (int i = 2; taken.contains(free) || free.equals("key"); i++) {
        free = name + "_" + i;
      }
      return free;
    }
  }
}
