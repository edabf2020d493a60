// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Records that are compared by their words: businesses with streets, and products with codes in
 * their titles. Words are as unequal as in life: some stand in most names, some in two.
 */
final class Things {

  private static final List<String> TRADES =
      List.of("Technologies", "Systems", "Trading", "Paints", "Bakery", "Logistics");
  private static final List<String> STREETS =
      List.of("Garden", "Mill", "Station", "Church", "Queens", "Canal", "Harbour");
  private static final List<String> MAKERS = List.of("Sony", "Canon", "Nikon", "Casio");
  private static final List<String> NOUNS =
      List.of("digital camera", "compact camera", "camera bag", "zoom lens", "memory card");
  private static final List<String> COLOURS = List.of("black", "silver", "pink", "blue");
  private static final String LETTERS = "bdfgklmnprstvz";
  private static final String VOWELS = "aeiou";

  private Things() {}

  /** Businesses by key, some twice, the other time with words left out, or by a slip. */
  static Map<String, Map<String, String>> businesses(int count, long seed) {
    Random random = new Random(seed);
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = word(random) + " " + pick(TRADES, random);
      String more = random.nextInt(3) == 0 ? " " + pick(TRADES, random) : "";
      String street = (1 + random.nextInt(60)) + " " + pick(STREETS, random) + " Street";
      String rare = random.nextInt(4) == 0 ? " " + word(random) + " House" : "";
      all.put("a" + i, business(name + more + " Ltd", street + rare, "City" + i % 7));
      if (i % 3 == 0) {
        String other = random.nextBoolean() ? name : name.substring(0, name.indexOf(' ')) + more;
        all.put("b" + i, business(other, street, "City" + i % 7));
      }
    }
    return all;
  }

  /** Products by key, some twice, the other time in other words. */
  static Map<String, Map<String, String>> products(int count, long seed) {
    Random random = new Random(seed);
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String code = word(random).substring(0, 3) + "-" + (100 + random.nextInt(800));
      String maker = pick(MAKERS, random);
      String noun = pick(NOUNS, random);
      String colour = pick(COLOURS, random);
      int price = 50 + random.nextInt(900);
      all.put("a" + i, product(maker + " " + code + " " + noun + " " + colour, maker, price));
      if (i % 3 == 0) {
        String other = random.nextBoolean() ? noun : pick(NOUNS, random);
        String title = maker + " " + word(random) + " " + code + " " + other;
        all.put("b" + i, product(title, maker, price + random.nextInt(3)));
      }
    }
    return all;
  }

  private static Map<String, String> business(String name, String street, String city) {
    return new TreeMap<>(Map.of("company", name, "street", street, "city", city));
  }

  private static Map<String, String> product(String title, String maker, int price) {
    return new TreeMap<>(
        Map.of("title", title, "manufacturer", maker, "price", Integer.toString(price)));
  }

  private static String pick(List<String> words, Random random) {
    // the first are the most frequent
    int at = Math.min(random.nextInt(words.size()), random.nextInt(words.size()));
    return words.get(at);
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    return word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1);
  }

  /** All of them, as entries. */
  static List<Map.Entry<String, Map<String, String>>> entries(
      Map<String, Map<String, String>> things) {
    return new ArrayList<>(things.entrySet());
  }
}
