// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which column of a file is which field of an event, which a claim about the customer, and which
 * just a property: by names first, then by what the values look like.
 *
 * @param fields the columns of event fields
 * @param claims the columns of claims, by attribute
 * @param properties what is left
 * @param dropped columns that only count the rows
 * @param doubtful fields of which a column was found that is more likely wrong than right: for a
 *     person to decide, never read by themselves
 * @param personal columns about people that are no claim we know: left out, since properties are no
 *     place for personal data
 */
record ColumnRoles(
    Map<EventField, Guess> fields,
    Map<String, Guess> claims,
    List<String> properties,
    List<String> dropped,
    Map<EventField, Guess> doubtful,
    List<String> personal) {

  private static final double LEAST = 0.25;

  /** Below this a guess is for a person to decide. */
  private static final double SURE = 0.5;

  static ColumnRoles of(List<ColumnProfile> columns) {
    return new Choice(columns).choose();
  }

  Optional<String> column(EventField field) {
    return Optional.ofNullable(fields.get(field)).map(Guess::column);
  }

  private record Candidate(EventField field, ColumnProfile column, double score, String reason) {}

  private static final class Choice {
    private final List<ColumnProfile> columns;
    private final Map<EventField, Guess> fields = new EnumMap<>(EventField.class);
    private final Set<String> taken = new HashSet<>();

    Choice(List<ColumnProfile> columns) {
      this.columns = columns;
    }

    ColumnRoles choose() {
      List<Candidate> candidates = new ArrayList<>();
      for (ColumnProfile column : columns) {
        for (EventField field : EventField.values()) {
          candidate(field, column).ifPresent(candidates::add);
        }
      }
      candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
      for (Candidate candidate : candidates) {
        if (candidate.score >= LEAST
            && !fields.containsKey(candidate.field)
            && !taken.contains(candidate.column.name())) {
          take(candidate.field, candidate.column.name(), candidate.score, candidate.reason);
        }
      }
      joinClock();
      settleMoney();
      Map<EventField, Guess> doubtful = setDoubtfulApart();
      Map<String, Guess> claims = claims();
      List<String> dropped = new ArrayList<>();
      List<String> personal = new ArrayList<>();
      List<String> properties = new ArrayList<>();
      for (ColumnProfile column : columns) {
        boolean used =
            taken.contains(column.name())
                || claims.values().stream().anyMatch(g -> g.column().equals(column.name()));
        if (used || (column.name().isBlank() && !column.index())) {
          continue;
        }
        List<String> rest = ColumnNames.isPersonal(column.name()) ? personal : properties;
        (isRowNumber(column) ? dropped : rest).add(column.name());
      }
      return new ColumnRoles(fields, claims, properties, dropped, doubtful, personal);
    }

    private static boolean isRowNumber(ColumnProfile column) {
      String words = ColumnNames.words(column.name());
      return column.index()
          && column.uniqueness() == 1
          && (words.isEmpty()
              || words.matches(
                  "unnamed_?.*|index|row(_?(id|no|nr|number|index))?|nr|no|x|id|_?c0|rownames|lfd_nr"));
    }

    private void take(EventField field, String column, double confidence, String reason) {
      fields.put(field, new Guess(column, Math.round(confidence * 100) / 100.0, reason));
      taken.add(column);
    }

    private Optional<Candidate> candidate(EventField field, ColumnProfile column) {
      if (column.name().isBlank() || column.filled() == 0) {
        return Optional.empty();
      }
      if (field == EventField.TIME
          && ColumnNames.claimScores(column.name()).containsKey("birth_date")) {
        // a birth is no visit to the shop
        return Optional.empty();
      }
      double name = ColumnNames.score(field, column.name());
      double content = content(field, column);
      double score = name * content;
      String reason = "by its name";
      if (name == 0) {
        score = byContentAlone(field, column);
        reason = "by its values";
      }
      return score <= 0
          ? Optional.empty()
          : Optional.of(new Candidate(field, column, score, reason + words(field, column)));
    }

    private static String words(EventField field, ColumnProfile column) {
      return switch (field) {
        case CUSTOMER, ORDER_ID, PRODUCT_ID ->
            String.format(
                Locale.ROOT, ", %,d different in %,d rows", column.distinct(), column.rows());
        default -> "";
      };
    }

    /** How well the values fit a field whose name fits, in [0, 1]. */
    private double content(EventField field, ColumnProfile column) {
      return switch (field) {
        case TIME -> column.couldBeTime() ? (column.isTime() ? 1 : 0.9) : 0;
        case QUANTITY, UNIT_PRICE, AMOUNT, DISCOUNT, COST ->
            column.isTime() || column.numbers() < 0.5 ? 0 : column.numbers();
        case SCORE -> column.isNumber() && column.distinct() <= 101 ? 1 : 0;
        case CUSTOMER -> column.isTime() || fractional(column) ? 0 : 1 - 0.1 * column.empty();
        case ORDER_ID ->
            column.isTime() || column.index() || (column.distinct() < 2 && column.rows() > 5)
                ? 0.2
                : 1;
        case CURRENCY -> column.distinct() <= 200 && column.meanLength() <= 5 ? 1 : 0;
        case CHANNEL, TYPE ->
            (column.distinct() <= 60 && column.uniqueness() < 0.8) || column.rows() < 50 ? 1 : 0.2;
        case CATEGORY, BRAND -> fractional(column) ? 0.2 : 1;
        case TEXT -> column.meanLength() >= 15 && column.numbers() < 0.5 ? 1 : 0.2;
        case EVENT_ID -> column.uniqueness() == 1 && column.empty() == 0 && !column.index() ? 1 : 0;
        case PRODUCT_ID, SESSION_ID, CAMPAIGN_ID -> column.isTime() ? 0 : 1;
      };
    }

    private static boolean fractional(ColumnProfile column) {
      return column.isNumber() && column.whole() < 0.9;
    }

    /** A guess without a name to go by; always low. */
    private double byContentAlone(EventField field, ColumnProfile column) {
      boolean someRows = column.rows() >= 10;
      return switch (field) {
        case TIME ->
            column.isTime() ? 0.55 : column.couldBeTime() && column.distinct() > 1 ? 0.3 : 0;
        case AMOUNT -> fractional(column) && someRows ? 0.3 : 0;
        case CUSTOMER ->
            someRows
                    && !column.isTime()
                    && !fractional(column)
                    && !column.index()
                    && column.distinct() >= 5
                    && column.uniqueness() < 0.9
                    && column.uniqueness() > 0.02
                    && column.meanLength() <= 40
                ? 0.25
                    + (column.meanLength() >= 3 ? 0.05 : 0)
                    + (columns.indexOf(column) == 0 ? 0.08 : 0)
                : 0;
        default -> 0;
      };
    }

    /** A date in one column and the time of day in another are one time. */
    private void joinClock() {
      Guess time = fields.get(EventField.TIME);
      if (time == null || profile(time.column()).times().timed()) {
        return;
      }
      for (ColumnProfile column : columns) {
        if (column.clocks() > 0.9 && !column.name().equals(time.column())) {
          fields.put(
              EventField.TIME,
              new Guess(
                  time.column() + " + " + column.name(),
                  time.confidence(),
                  "the date and the time of day"));
          taken.add(column.name());
          return;
        }
      }
    }

    /** One price without a quantity is the amount; an amount makes the unit price a property. */
    private void settleMoney() {
      Guess price = fields.get(EventField.UNIT_PRICE);
      Guess amount = fields.get(EventField.AMOUNT);
      boolean quantity = fields.containsKey(EventField.QUANTITY);
      if (price == null) {
        return;
      }
      if (amount != null && (amount.confidence() >= 0.5 || !quantity)) {
        fields.remove(EventField.UNIT_PRICE);
        taken.remove(price.column());
        return;
      }
      if (amount != null) {
        fields.remove(EventField.AMOUNT);
        taken.remove(amount.column());
      }
      if (!quantity) {
        fields.remove(EventField.UNIT_PRICE);
        fields.put(
            EventField.AMOUNT,
            new Guess(
                price.column(), price.confidence() * 0.8, "a price, and no quantity beside it"));
      }
    }

    /**
     * Takes back what is more likely wrong than right. What a file cannot do without is kept to be
     * shown; the rest is better a property than a field under a wrong name.
     */
    private Map<EventField, Guess> setDoubtfulApart() {
      // without a header there are only the values to go by, and nothing to be misled by
      boolean named = !columns.stream().allMatch(c -> c.name().matches("column[0-9]+"));
      Map<EventField, Guess> doubtful = new EnumMap<>(EventField.class);
      for (EventField field : EventField.values()) {
        Guess guess = fields.get(field);
        if (guess != null && guess.confidence() < (named ? SURE : LEAST)) {
          boolean needed =
              field == EventField.CUSTOMER
                  || field == EventField.TIME
                  || field == EventField.AMOUNT;
          if (needed) {
            doubtful.put(field, guess);
          }
          fields.remove(field);
          taken.remove(guess.column());
        }
      }
      return doubtful;
    }

    private Map<String, Guess> claims() {
      Map<String, Guess> claims = new LinkedHashMap<>();
      Set<String> used = new HashSet<>();
      List<Map.Entry<String, Guess>> all = new ArrayList<>();
      for (ColumnProfile column : columns) {
        boolean field = taken.contains(column.name()) && !isCustomer(column.name());
        if (field || column.name().isBlank()) {
          continue;
        }
        ColumnNames.claimScores(column.name())
            .forEach(
                (claim, score) ->
                    all.add(Map.entry(claim, new Guess(column.name(), score, "by its name"))));
        if (column.emails() > 0.8) {
          all.add(Map.entry("email", new Guess(column.name(), 0.99, "by its values")));
        }
      }
      all.sort(
          Comparator.comparingDouble((Map.Entry<String, Guess> e) -> e.getValue().confidence())
              .reversed());
      for (Map.Entry<String, Guess> claim : all) {
        if (!claims.containsKey(claim.getKey()) && used.add(claim.getValue().column())) {
          claims.put(claim.getKey(), claim.getValue());
        }
      }
      return claims;
    }

    private boolean isCustomer(String column) {
      Guess customer = fields.get(EventField.CUSTOMER);
      return customer != null && customer.column().equals(column);
    }

    private ColumnProfile profile(String name) {
      return columns.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }
  }
}
