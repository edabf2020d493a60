// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which column of a file is which field of an event, which a claim about the customer, and which
 * just a property.
 *
 * @param fields the columns of event fields
 * @param claims the columns of claims, by attribute
 * @param properties what is left
 * @param dropped columns that only count the rows
 * @param doubtful fields of which a column was found that is more likely wrong than right: for a
 *     person to decide, never read by themselves
 * @param personal columns about people that are no claim we know: left out, since properties are no
 *     place for personal data
 * @param notes what was seen in the values that people should know
 */
record ColumnRoles(
    Map<EventField, Guess> fields,
    Map<String, Guess> claims,
    List<String> properties,
    List<String> dropped,
    Map<EventField, Guess> doubtful,
    List<String> personal,
    List<String> notes) {

  static ColumnRoles of(Sample sample) {
    return new RoleChoice(sample).choose();
  }

  /** The same with other claims. */
  ColumnRoles withClaims(Map<String, Guess> others) {
    return new ColumnRoles(fields, others, properties, dropped, doubtful, personal, notes);
  }

  /** The columns that a field's expression reads. */
  boolean isRead(String column) {
    return fields.values().stream().anyMatch(guess -> guess.column().contains("`" + column + "`"));
  }

  Optional<String> column(EventField field) {
    return Optional.ofNullable(fields.get(field)).map(Guess::column);
  }
}
