// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row: an event, or a line of an order, or what is known of a customer.
 *
 * @param fields what has a value, in the order of {@link PayloadField}
 * @param claims what the message says of the customer, by attribute: email, phone, name …
 */
public record PayloadRow(Map<PayloadField, String> fields, Map<String, String> claims) {

  /** Every attribute of claims that messages have. */
  public static final List<String> ATTRIBUTES =
      List.of(
          "email",
          "phone",
          "name",
          "first_name",
          "last_name",
          "birth_date",
          "gender",
          "street",
          "city",
          "postcode",
          "state",
          "country",
          "company",
          "username",
          "user_id",
          "anonymous_id",
          "device_id",
          "language");

  public PayloadRow {
    Map<PayloadField, String> ordered = new EnumMap<>(PayloadField.class);
    ordered.putAll(fields);
    fields = Collections.unmodifiableMap(ordered);
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  /** The value of a field, if the message has one. */
  public Optional<String> field(PayloadField field) {
    return Optional.ofNullable(fields.get(field));
  }
}
