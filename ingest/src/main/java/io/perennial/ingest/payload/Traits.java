// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a message says of the person: the traits of an identify call, or those in the context of
 * another. Ids are claims too: {@code anonymous_id} on whoever used it, so that {@code
 * identity.link-by} may lead from the anonymous visitor to the user.
 */
final class Traits {

  private static final Set<String> NOBODY = Set.of("null", "undefined", "none", "nan");

  private Traits() {}

  /** The claims of a message that is such a call, by attribute. */
  static Map<String, String> of(String call, JsonNode message, JsonNode context) {
    Map<String, String> claims = new LinkedHashMap<>();
    if (call.equals("group")) {
      JsonNode company = message.path("traits");
      put(claims, "company", company, "name", "company");
      put(claims, "company", message, "groupId");
    } else {
      person(claims, message.path("traits"));
    }
    person(claims, context.path("traits"));
    put(claims, "user_id", message, "userId");
    put(claims, "anonymous_id", message, "anonymousId");
    put(claims, "device_id", context.path("device"), "id");
    put(claims, "language", context, "locale");
    claims.values().removeIf(value -> NOBODY.contains(value.toLowerCase(Locale.ROOT)));
    return claims;
  }

  private static void person(Map<String, String> claims, JsonNode traits) {
    put(claims, "email", traits, "email");
    put(claims, "phone", traits, "phone", "mobile");
    put(claims, "name", traits, "name");
    put(claims, "first_name", traits, "firstName", "first_name", "firstname");
    put(claims, "last_name", traits, "lastName", "last_name", "lastname");
    put(claims, "birth_date", traits, "birthday", "dateOfBirth", "birth_date");
    put(claims, "gender", traits, "gender");
    put(claims, "username", traits, "username");
    put(claims, "company", traits.path("company"), "name");
    put(claims, "company", traits, "company");
    JsonNode address = traits.path("address");
    put(claims, "street", address, "street");
    put(claims, "city", address, "city");
    put(claims, "postcode", address, "postalCode", "postal_code", "zip");
    put(claims, "state", address, "state");
    put(claims, "country", address, "country");
    put(claims, "city", traits, "city");
    put(claims, "country", traits, "country");
  }

  private static void put(
      Map<String, String> claims, String attribute, JsonNode object, String... names) {
    JsonTexts.first(object, names).ifPresent(value -> claims.putIfAbsent(attribute, value));
  }
}
