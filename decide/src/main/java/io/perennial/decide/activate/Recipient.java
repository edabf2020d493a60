// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.activate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who is to be addressed, with what and where: personal data, for whoever may read them.
 *
 * @param customer the customer's number
 * @param decision the decision's number: the same however often it is written
 * @param action what is to be done
 * @param content a template's name, or what is to be said
 * @param weekday on which it is best done, 1 for Monday to 7; empty where that is not known
 * @param hour of the day, local, the same
 * @param said what is believed of the customer, by attribute: email, phone, first_name …; and
 *     product_id, what the action is to tell of
 */
public record Recipient(
    long customer,
    long decision,
    String action,
    String content,
    OptionalInt weekday,
    OptionalInt hour,
    Map<String, String> said) {

  public Recipient {
    said = Map.copyOf(said);
  }

  /** The first of these attributes that is known; empty where none is. */
  String of(String... names) {
    for (String name : names) {
      String value = said.get(name);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return "";
  }

  /** A number as a cell; empty where there is none. */
  static String cell(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }

  /** The product that the action is to tell of, as sources call it; empty for none. */
  public String product() {
    return of("product_id");
  }

  String email() {
    return of("email");
  }

  /** With the country's number before it, if that is known; as it was said else. */
  String phone() {
    return of("phone", "phone_number", "mobile");
  }

  String firstName() {
    return of("first_name", "given_name");
  }

  String lastName() {
    return of("last_name", "family_name", "surname");
  }

  String postcode() {
    return of("postcode", "postal_code", "zip");
  }

  String city() {
    return of("city", "place");
  }

  /** The two letters of ISO 3166; empty where the country is not known by them or by its name. */
  String country() {
    String said = of("country", "country_code");
    if (said.length() == 2) {
      return said.toUpperCase(Locale.ROOT);
    }
    return Optional.ofNullable(Countries.BY_NAME.get(said.toLowerCase(Locale.ROOT))).orElse("");
  }

  /** Countries by their English names. */
  private static final class Countries {
    private static final Map<String, String> BY_NAME = byName();

    private static Map<String, String> byName() {
      Map<String, String> codes = new java.util.HashMap<>();
      for (String code : Locale.getISOCountries()) {
        codes.put(
            new Locale("", code).getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
      }
      codes.put("usa", "US");
      codes.put("uk", "GB");
      return Map.copyOf(codes);
    }
  }
}
