// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.SplittableRandom;

/** Small files with nothing wrong in them, each with rows of its own. */
final class Seeds {

  private static final String[] NAMES = {
    "ada", "Jürgen \"JM\" Müller", "Zoë, the 2nd", "李雷", "o'neil"
  };

  private final SplittableRandom random;

  Seeds(SplittableRandom random) {
    this.random = random;
  }

  byte[] separated(char delimiter) {
    StringBuilder text = new StringBuilder();
    row(text, delimiter, "customer", "time", "order", "amount", "quantity", "mail", "note");
    int rows = 1 + random.nextInt(12);
    for (int i = 0; i < rows; i++) {
      row(
          text,
          delimiter,
          "c" + random.nextInt(50),
          time(),
          "o" + random.nextInt(1_000_000),
          amount(),
          Integer.toString(1 + random.nextInt(9)),
          "c" + i + "@example.org",
          note());
    }
    return text.toString().getBytes(UTF_8);
  }

  byte[] jsonLines() {
    StringBuilder text = new StringBuilder();
    int rows = 1 + random.nextInt(12);
    for (int i = 0; i < rows; i++) {
      text.append(
          "{\"customer\":\"c%d\",\"time\":\"%s\",\"order\":\"o%d\",\"amount\":%s,\"quantity\":%d,\"mail\":\"c@example.org\",\"note\":\"%s\"}%n"
              .formatted(
                  random.nextInt(50),
                  time(),
                  random.nextInt(1_000_000),
                  amount(),
                  1 + random.nextInt(9),
                  note().replace("\"", "\\\"").replace("\n", "\\n")));
    }
    return text.toString().replace(System.lineSeparator(), "\n").getBytes(UTF_8);
  }

  private String time() {
    return String.format(
        Locale.ROOT,
        "2024-%02d-%02d %02d:%02d:00",
        1 + random.nextInt(12),
        1 + random.nextInt(28),
        random.nextInt(24),
        random.nextInt(60));
  }

  private String amount() {
    return String.format(Locale.ROOT, "%d.%02d", random.nextInt(5_000), random.nextInt(100));
  }

  private String note() {
    String note = NAMES[random.nextInt(NAMES.length)];
    return random.nextInt(5) == 0 ? note + "\nsecond line" : note;
  }

  private static void row(StringBuilder text, char delimiter, String... fields) {
    for (int i = 0; i < fields.length; i++) {
      boolean quoted =
          fields[i].indexOf('"') >= 0
              || fields[i].indexOf('\n') >= 0
              || fields[i].indexOf(delimiter) >= 0;
      text.append(i == 0 ? "" : String.valueOf(delimiter))
          .append(quoted ? '"' + fields[i].replace("\"", "\"\"") + '"' : fields[i]);
    }
    text.append('\n');
  }
}
