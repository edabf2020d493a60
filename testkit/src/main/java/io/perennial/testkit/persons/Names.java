// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.persons;

import io.perennial.math.distribution.Categorical;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.LinkedHashSet;
import java.util.Set;

/** Names, streets and towns, few of them common and many rare. Immutable, the same in each run. */
final class Names {

  /** Each with its short forms. */
  private static final String[][] KNOWN = {
    {"william", "bill", "will"},
    {"robert", "bob", "rob"},
    {"elizabeth", "liz", "beth", "betty"},
    {"margaret", "peggy", "maggie"},
    {"richard", "rick", "dick"},
    {"james", "jim", "jimmy"},
    {"katherine", "kate", "kathy"},
    {"michael", "mike"},
    {"thomas", "tom"},
    {"joseph", "joe"},
    {"alexander", "alex"},
    {"susanne", "sue", "susi"},
    {"christine", "chris", "tina"},
    {"edward", "ed", "ted"},
    {"johannes", "hannes"},
    {"patricia", "pat", "trish"},
    {"daniel", "dan"},
    {"samuel", "sam"},
    {"rebecca", "becky"},
    {"nicholas", "nick"},
    {"anthony", "tony"},
    {"matthew", "matt"},
    {"jennifer", "jenny"},
    {"barbara", "barb"},
    {"charles", "charlie", "chuck"},
    {"andrew", "andy"},
    {"stefanie", "steffi"},
    {"maximilian", "max"},
    {"friedrich", "fritz"},
    {"josephine", "josie"}
  };

  private static final String[] SYLLABLES = {
    "ba", "bel", "bran", "cor", "da", "den", "dor", "el", "fa", "fer", "gal", "gar", "han", "hol",
    "ja", "kel", "kir", "la", "len", "lin", "mar", "mel", "mo", "nor", "o", "pel", "per", "ra",
    "ren", "ro", "sa", "sel", "son", "ta", "tan", "ter", "va", "vel", "win", "zan"
  };
  private static final String[] KINDS = {"street", "road", "lane", "avenue", "close", "drive"};

  private final String[] given;
  private final String[] family;
  private final String[] streets;
  private final String[] cities;
  private final Categorical givenShare;
  private final Categorical familyShare;
  private final Categorical cityShare;

  Names(RandomSource source) {
    given = made(source.stream(1), 900, 2, "");
    family = made(source.stream(2), 20_000, 3, "");
    streets = made(source.stream(3), 4_000, 2, " ");
    cities = made(source.stream(4), 600, 3, "");
    givenShare = Categorical.zipf(given.length + KNOWN.length, 0.9);
    familyShare = Categorical.zipf(family.length, 0.8);
    cityShare = Categorical.zipf(cities.length, 0.8);
  }

  private static String[] made(RandomStream random, int count, int syllables, String tail) {
    Set<String> all = new LinkedHashSet<>();
    while (all.size() < count) {
      StringBuilder name = new StringBuilder();
      int parts = syllables + random.nextInt(2);
      for (int i = 0; i < parts; i++) {
        name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
      all.add(tail.isEmpty() ? name.toString() : name + tail + KINDS[random.nextInt(KINDS.length)]);
    }
    return all.toArray(String[]::new);
  }

  String given(RandomStream random) {
    int nth = givenShare.draw(random);
    return nth < KNOWN.length ? KNOWN[nth][0] : given[nth - KNOWN.length];
  }

  String family(RandomStream random) {
    return family[familyShare.draw(random)];
  }

  String street(RandomStream random) {
    return streets[random.nextInt(streets.length)];
  }

  /** A town by its number, of which its post codes are made. */
  int city(RandomStream random) {
    return cityShare.draw(random);
  }

  String cityName(int city) {
    return cities[city];
  }

  /** A short form where the name has one; else the name. */
  static String shortForm(String given, RandomStream random) {
    for (String[] name : KNOWN) {
      if (name[0].equals(given)) {
        return name[1 + random.nextInt(name.length - 1)];
      }
    }
    return given;
  }
}
