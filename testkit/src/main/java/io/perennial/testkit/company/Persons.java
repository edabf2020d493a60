// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import io.perennial.math.distribution.Categorical;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Locale;

/** The customers as people: invented names, numbers and addresses, by customer. Immutable. */
final class Persons {

  private static final String[] FIRST = {
    "Ada",
    "Jürgen",
    "Amélie",
    "José",
    "Zoë",
    "Søren",
    "Anna",
    "Ben",
    "Clara",
    "David",
    "Elif",
    "Emma",
    "Felix",
    "Grete",
    "Hugo",
    "Ines",
    "Ivan",
    "Jana",
    "Kai",
    "Lea",
    "Leon",
    "Maria",
    "Max",
    "Mila",
    "Nina",
    "Noah",
    "Olga",
    "Oscar",
    "Paul",
    "Petra",
    "Rosa",
    "Sara",
    "Sofia",
    "Stefan",
    "Theo",
    "Tom",
    "Vera",
    "Viktor",
    "Yara",
    "François"
  };
  private static final String[] LAST = {
    "Müller", "García", "Özdemir", "Dupont", "Weiß", "Brown", "Costa", "Fischer", "Haas", "Hansen",
    "Jones", "Kaya", "Keller", "Klein", "Koch", "Kramer", "Larsen", "López", "Martin", "Meyer",
    "Moreau", "Nagy", "Novak", "Olsen", "Peeters", "Ricci", "Rossi", "Santos", "Schmidt", "Silva",
    "Smith", "Taylor", "Vogel", "Wagner", "Walker", "Weber", "Wolf", "Bücher"
  };
  private static final String[] MAIL = {
    "gmail.com", "gmail.com", "gmx.de", "outlook.com", "yahoo.com", "web.de", "hotmail.com"
  };
  private static final String[] STREET = {
    "Hauptstr.", "Bahnhofstraße", "Gartenweg", "Church Road", "Mill Lane", "Rue de la Paix"
  };
  private static final Land[] LANDS = {
    new Land("DE", "EUR", "49", "151", 8, "0", "Berlin"),
    new Land("GB", "GBP", "44", "7400", 6, "0", "London"),
    new Land("US", "USD", "1", "2015", 6, "", "New York"),
    new Land("FR", "EUR", "33", "612", 6, "0", "Paris"),
    new Land("AT", "EUR", "43", "664", 7, "0", "Wien"),
    new Land("NL", "EUR", "31", "612", 6, "0", "Amsterdam")
  };
  private static final Categorical LAND = Categorical.weighted(40, 20, 15, 12, 8, 5);

  private final RandomSource source;

  Persons(RandomSource source) {
    this.source = source;
  }

  /** Who customer {@code number} is; a pure function. */
  Person person(long number) {
    RandomStream random = source.stream(number);
    Land land = LANDS[LAND.draw(random)];
    String first = FIRST[random.nextInt(FIRST.length)];
    String last = LAST[random.nextInt(LAST.length)];
    String email =
        (ascii(first) + "." + ascii(last) + "." + number).toLowerCase(Locale.ROOT)
            + "@"
            + MAIL[random.nextInt(MAIL.length)];
    // an odd factor: no two of the first million have the same digits
    long space = StrictMath.round(StrictMath.pow(10, land.digits));
    String digits =
        String.format(
            Locale.ROOT, "%0" + land.digits + "d", Math.floorMod((number + 1) * 7_368_787L, space));
    return new Person(
        number,
        land.country,
        first,
        last,
        email,
        "+" + land.dial + land.prefix + digits,
        land.trunk + land.prefix + " " + digits,
        STREET[random.nextInt(STREET.length)] + " " + (1 + random.nextInt(99)),
        Integer.toString(10_000 + random.nextInt(80_000)),
        land.city,
        land.currency);
  }

  private static String ascii(String name) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      switch (c) {
        case 'ü' -> plain.append("ue");
        case 'Ö', 'ö' -> plain.append("oe");
        case 'ß' -> plain.append("ss");
        case 'é', 'ë' -> plain.append('e');
        case 'í' -> plain.append('i');
        case 'ó' -> plain.append('o');
        case 'ø' -> plain.append("oe");
        case 'ç' -> plain.append('c');
        default -> plain.append(c);
      }
    }
    return plain.toString();
  }

  private record Land(
      String country,
      String currency,
      String dial,
      String prefix,
      int digits,
      String trunk,
      String city) {}
}
