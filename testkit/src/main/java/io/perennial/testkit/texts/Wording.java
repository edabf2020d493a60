// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.texts;

import io.perennial.math.random.RandomStream;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One wording of a sentence with choices and values. */
final class Wording {

  private static final Pattern CHOICE = Pattern.compile("\\{([^{}]*)\\}");
  private static final Pattern VALUE = Pattern.compile("<([a-z]+)>");
  private static final Map<String, String[]> VALUES =
      Map.of(
          "days", new String[] {"3", "4", "5", "6", "8", "9", "12"},
          "weekday", new String[] {"Monday", "Tuesday", "Friday", "12.03.", "3/14"},
          "city", new String[] {"Leeds", "Hamburg", "Boston", "Lyon", "Graz", "Porto"},
          "name", new String[] {"Kim", "A. Berg", "Maria", "Tom", "J. Rossi"},
          "product",
              new String[] {
                "lamp", "blender", "coffee machine", "vase", "headset", "desk", "monitor", "drill"
              });

  private Wording() {}

  static String of(String sentence, RandomStream random) {
    String chosen = sentence;
    for (Matcher m = CHOICE.matcher(chosen); m.find(); m = CHOICE.matcher(chosen)) {
      String[] choices = m.group(1).split("\\|", -1);
      chosen =
          chosen.substring(0, m.start())
              + choices[random.nextInt(choices.length)]
              + chosen.substring(m.end());
    }
    Matcher values = VALUE.matcher(chosen);
    StringBuilder said = new StringBuilder();
    while (values.find()) {
      values.appendReplacement(said, Matcher.quoteReplacement(value(values.group(1), random)));
    }
    return values.appendTail(said).toString();
  }

  private static String value(String name, RandomStream random) {
    if (name.equals("order")) {
      return Integer.toString(100_000 + random.nextInt(900_000));
    }
    if (name.equals("amount")) {
      return String.format(Locale.ROOT, "%d.%02d", 5 + random.nextInt(300), random.nextInt(100));
    }
    String[] values = VALUES.get(name);
    if (values == null) {
      throw new IllegalArgumentException("Unknown value in a sentence: <" + name + ">");
    }
    return values[random.nextInt(values.length)];
  }
}
