// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.domain.CustomerId;
import io.perennial.domain.RecordId;
import java.util.List;

/**
 * A customer, or one record of theirs, as somebody named it.
 *
 * @param word as it was named
 * @param customer who it is
 * @param records that are meant: the one that was named, or all of the customer's; never empty
 */
public record Party(String word, CustomerId customer, List<RecordId> records) {

  public Party {
    records = List.copyOf(records);
    if (records.isEmpty()) {
      throw new IllegalArgumentException("Invalid party: " + customer + " (must have a record)");
    }
  }

  /** The record that stands for it: the one whose number is the customer's, else the first. */
  public RecordId standsFor() {
    return records.stream()
        .filter(record -> record.value() == customer.value())
        .findFirst()
        .orElse(records.get(0));
  }

  /** {@code record 12 of customer 34}, {@code customer 34}. */
  @Override
  public String toString() {
    boolean one = records.size() == 1 && records.get(0).value() != customer.value();
    return (one ? "record " + records.get(0) + " of " : "") + "customer " + customer;
  }
}
