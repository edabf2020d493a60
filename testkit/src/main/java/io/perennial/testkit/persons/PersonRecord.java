// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.persons;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one system knows of one person, and who it truly is.
 *
 * @param key of the record, unique
 * @param person who it is, from 0
 * @param household where that person lives, from 0
 * @param source shop, guest, till, mail or app
 * @param values by attribute; what is not there the system does not know
 */
public record PersonRecord(
    String key, long person, long household, String source, Map<String, String> values) {

  /** All attributes that a record may have, in the order of columns. */
  public static final List<String> ATTRIBUTES =
      List.of(
          "given_name",
          "family_name",
          "birth_date",
          "street",
          "postcode",
          "city",
          "email",
          "phone",
          "device");

  public PersonRecord {
    values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
  }
}
