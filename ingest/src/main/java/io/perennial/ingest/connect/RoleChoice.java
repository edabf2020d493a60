// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Gives each field its best column, and looks whether the values bear it out. */
final class RoleChoice {

  private static final double LEAST = 0.25;

  /** Below this a guess is for a person to decide. */
  static final double SURE = 0.5;

  private static final double UNSURE = 0.6;
  private static final double NEARLY_AS_GOOD = 0.9;

  private final Sample sample;
  private final Map<EventField, Guess> fields = new EnumMap<>(EventField.class);
  private final Set<String> taken = new HashSet<>();
  private final List<String> notes = new ArrayList<>();

  RoleChoice(Sample sample) {
    this.sample = sample;
  }

  ColumnRoles choose() {
    List<Candidate> candidates = Candidate.of(sample);
    for (Candidate candidate : candidates) {
      if (candidate.score() >= LEAST
          && !fields.containsKey(candidate.field())
          && !taken.contains(candidate.column().name())) {
        take(candidate.field(), candidate.column().name(), candidate.score(), candidate.reason());
      }
    }
    settleIds();
    new TimeParts(sample, fields, taken).join();
    new MoneyChoice(sample, fields, taken, notes).settle();
    lowerWhereOthersFit(candidates);
    Map<EventField, Guess> doubtful = setDoubtfulApart();
    Map<String, Guess> claims = new ClaimChoice(sample, fields, taken).choose();
    return rest(doubtful, claims);
  }

  private void take(EventField field, String column, double confidence, String reason) {
    fields.put(field, new Guess(column, rounded(confidence), reason));
    taken.add(column);
  }

  static double rounded(double confidence) {
    return Math.round(Math.min(confidence, 0.99) * 100) / 100.0;
  }

  /** What is called id is the customer when it comes again and nothing else names one. */
  private void settleIds() {
    Guess order = fields.get(EventField.ORDER_ID);
    Guess customer = fields.get(EventField.CUSTOMER);
    Optional<ColumnProfile> bare =
        sample.columns().stream().filter(Candidate::isBareId).findFirst();
    if (bare.isPresent() && (customer == null || customer.confidence() < UNSURE)) {
      ColumnProfile id = bare.get();
      boolean comesAgain = Grain.isRepeated(id) && id.distinct() >= 3;
      if (comesAgain && !decidesTime(id.name())) {
        if (customer != null) {
          taken.remove(customer.column());
        }
        if (order != null && order.column().equals(id.name())) {
          fields.remove(EventField.ORDER_ID);
        }
        take(
            EventField.CUSTOMER,
            id.name(),
            0.78,
            "it comes again in rows of other times, as customers do");
      }
    }
    keyOfPersons();
    findOrderByGrain();
    orderNamesRows();
    recordOfDeal();
    weighCustomerByOrder();
  }

  /** In a list of persons the column that names each row names the person, not the e-mail. */
  private void keyOfPersons() {
    Guess customer = fields.get(EventField.CUSTOMER);
    Guess time = fields.get(EventField.TIME);
    Optional<ColumnProfile> bare =
        sample.columns().stream()
            .filter(c -> Candidate.isBareId(c) && c.isKey() && !c.isFractional())
            .findFirst();
    boolean byContact = customer == null || ColumnNames.says(customer.column(), "email", "phone");
    long personal = ClaimChoice.personal(new ClaimChoice(sample, Map.of(), Set.of()).choose());
    boolean once =
        time == null
            || time.confidence() < SURE
            || customer == null
            || sample.column(customer.column()).uniqueness() > 0.98;
    if (bare.isPresent() && byContact && personal >= 2 && once) {
      if (customer != null) {
        taken.remove(customer.column());
      }
      fields.values().removeIf(guess -> guess.column().equals(bare.get().name()));
      take(EventField.CUSTOMER, bare.get().name(), 0.82, "it names each row of a list of persons");
    }
  }

  private boolean decidesTime(String column) {
    Guess time = fields.get(EventField.TIME);
    return time != null && sample.decides(column, time.column()).orElse(0) > 0.95;
  }

  /** A record with a time and money, and no other like it, is a deal and nobody's name. */
  private void recordOfDeal() {
    Guess customer = fields.get(EventField.CUSTOMER);
    if (customer != null
        && fields.containsKey(EventField.TIME)
        && fields.containsKey(EventField.AMOUNT)
        && ColumnNames.says(customer.column(), "record")
        && sample.column(customer.column()).isKey()) {
      fields.put(
          EventField.CUSTOMER,
          new Guess(customer.column(), 0.4, customer.reason() + ", each in one row"));
    }
  }

  /** An id of its own in each row that has money is the order's. */
  private void orderNamesRows() {
    Guess order = fields.get(EventField.ORDER_ID);
    boolean open = order == null || order.confidence() < SURE;
    if (!open || !fields.containsKey(EventField.AMOUNT)) {
      return;
    }
    sample.columns().stream()
        .filter(c -> Candidate.isBareId(c) && c.isKey() && !c.index())
        .filter(c -> order == null ? !taken.contains(c.name()) : order.column().equals(c.name()))
        .findFirst()
        .ifPresent(
            c ->
                take(EventField.ORDER_ID, c.name(), 0.6, "each row has one of its own, and money"));
  }

  /** In lines of orders some column decides both who and when: that is the order. */
  private void findOrderByGrain() {
    Guess customer = fields.get(EventField.CUSTOMER);
    Guess order = fields.get(EventField.ORDER_ID);
    if (customer == null
        || !fields.containsKey(EventField.TIME)
        || (order != null && order.confidence() >= SURE)) {
      return;
    }
    for (ColumnProfile column : sample.columns()) {
      boolean free =
          !taken.contains(column.name()) || (order != null && order.column().equals(column.name()));
      String meaning = ColumnWords.meaning(column.name());
      boolean couldBe = meaning.matches("id|name|x|x id|(x )*(order|sale|record|line).*");
      if (free
          && couldBe
          && !column.couldBeTime()
          && !column.isFractional()
          && Grain.isRepeated(column)
          && column.distinct() >= 5
          && decidesTime(column.name())
          && sample.decides(column.name(), customer.column()).orElse(0) > 0.95
          && sample.decides(customer.column(), column.name()).orElse(0) < 0.9) {
        take(
            EventField.ORDER_ID,
            column.name(),
            0.8,
            "rows with the same value have one customer and one time");
        return;
      }
    }
  }

  /** The order decides the customer, or one of the two is not what it seems. */
  private void weighCustomerByOrder() {
    Guess customer = fields.get(EventField.CUSTOMER);
    Guess order = fields.get(EventField.ORDER_ID);
    if (customer == null || order == null || order.confidence() < SURE) {
      return;
    }
    OptionalDouble decided = sample.decides(order.column(), customer.column());
    if (decided.isEmpty()) {
      return;
    }
    double confidence = customer.confidence();
    if (decided.getAsDouble() > 0.95) {
      confidence = 1 - (1 - confidence) * 0.7;
    } else if (decided.getAsDouble() < 0.6) {
      // tills that count on their own give the same number to many
      confidence *= customer.confidence() >= 0.9 ? 0.9 : 0.8;
      notes.add(
          "rows of one "
              + order.column()
              + " have several "
              + customer.column()
              + ": one of the two may not be what it seems");
    }
    fields.put(
        EventField.CUSTOMER, new Guess(customer.column(), rounded(confidence), customer.reason()));
  }

  /** Another column that fits nearly as well makes a guess less sure. */
  private void lowerWhereOthersFit(List<Candidate> candidates) {
    for (EventField field : List.of(EventField.CUSTOMER, EventField.TIME, EventField.AMOUNT)) {
      Guess guess = fields.get(field);
      if (guess == null || sample.find(guess.column()).isEmpty()) {
        continue;
      }
      candidates.stream()
          .filter(c -> c.field() == field && !c.column().name().equals(guess.column()))
          .filter(c -> !taken.contains(c.column().name()))
          .filter(c -> c.score() >= NEARLY_AS_GOOD * guess.confidence() && c.score() >= SURE)
          .filter(c -> !same(guess.column(), c.column().name()))
          .findFirst()
          .ifPresent(
              other ->
                  fields.put(
                      field,
                      new Guess(
                          guess.column(),
                          rounded(guess.confidence() * 0.85),
                          guess.reason() + "; or " + other.column().name())));
    }
  }

  /** Whether two columns say the same in nearly all rows: then either will do. */
  private boolean same(String one, String other) {
    List<String> left = sample.values(one);
    List<String> right = sample.values(other);
    long equal = 0;
    for (int row = 0; row < left.size(); row++) {
      equal += left.get(row).equals(right.get(row)) ? 1 : 0;
    }
    return equal >= 0.98 * left.size();
  }

  /**
   * Takes back what is more likely wrong than right. What a file cannot do without is kept to be
   * shown; the rest is better a property than a field under a wrong name.
   */
  private Map<EventField, Guess> setDoubtfulApart() {
    // without names there are only the values to go by, and nothing to be misled by
    double least = sample.isNamed() ? SURE : LEAST;
    Map<EventField, Guess> doubtful = new EnumMap<>(EventField.class);
    for (EventField field : EventField.values()) {
      Guess guess = fields.get(field);
      if (guess != null && guess.confidence() < least) {
        if (field == EventField.CUSTOMER
            || field == EventField.TIME
            || field == EventField.AMOUNT) {
          doubtful.put(field, guess);
        }
        fields.remove(field);
        taken.remove(guess.column());
      }
    }
    return doubtful;
  }

  private ColumnRoles rest(Map<EventField, Guess> doubtful, Map<String, Guess> claims) {
    List<String> dropped = new ArrayList<>();
    List<String> personal = new ArrayList<>();
    List<String> properties = new ArrayList<>();
    for (ColumnProfile column : sample.columns()) {
      boolean used =
          taken.contains(column.name())
              || claims.values().stream().anyMatch(g -> g.column().equals(column.name()));
      if (used || (column.name().isBlank() && !column.index())) {
        continue;
      }
      boolean about =
          ColumnNames.isPersonal(column.name())
              || column.kinds().emails() > 0.5
              || column.kinds().phones() > 0.5;
      if (isRowNumber(column)) {
        dropped.add(column.name());
      } else if (about) {
        personal.add(column.name());
      } else if (column.filled() > 0 || sample.isNamed()) {
        properties.add(column.name());
      }
    }
    return new ColumnRoles(fields, claims, properties, dropped, doubtful, personal, notes);
  }

  private static boolean isRowNumber(ColumnProfile column) {
    String words = ColumnWords.plain(column.name());
    return column.index()
        && column.uniqueness() == 1
        && (words.isEmpty()
            || words.matches(
                "unnamed_?.*|index|row_?(id|no|nr|num|number|index)?|nr|no|x|id|_?c0|rownames|lfd_nr"));
  }
}
