// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.domain.EventType;
import io.perennial.ingest.EventField;
import io.perennial.ingest.sniff.EventWords;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the rows of a source's files are: by a column that says it, or all the same.
 *
 * @param byColumn whether a column says it
 * @param type what rows are where none does
 * @param values what the words of the column mean
 * @param unknown words of the column whose meaning is not known
 * @param returnPrefix what order ids of returns begin with
 */
record TypeGuess(
    boolean byColumn,
    String type,
    Map<String, String> values,
    List<String> unknown,
    Optional<String> returnPrefix) {

  private static final int MOST_WORDS = 60;

  static TypeGuess of(String name, List<Looked> files, Map<EventField, Guess> fields) {
    Looked first = files.get(0);
    Optional<String> prefix = returnPrefix(first, fields);
    Guess guess = fields.get(EventField.TYPE);
    if (guess != null) {
      ColumnProfile column = first.sample().column(guess.column());
      Set<String> words = new LinkedHashSet<>();
      for (Looked file : files) {
        file.roles()
            .column(EventField.TYPE)
            .flatMap(file.sample()::find)
            .ifPresent(c -> words.addAll(c.counts().keySet()));
      }
      if (column.distinct() <= MOST_WORDS && known(column) * 2 >= column.filled()) {
        return new TypeGuess(
            true,
            "order",
            EventWords.values(words),
            words.stream().filter(word -> EventWords.meaning(word).isEmpty()).sorted().toList(),
            prefix);
      }
    }
    return new TypeGuess(
        false, new Rows(name, first, fields).type().word(), Map.of(), List.of(), prefix);
  }

  private static long known(ColumnProfile column) {
    return column.counts().entrySet().stream()
        .filter(e -> EventWords.meaning(e.getKey()).isPresent())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** What rows are when no column says it. */
  private record Rows(String name, Looked file, Map<EventField, Guess> fields) {

    EventType type() {
      boolean money =
          fields.containsKey(EventField.AMOUNT) || fields.containsKey(EventField.UNIT_PRICE);
      boolean deal = fields.containsKey(EventField.ORDER_ID) && money;
      if (!money && name.toLowerCase(Locale.ROOT).matches(".*(redempt|redeem|coupon|voucher).*")) {
        return EventType.CONVERSION;
      }
      if ((says("ticket") || isOfTickets()) && !deal) {
        return EventType.TICKET_OPENED;
      }
      String time = fields.containsKey(EventField.TIME) ? fields.get(EventField.TIME).column() : "";
      if (ColumnNames.says(time, "start") && says("subscription")) {
        return EventType.SUBSCRIPTION_START;
      }
      if (money || fields.containsKey(EventField.QUANTITY)) {
        return EventType.ORDER;
      }
      if (fields.containsKey(EventField.SCORE) && says("response", "nps")) {
        return EventType.SURVEY;
      }
      if (fields.containsKey(EventField.TEXT)) {
        return EventType.REVIEW;
      }
      if (fields.containsKey(EventField.SCORE)) {
        return fields.containsKey(EventField.PRODUCT_ID) ? EventType.REVIEW : EventType.SURVEY;
      }
      return ofTime(time);
    }

    private boolean isOfTickets() {
      return name.toLowerCase(Locale.ROOT).matches(".*(ticket|zendesk|support|helpdesk).*")
          && !fields.containsKey(EventField.AMOUNT);
    }

    private EventType ofTime(String time) {
      if (ColumnNames.says(fields.containsKey(EventField.CUSTOMER) ? customer() : "", "device")) {
        return EventType.DEVICE_READING;
      }
      if (ColumnNames.says(time, "signup", "created")) {
        return EventType.SIGN_UP;
      }
      if (ColumnNames.says(time, "start") || ColumnNames.says(time, "subscription")) {
        return EventType.SUBSCRIPTION_START;
      }
      boolean web = fields.containsKey(EventField.SESSION_ID) || says("url");
      return web && !fields.containsKey(EventField.ORDER_ID)
          ? EventType.PAGE_VIEW
          : EventType.ORDER;
    }

    private String customer() {
      return fields.get(EventField.CUSTOMER).column();
    }

    private boolean says(String... meaning) {
      return file.sample().columns().stream().anyMatch(c -> ColumnNames.says(c.name(), meaning));
    }
  }

  /** Order ids with a letter before their digits that stand, nearly always, with negative money. */
  private static Optional<String> returnPrefix(Looked file, Map<EventField, Guess> fields) {
    ColumnRoles roles = file.roles();
    Optional<String> order = roles.column(EventField.ORDER_ID);
    Optional<String> money =
        roles.column(EventField.QUANTITY).or(() -> roles.column(EventField.AMOUNT));
    if (order.isEmpty() || money.isEmpty() || !fields.containsKey(EventField.ORDER_ID)) {
      return Optional.empty();
    }
    List<String> orders = file.sample().values(order.get());
    List<String> amounts = file.sample().values(money.get());
    if (amounts.size() != orders.size()) {
      return Optional.empty();
    }
    Map<String, int[]> byPrefix = new LinkedHashMap<>();
    for (int i = 0; i < orders.size(); i++) {
      String id = orders.get(i).strip();
      int letters = 0;
      while (letters < id.length() && Character.isLetter(id.charAt(letters))) {
        letters++;
      }
      int[] counts = byPrefix.computeIfAbsent(id.substring(0, letters), key -> new int[2]);
      counts[0]++;
      counts[1] += amounts.get(i).strip().startsWith("-") ? 1 : 0;
    }
    return byPrefix.entrySet().stream()
        .filter(e -> !e.getKey().isEmpty() && e.getKey().length() <= 4)
        .filter(e -> e.getValue()[0] >= 3 && e.getValue()[1] >= 0.9 * e.getValue()[0])
        .filter(e -> e.getValue()[0] * 2 < orders.size())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
