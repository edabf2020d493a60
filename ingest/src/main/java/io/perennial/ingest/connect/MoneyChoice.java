// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which column is the row's money: a total, a price of one unit to be multiplied, or neither. Names
 * propose; what holds between the columns decides.
 */
final class MoneyChoice {

  private final Sample sample;
  private final Map<EventField, Guess> fields;
  private final Set<String> taken;
  private final List<String> notes;

  MoneyChoice(Sample sample, Map<EventField, Guess> fields, Set<String> taken, List<String> notes) {
    this.sample = sample;
    this.fields = fields;
    this.taken = taken;
    this.notes = notes;
  }

  void settle() {
    amountIsQuantity();
    quantityNeedsMoney();
    Guess price = fields.get(EventField.UNIT_PRICE);
    Guess amount = fields.get(EventField.AMOUNT);
    Guess quantity = fields.get(EventField.QUANTITY);
    if (amount == null && price == null) {
      debitAndCredit();
    } else if (amount != null && quantity != null && price != null) {
      threeOfThem(amount, quantity, price);
    } else if (price != null && quantity != null) {
      priceAndQuantity(price, quantity);
    } else if (price != null && amount == null) {
      priceAlone(price);
    } else if (price != null) {
      drop(EventField.UNIT_PRICE);
    } else if (amount != null) {
      repeatedTotal(amount);
    }
  }

  /** Small whole numbers called amount are how many, where a price stands beside them. */
  private void amountIsQuantity() {
    Guess amount = fields.get(EventField.AMOUNT);
    Guess price = fields.get(EventField.UNIT_PRICE);
    if (amount == null || price == null || fields.containsKey(EventField.QUANTITY)) {
      return;
    }
    ColumnProfile column = sample.column(amount.column());
    boolean units = column.whole() > 0.99 && column.median() <= 10 && column.distinct() > 1;
    boolean bare = ColumnWords.meaning(column.name()).equals("amount");
    if (units && bare && sample.column(price.column()).isFractional()) {
      fields.remove(EventField.AMOUNT);
      fields.put(
          EventField.QUANTITY,
          new Guess(amount.column(), 0.85, "small whole numbers beside a price"));
    }
  }

  /** Small numbers in a column without a name are how many only where money stands beside them. */
  private void quantityNeedsMoney() {
    Guess quantity = fields.get(EventField.QUANTITY);
    boolean money =
        fields.containsKey(EventField.AMOUNT) || fields.containsKey(EventField.UNIT_PRICE);
    if (quantity != null && !money && quantity.confidence() < RoleChoice.SURE) {
      drop(EventField.QUANTITY);
    }
  }

  private void threeOfThem(Guess amount, Guess quantity, Guess price) {
    MoneyColumns money = new MoneyColumns(sample);
    double product = money.isProduct(amount.column(), price.column(), quantity.column());
    if (product > 0.8) {
      drop(EventField.UNIT_PRICE);
      fields.put(
          EventField.AMOUNT,
          new Guess(
              amount.column(),
              RoleChoice.rounded(Math.max(amount.confidence(), 0.97)),
              price.column() + " times " + quantity.column()));
      return;
    }
    if (isRepeatedTotal(amount.column())) {
      drop(EventField.AMOUNT);
      fields.put(
          EventField.UNIT_PRICE,
          new Guess(
              price.column(), price.confidence(), price.reason() + ", times " + quantity.column()));
      notes.add(
          amount.column()
              + " is the whole order's, again in each of its lines: the line's money is "
              + price.column()
              + " times "
              + quantity.column());
      return;
    }
    if (amount.confidence() >= RoleChoice.SURE) {
      drop(EventField.UNIT_PRICE);
    } else {
      drop(EventField.AMOUNT);
    }
  }

  /** A price that grows with the quantity is the whole line's. */
  private void priceAndQuantity(Guess price, Guess quantity) {
    String product =
        fields.containsKey(EventField.PRODUCT_ID) ? fields.get(EventField.PRODUCT_ID).column() : "";
    boolean grows =
        !product.isEmpty()
            && new MoneyColumns(sample).growsWith(price.column(), quantity.column(), product);
    if (grows) {
      fields.remove(EventField.UNIT_PRICE);
      fields.put(
          EventField.AMOUNT,
          new Guess(
              price.column(),
              RoleChoice.rounded(Math.max(price.confidence(), 0.9)),
              "grows with " + quantity.column() + " for the same product"));
    }
  }

  /** What went out in one column and what came in in another are one amount. */
  private void debitAndCredit() {
    Optional<ColumnProfile> debit = numbers("debit");
    Optional<ColumnProfile> credit = numbers("credit");
    if (debit.isEmpty() || credit.isEmpty()) {
      return;
    }
    String out = debit.get().name();
    String in = credit.get().name();
    fields.put(
        EventField.AMOUNT,
        new Guess(
            "= coalesce(number(`" + out + "`), 0) - coalesce(number(`" + in + "`), 0)",
            0.7,
            out + " less " + in));
    taken.add(out);
    taken.add(in);
    notes.add(
        out
            + " is taken as what the customer pays and "
            + in
            + " as what goes back; turn the two round if it is the other way");
  }

  private Optional<ColumnProfile> numbers(String meaning) {
    return sample.columns().stream()
        .filter(c -> ColumnWords.meaning(c.name()).matches("(x )*" + meaning + "( amount)?"))
        .filter(c -> c.isNumber() && !c.name().contains("`"))
        .findFirst();
  }

  /** One price without a quantity is the amount. */
  private void priceAlone(Guess price) {
    fields.remove(EventField.UNIT_PRICE);
    fields.put(
        EventField.AMOUNT,
        new Guess(
            price.column(),
            RoleChoice.rounded(price.confidence() * 0.92),
            "a price, and no quantity beside it"));
  }

  private void repeatedTotal(Guess amount) {
    if (!isRepeatedTotal(amount.column())) {
      return;
    }
    Optional<ColumnProfile> other =
        sample.columns().stream()
            .filter(c -> !taken.contains(c.name()) && c.isNumber() && c.distinct() > 2)
            .filter(c -> ColumnNames.score(EventField.AMOUNT, c.name()) >= 0.5)
            .filter(c -> !isRepeatedTotal(c.name()))
            .findFirst();
    if (other.isPresent()) {
      taken.remove(amount.column());
      taken.add(other.get().name());
      fields.put(
          EventField.AMOUNT,
          new Guess(
              other.get().name(),
              0.75,
              "the line's own; " + amount.column() + " is the whole order's in each line"));
    } else {
      notes.add(
          amount.column()
              + " seems to be the whole order's, again in each of its lines: its sum would count it"
              + " once for each line");
      fields.put(
          EventField.AMOUNT,
          new Guess(
              amount.column(),
              RoleChoice.rounded(amount.confidence() * 0.6),
              amount.reason() + ", but the same in all lines of an order"));
    }
  }

  /** The same in all lines of an order, though the order has several products. */
  private boolean isRepeatedTotal(String amount) {
    Guess order = fields.get(EventField.ORDER_ID);
    Guess product = fields.get(EventField.PRODUCT_ID);
    return order != null
        && product != null
        && !order.column().equals(amount)
        && Grain.isRepeated(sample.column(order.column()))
        && sample.decides(order.column(), amount).orElse(0) > 0.95
        && sample.decides(order.column(), product.column()).orElse(1) < 0.7;
  }

  private void drop(EventField field) {
    Guess guess = fields.remove(field);
    if (guess != null) {
      taken.remove(guess.column());
    }
  }
}
