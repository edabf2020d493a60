// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import io.perennial.domain.Channel;
import io.perennial.math.distribution.Categorical;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;

/** Who the customers are: invented names at domains that are reserved for examples. Immutable. */
final class People {

  private static final String[] FIRST = {
    "ada", "alan", "amir", "anna", "ben", "bruno", "carla", "chen", "clara", "david", "dina",
    "elif", "emma", "enzo", "eva", "felix", "fatima", "george", "greta", "hana", "hugo", "ida",
    "ines", "ivan", "jana", "jonas", "julia", "kai", "karin", "lars", "lea", "leon", "lina",
    "luca", "maria", "marta", "max", "mila", "mohamed", "nina", "noah", "olga", "oscar", "paul",
    "petra", "pia", "rosa", "ruben", "samir", "sara", "selma", "sofia", "stefan", "tara", "theo",
    "tom", "vera", "viktor", "yara", "zoe"
  };
  private static final String[] LAST = {
    "almeida",
    "andersen",
    "bauer",
    "becker",
    "bianchi",
    "brown",
    "costa",
    "dubois",
    "dupont",
    "fischer",
    "garcia",
    "haas",
    "hansen",
    "hoffmann",
    "horvat",
    "jensen",
    "jones",
    "kaya",
    "keller",
    "klein",
    "koch",
    "kowalski",
    "kramer",
    "larsen",
    "lopez",
    "maier",
    "martin",
    "meyer",
    "moreau",
    "morris",
    "nagy",
    "novak",
    "olsen",
    "peeters",
    "petrov",
    "ricci",
    "rossi",
    "santos",
    "schmidt",
    "schneider",
    "silva",
    "smith",
    "svensson",
    "taylor",
    "vogel",
    "wagner",
    "walker",
    "weber",
    "wolf",
    "yilmaz"
  };
  private static final String[] DOMAIN = {
    "example.com", "example.org", "example.net", "mail.invalid"
  };
  private static final String[] COUNTRY = {
    "DE", "FR", "GB", "ES", "IT", "NL", "AT", "CH", "PL", "BE", "DK", "SE"
  };
  private static final Categorical COUNTRIES =
      Categorical.weighted(30, 15, 15, 8, 8, 6, 5, 4, 3, 3, 2, 1);
  private static final Channel[] CHANNEL = {Channel.WEB, Channel.MOBILE_APP, Channel.STORE};
  private static final Categorical CHANNELS = Categorical.weighted(5, 3, 2);

  private final RandomSource source;

  People(RandomSource source) {
    this.source = source;
  }

  /** The person that customer {@code i} is; a pure function. */
  Person person(long i) {
    RandomStream random = source.stream(i);
    String country = COUNTRY[COUNTRIES.draw(random)];
    Channel preferred = channel(random);
    String first = FIRST[random.nextInt(FIRST.length)];
    String last = LAST[random.nextInt(LAST.length)];
    String domain = DOMAIN[random.nextInt(DOMAIN.length)];
    return new Person(country, preferred, first, last, domain, i);
  }

  static Channel channel(RandomStream random) {
    return CHANNEL[CHANNELS.draw(random)];
  }

  /** What does not change about a customer. */
  record Person(
      String country, Channel preferred, String first, String last, String domain, long number) {

    String email() {
      return first + "." + last + number + "@" + domain;
    }
  }
}
