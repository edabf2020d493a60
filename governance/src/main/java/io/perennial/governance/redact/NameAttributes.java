// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance.redact;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which attributes of claims say what a person is called. */
public final class NameAttributes {

  /** What has a name and is nobody: {@code company_name}, {@code product_name}. */
  private static final Pattern OF_A_THING =
      Pattern.compile(
          "compan|firm|organi|employer|product|brand|item|file|shop|store|campaign|domain|host|event"
              + "|page|app_|device|list_|plan_|tier|segment|channel|source|city|country|region"
              + "|state_|street|bank|school|team|role|table|column|pet");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");

  private static final Set<String> WORDS =
      Set.of(
          "alias",
          "nick",
          "handle",
          "initials",
          "contact",
          "nom",
          "prenom",
          "prénom",
          "nome",
          "cognome",
          "nombre",
          "apellido",
          "apellidos",
          "sobrenome",
          "apelido",
          "voornaam",
          "achternaam",
          "naam",
          "navn",
          "fornavn",
          "etternavn",
          "efternavn",
          "namn",
          "förnamn",
          "efternamn",
          "imię",
          "imie",
          "nazwisko");

  private NameAttributes() {}

  /**
   * Whether an attribute of that name holds names of persons, or parts of them: {@code full_name},
   * {@code middle_name}, {@code nickname}, {@code Vorname}, {@code billing_last_name}.
   */
  public static boolean isName(String attribute) {
    String plain = attribute.toLowerCase(Locale.ROOT);
    if (OF_A_THING.matcher(plain).find()) {
      return false;
    }
    return plain.contains("name") || BETWEEN_WORDS.splitAsStream(plain).anyMatch(WORDS::contains);
  }
}
