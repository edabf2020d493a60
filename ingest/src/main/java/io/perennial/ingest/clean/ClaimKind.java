// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import java.util.Locale;
import java.util.Set;

/** What an attribute of claims holds, by its name; it decides which rules go over it. */
enum ClaimKind {
  EMAIL,
  PHONE,
  NAME,
  ADDRESS,
  POSTCODE,
  COUNTRY,
  LANGUAGE,
  BIRTH_DATE,
  WEB,
  /** Anything else: the rules for texts alone. */
  TEXT;

  private static final Set<String> NAMES =
      Set.of(
          "name",
          "first_name",
          "last_name",
          "full_name",
          "given_name",
          "family_name",
          "firstname",
          "lastname",
          "surname",
          "forename",
          "middle_name",
          "contact_name",
          "customer_name",
          "billing_name",
          "shipping_name");

  /** {@code email}, {@code billing_email}, {@code mobile}, {@code date_of_birth} and so on. */
  static ClaimKind of(String attribute) {
    String name = attribute.toLowerCase(Locale.ROOT);
    if (NAMES.contains(name)) {
      return NAME;
    }
    if (Set.of("date_of_birth", "birth_date", "birthdate", "birthday", "dob").contains(name)) {
      return BIRTH_DATE;
    }
    if (Set.of("postal_code", "zip_code", "post_code").stream().anyMatch(name::endsWith)) {
      return POSTCODE;
    }
    if (name.endsWith("country_code")) {
      return COUNTRY;
    }
    return switch (name.substring(name.lastIndexOf('_') + 1)) {
      case "email", "mail" -> EMAIL;
      case "phone", "mobile", "telephone", "tel", "fax", "msisdn" -> PHONE;
      case "address", "street", "address1", "line1" -> ADDRESS;
      case "postcode", "zip", "zipcode", "plz" -> POSTCODE;
      case "country" -> COUNTRY;
      case "language", "lang" -> LANGUAGE;
      case "url", "website", "homepage" -> WEB;
      default -> TEXT;
    };
  }
}
