// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ValueKeysTest {

  private static Set<Long> keys(KeyForm form, String value) {
    ValueKeys keys = new ValueKeys();
    Set<Long> found = new HashSet<>();
    int count = keys.find(form, value);
    for (int i = 0; i < count; i++) {
      assertThat(found.add(keys.key(i))).as("keys are distinct").isTrue();
    }
    return found;
  }

  private static boolean share(KeyForm form, String one, String other) {
    Set<Long> both = keys(form, one);
    both.retainAll(keys(form, other));
    return !both.isEmpty();
  }

  @Test
  void names_that_sound_alike_share_a_key() {
    assertThat(share(KeyForm.SOUNDS, "catherine", "katharina")).isTrue();
    assertThat(share(KeyForm.SOUNDS, "smith", "smyth")).isTrue();
    assertThat(share(KeyForm.SOUNDS, "smith", "jones")).isFalse();
    assertThat(keys(KeyForm.SOUNDS, "123")).isEmpty();
  }

  @Test
  void starts_words_and_endings() {
    assertThat(share(KeyForm.START, "o brien", "obrian")).isTrue();
    assertThat(keys(KeyForm.START, "li")).as("too short to tell").isEmpty();
    assertThat(share(KeyForm.WORDS, "ada lovelace", "lovelace ada")).isTrue();
    assertThat(keys(KeyForm.WORD, "canon eos 5d mark ii")).hasSize(3);
    assertThat(share(KeyForm.LONGEST, "the analytical engine", "engine analytical a")).isTrue();
    assertThat(share(KeyForm.LAST_SEVEN, "+4315550123", "015550123")).isTrue();
    assertThat(share(KeyForm.LOCAL, "ada@x.org", "ada@y.org")).isTrue();
    assertThat(share(KeyForm.LETTERS, "ada.l12@x.org", "adal7@y.org")).isTrue();
  }

  @Test
  void parts_of_dates() {
    assertThat(share(KeyForm.YEAR_MONTH, "19710624", "19710601")).isTrue();
    assertThat(share(KeyForm.DAY_MONTH, "19710605", "19720506")).as("exchanged").isTrue();
    assertThat(share(KeyForm.YEAR_DAY, "19710624", "19710524")).isTrue();
    assertThat(share(KeyForm.YEAR, "19710624", "1971")).isTrue();
    assertThat(keys(KeyForm.YEAR_MONTH, "1971")).isEmpty();
  }

  @Test
  void positions_in_one_street_share_a_square_everywhere_on_earth() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      double north = random.nextDouble(-85, 85);
      double east = i % 10 == 0 ? 179.9999 : random.nextDouble(-180, 180);
      double metres = random.nextDouble(0, 150);
      double towards = random.nextDouble(0, 2 * Math.PI);
      double up = metres * Math.cos(towards) / 111_195;
      double along =
          metres * Math.sin(towards) / 111_195 / Math.cos(Math.toRadians(north + up / 2));
      double other = east + along > 180 ? east + along - 360 : Math.max(-180, east + along);

      assertThat(share(KeyForm.NEAR, position(north, east), position(north + up, other)))
          .as(position(north, east) + " and " + position(north + up, other))
          .isTrue();
    }
    assertThat(keys(KeyForm.NEAR, "48.137200,11.575500")).hasSize(4);
    assertThat(share(KeyForm.NEAR, "48.137200,11.575500", "48.142700,11.575500")).isFalse();
    assertThat(keys(KeyForm.NEAR, "munich")).isEmpty();
  }

  private static String position(double north, double east) {
    return String.format(Locale.ROOT, "%.6f,%.6f", north, east);
  }

  @Test
  void typing_errors_leave_a_band_mostly() {
    SplittableRandom random = new SplittableRandom(5);
    int shared = 0;
    int strangers = 0;
    for (int i = 0; i < 1000; i++) {
      String one = word(random, 10);
      int at = 1 + random.nextInt(8);
      String typo = one.substring(0, at) + "q" + one.substring(at + 1);
      shared += share(KeyForm.SIMILAR, one, typo) ? 1 : 0;
      strangers += share(KeyForm.SIMILAR, one, word(random, 10)) ? 1 : 0;
    }

    assertThat(shared).as("of 1000 with one wrong letter").isGreaterThan(850);
    assertThat(strangers).as("of 1000 strangers").isLessThan(60);
  }

  private static String word(SplittableRandom random, int letters) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < letters; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }
}
