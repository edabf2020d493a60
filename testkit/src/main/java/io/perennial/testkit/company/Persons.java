// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import io.perennial.math.distribution.Categorical;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The customers as people: invented names, numbers and addresses, by customer. A third live with
 * another customer: they mostly share the name, always the address until one moves out, and some
 * the telephone. One household in twelve moves, and one in four hands a device on. Immutable.
 */
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
    "François",
    "Elizabeth",
    "William",
    "Katharina",
    "Alexander",
    "Johannes",
    "Christine",
    "Michael",
    "Susanne"
  };

  /** What friends say, where that is shorter. */
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("Anna", "Anni"),
          Map.entry("David", "Dave"),
          Map.entry("Leon", "Leo"),
          Map.entry("Maria", "Mia"),
          Map.entry("Rosa", "Rosi"),
          Map.entry("Viktor", "Vik"),
          Map.entry("Elizabeth", "Liz"),
          Map.entry("William", "Bill"),
          Map.entry("Katharina", "Kathi"),
          Map.entry("Alexander", "Alex"),
          Map.entry("Johannes", "Hannes"),
          Map.entry("Christine", "Tina"),
          Map.entry("Michael", "Mike"),
          Map.entry("Susanne", "Susi"));

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

  /** Customers whose numbers follow each other live together: so many are looked at. */
  private static final int NEIGHBOURS = 4;

  private static final double OWN_NAME = 0.1;
  private static final double ONE_TELEPHONE = 0.3;
  private static final double MOVES = 0.08;
  private static final double MOVES_ALONE = 0.04;
  private static final double HANDS_ON = 0.25;

  private final RandomSource source;
  private final LocalDate start;
  private final int days;

  /**
   * @param start the first day on which anybody moves
   * @param end the day after the last
   */
  Persons(RandomSource source, LocalDate start, LocalDate end) {
    this.source = source;
    this.start = start;
    days = (int) ChronoUnit.DAYS.between(start, end);
  }

  /** Who customer {@code number} is; a pure function. */
  Person person(long number) {
    final Drawn own = drawn(number);
    final long head = head(number);
    final Drawn of = head == number ? own : drawn(head);
    RandomStream home = source.derive("home").stream(head);
    RandomStream alone = source.derive("alone").stream(number);
    final boolean oneTelephone = home.chance(ONE_TELEPHONE);
    final boolean ownName = head != number && alone.chance(OWN_NAME);
    final boolean movesAlone = head != number && alone.chance(MOVES_ALONE);
    final boolean moves = movesAlone || home.chance(MOVES);
    RandomStream where = movesAlone ? alone : home;
    LocalDate day = start.plusDays(1 + where.nextInt(days - 1));
    Person.Address next = address(of.land, where);
    String last = ownName ? own.last : of.last;
    String plain = ascii(last).toLowerCase(Locale.ROOT);
    String given = head == number || !own.first.equals(of.first) ? own.first : after(own.first);
    String first = ascii(given).toLowerCase(Locale.ROOT);
    String digits = digits(of.land, oneTelephone ? head : number);
    return new Person(
        number,
        head,
        of.land.country,
        given,
        SHORT.getOrDefault(given, given),
        last,
        first + "." + plain + "." + number + "@" + own.mail,
        first.charAt(0) + plain + number + "@" + own.otherMail,
        "+" + of.land.dial + of.land.prefix + digits,
        of.land.trunk + of.land.prefix + " " + digits,
        of.address,
        moves ? next : of.address,
        moves ? day : LocalDate.MAX,
        of.land.currency);
  }

  /**
   * Who uses the customer's device next, and from when on; the customer then has another. Empty
   * where none is handed on. It stays in the household.
   */
  Optional<HandOver> handsOn(long number) {
    long next = number + 1;
    RandomStream random = source.derive("hand over").stream(number);
    if (head(number) != number || head(next) != number || !random.chance(HANDS_ON)) {
      return Optional.empty();
    }
    return Optional.of(new HandOver(next, start.plusDays(1 + random.nextInt(days - 1))));
  }

  /** Whose device the customer uses, and from when on; empty for an own one. */
  Optional<HandOver> takesOver(long number) {
    return number == 0
        ? Optional.empty()
        : handsOn(number - 1)
            .filter(over -> over.other() == number)
            .map(over -> new HandOver(number - 1, over.day()));
  }

  /**
   * A device in other hands.
   *
   * @param other customer
   * @param day from which on
   */
  record HandOver(long other, LocalDate day) {}

  /** Of each {@value #NEIGHBOURS} customers none, two, twice two or three live together. */
  private long head(long number) {
    int nth = (int) (number % NEIGHBOURS);
    double together = source.derive("together").stream(number / NEIGHBOURS).nextDouble();
    boolean two = together > 0.5 && nth == 1;
    boolean twoMore = together > 0.75 && together <= 0.9 && nth == 3;
    boolean three = together > 0.9 && nth == 2;
    return two || twoMore ? number - 1 : three ? number - 2 : number;
  }

  /** Hardly anybody is called like whom one lives with. */
  private static String after(String first) {
    return FIRST[(List.of(FIRST).indexOf(first) + 1) % FIRST.length];
  }

  /** What is the customer's own. */
  private Drawn drawn(long number) {
    RandomStream random = source.stream(number);
    Land land = LANDS[LAND.draw(random)];
    String first = FIRST[random.nextInt(FIRST.length)];
    String last = LAST[random.nextInt(LAST.length)];
    String mail = MAIL[random.nextInt(MAIL.length)];
    Person.Address address = address(land, random);
    return new Drawn(land, first, last, mail, MAIL[random.nextInt(MAIL.length)], address);
  }

  private record Drawn(
      Land land,
      String first,
      String last,
      String mail,
      String otherMail,
      Person.Address address) {}

  private static Person.Address address(Land land, RandomStream random) {
    return new Person.Address(
        STREET[random.nextInt(STREET.length)] + " " + (1 + random.nextInt(99)),
        Integer.toString(10_000 + random.nextInt(80_000)),
        land.city);
  }

  private static String digits(Land land, long number) {
    // an odd factor: no two of the first million have the same digits
    long space = StrictMath.round(StrictMath.pow(10, land.digits));
    return String.format(
        Locale.ROOT, "%0" + land.digits + "d", Math.floorMod((number + 1) * 7_368_787L, space));
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
