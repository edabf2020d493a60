// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the rows of a file are, and by which column they go with other files.
 *
 * @param kind what they are
 * @param of the name of what is listed or linked; empty when there is none
 * @param joinBy the columns by which other files can be joined
 */
record KindGuess(FileKind kind, String of, List<String> joinBy) {

  private static final int SHORT_WORD = 30;
  private static final int FEW_COLUMNS = 5;
  private static final int MANY_MEMBERS = 50;

  static KindGuess of(Looked file) {
    return new Choice(file).choose();
  }

  /** In words, for files without events. */
  String words() {
    String what = kind.words() + (of.isEmpty() ? "" : " of " + of);
    String join =
        joinBy.isEmpty()
            ? "; there is no key in it by which to join it"
            : "; join by " + String.join(" and ", joinBy);
    return "no events in this file: " + what + join;
  }

  private static final class Choice {
    private final Sample sample;
    private final ColumnRoles roles;

    Choice(Looked file) {
      this.sample = file.sample();
      this.roles = file.roles();
    }

    KindGuess choose() {
      if (isWordsByMember()) {
        return new KindGuess(FileKind.WORDS, "", List.of());
      }
      boolean customer = roles.fields().containsKey(EventField.CUSTOMER);
      boolean time = roles.fields().containsKey(EventField.TIME);
      if (customer && time) {
        return isPersonsByDay() ? persons() : new KindGuess(FileKind.EVENTS, "", List.of());
      }
      if (isPairs()) {
        return new KindGuess(FileKind.PAIRS, "", ids());
      }
      if (isWordsByRow()) {
        return new KindGuess(FileKind.WORDS, "", List.of());
      }
      return customer ? withoutTime() : withoutCustomer(time);
    }

    /** One row a person, with a day that is no deed, as that of the last change. */
    private boolean isPersonsByDay() {
      Guess time = roles.fields().get(EventField.TIME);
      boolean byDay =
          customerIsKey()
              && ClaimChoice.personal(roles.claims()) >= 2
              && time.confidence() < 0.9
              && !ColumnNames.says(time.column(), "created", "signup", "start");
      return byDay || isRegister(time);
    }

    /** Much is said of each person, a column of ids names them, and the day says little. */
    private boolean isRegister(Guess time) {
      return time.confidence() < 0.7
          && ClaimChoice.personal(roles.claims()) >= 4
          && !roles.fields().containsKey(EventField.AMOUNT)
          && !roles.fields().containsKey(EventField.ORDER_ID)
          && sample.columns().stream().anyMatch(c -> isId(c) && c.isKey());
    }

    private boolean customerIsKey() {
      return roles.column(EventField.CUSTOMER).flatMap(sample::find).stream()
          .anyMatch(ColumnProfile::isKey);
    }

    private KindGuess persons() {
      return new KindGuess(
          FileKind.PERSONS, "", roles.column(EventField.CUSTOMER).map(List::of).orElse(List.of()));
    }

    private KindGuess withoutTime() {
      if (customerIsKey() || ClaimChoice.personal(roles.claims()) >= 3) {
        return persons();
      }
      if (isFigures()) {
        return new KindGuess(FileKind.FIGURES, "", ids());
      }
      List<String> ids = ids();
      boolean onlyIds = ids.size() == sample.columns().size() && ids.size() >= 2;
      return onlyIds
          ? new KindGuess(FileKind.LINKS, "", ids)
          : new KindGuess(
              FileKind.NO_TIME, "", List.of(roles.column(EventField.CUSTOMER).orElseThrow()));
    }

    private KindGuess withoutCustomer(boolean time) {
      List<String> ids = ids();
      Optional<String> order = roles.column(EventField.ORDER_ID);
      if (order.isPresent() && roles.column(EventField.PRODUCT_ID).isPresent() && !time) {
        return new KindGuess(FileKind.ORDER_LINES, "", List.of(order.get()));
      }
      if (isFigures()) {
        return new KindGuess(FileKind.FIGURES, "", ids);
      }
      Optional<ColumnProfile> key =
          sample.columns().stream()
              .filter(
                  column ->
                      column.isKey() && isId(column) && !roles.dropped().contains(column.name()))
              .filter(column -> !column.isTime() && !column.isFractional())
              .findFirst();
      if (key.isPresent() && ColumnNames.says(key.get().name(), "product", "sku")) {
        return new KindGuess(FileKind.PRODUCTS, "", List.of(key.get().name()));
      }
      boolean deeds =
          key.isPresent()
              && ColumnNames.says(
                  key.get().name(),
                  "order",
                  "sale",
                  "event",
                  "payment",
                  "review",
                  "ticket",
                  "call",
                  "trip",
                  "response");
      boolean entity = key.isPresent() && !ColumnWords.meaning(key.get().name()).equals("id");
      if (isTexts()) {
        return new KindGuess(FileKind.TEXTS, "", List.of());
      }
      if (key.isPresent() && entity && !deeds) {
        return new KindGuess(FileKind.LIST, listed(key.get().name()), List.of(key.get().name()));
      }
      if (time) {
        return new KindGuess(FileKind.NO_CUSTOMER, "", order.map(List::of).orElse(ids));
      }
      if (ids.size() >= 2 && !roles.fields().containsKey(EventField.AMOUNT)) {
        return new KindGuess(FileKind.LINKS, "", ids);
      }
      boolean about =
          roles.claims().size() + sample.columns().stream().filter(this::isTrait).count() >= 2;
      return about
          ? new KindGuess(FileKind.PERSONS, "", List.of())
          : new KindGuess(FileKind.UNKNOWN, "", ids);
    }

    private boolean isTrait(ColumnProfile column) {
      return ColumnNames.says(column.name(), "age", "gender", "since", "birth");
    }

    private static boolean isId(ColumnProfile column) {
      return ColumnNames.says(column.name(), "id", "sku", "product")
          && !ColumnNames.says(column.name(), "count", "stat", "since");
    }

    private List<String> ids() {
      return sample.columns().stream()
          .filter(c -> ColumnNames.says(c.name(), "id", "sku") || isNamedKey(c))
          .filter(c -> !c.isFractional() && !c.couldBeTime())
          .map(ColumnProfile::name)
          .toList();
    }

    private boolean isNamedKey(ColumnProfile column) {
      return roles.column(EventField.CUSTOMER).filter(column.name()::equals).isPresent()
          || roles.column(EventField.PRODUCT_ID).filter(column.name()::equals).isPresent();
    }

    private boolean isPairs() {
      List<String> names = sample.columns().stream().map(c -> ColumnWords.plain(c.name())).toList();
      return List.of("l r", "left right", "a b", "1 2", "x y").stream()
          .map(ends -> ends.split(" ", -1))
          .anyMatch(
              ends ->
                  names.stream()
                      .anyMatch(
                          name ->
                              name.endsWith("id_" + ends[0])
                                  && names.contains(
                                      name.substring(0, name.length() - ends[0].length())
                                          + ends[1])));
    }

    /** One object whose many members are all numbers. */
    private boolean isWordsByMember() {
      long numbers = sample.columns().stream().filter(ColumnProfile::isNumber).count();
      return sample.shape().rows().size() == 1
          && sample.columns().size() >= MANY_MEMBERS
          && numbers >= 0.9 * sample.columns().size();
    }

    /** The first column short, of letters, and each but once; hardly a column beside it. */
    private boolean isWordsByRow() {
      if (sample.isNamed() || sample.columns().isEmpty() || sample.columns().size() > FEW_COLUMNS) {
        return false;
      }
      ColumnProfile first = sample.columns().get(0);
      long bare =
          first.counts().keySet().stream()
              .filter(v -> v.indexOf('@') < 0 && !v.matches(".*[0-9]{2,}.*|[0-9]"))
              .count();
      return first.uniqueness() > 0.6
          && bare >= 0.8 * first.distinct()
          && first.meanLength() <= SHORT_WORD
          && !roles.fields().containsKey(EventField.TIME);
    }

    private boolean isTexts() {
      return sample.columns().size() <= FEW_COLUMNS
          && sample.columns().stream()
              .anyMatch(c -> c.kinds().sentences() > 0.6 && c.meanLength() > 20);
    }

    private boolean isFigures() {
      long figures =
          sample.columns().stream()
              .filter(c -> c.isNumber() || c.kinds().sentences() == 0)
              .filter(
                  c ->
                      ColumnNames.says(c.name(), "stat", "count", "figures")
                          || ColumnWords.plain(c.name())
                              .matches("(sessions|users|visitors|visits|clicks|orders|customers)"))
              .count();
      return figures >= 2;
    }

    private static String listed(String key) {
      String thing =
          ColumnWords.plain(key).replaceAll("(_|^)(id|no|nr|code|key|number|nummer|num)$", "");
      return thing.isEmpty() ? "" : thing.replace('_', ' ') + (thing.endsWith("s") ? "" : "s");
    }
  }

  @Override
  public String toString() {
    return kind.key() + joinBy.stream().collect(Collectors.joining(" ", " ", ""));
  }
}
