// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundsAndSketchesTest {

  @Nested
  class Sounds {

    @ParameterizedTest
    @CsvSource({
      "smith, SM0 XMT",
      "schmidt, XMT SMT",
      "jose, HS",
      "thumb, 0M TM",
      "knight, NT",
      "catherine, K0RN KTRN",
      "1234, ''",
      "'', ''",
    })
    void have_one_or_two_keys(String name, String keys) {
      assertThat(String.join(" ", Phonetics.keys(name))).isEqualTo(keys);
    }

    @Test
    void are_alike_when_any_keys_are() {
      assertThat(Phonetics.soundAlike(Phonetics.packed("smith"), Phonetics.packed("schmidt")))
          .isTrue();
      assertThat(Phonetics.soundAlike(Phonetics.packed("smith"), Phonetics.packed("garcia")))
          .isFalse();
    }

    @Test
    void of_nothing_are_like_nothing() {
      assertThat(Phonetics.soundAlike(Phonetics.packed("12"), Phonetics.packed("34"))).isFalse();
    }
  }

  @Nested
  class Short_forms {

    @ParameterizedTest
    @CsvSource({
      "bob, robert, true", "bob, rob, true", "peggy, margaret, true", "paco, francisco, true",
      "beppe, giuseppe, true", "sepp, josef, true", "bill, bob, false", "anna, robert, false",
      "nobody, nobody, false",
    })
    void stand_for_each_other(String name, String other, boolean expected) {
      assertThat(Nicknames.standForEachOther(name, other)).isEqualTo(expected);
      assertThat(Nicknames.standForEachOther(other, name)).isEqualTo(expected);
    }

    @Test
    void names_of_the_list_are_known() {
      assertThat(Nicknames.isKnown("lachlan")).isTrue();
      assertThat(Nicknames.isKnown("restaurant")).isFalse();
    }
  }

  @Nested
  class Runs_of_three_characters {

    @Test
    void have_a_blank_before_and_behind() {
      assertThat(QGrams.of("ab")).hasSize(2);
      assertThat(QGrams.of("adam")).hasSize(4);
      assertThat(QGrams.of("aaaaaa")).hasSize(3);
      assertThat(QGrams.of("")).isEmpty();
    }

    @Test
    void of_two_texts_are_compared_by_what_both_have() {
      // nig igh ght ht_ _ni; nac ach cht ht_ _na: one of nine
      assertThat(QGrams.similarity("night", "nacht")).isEqualTo(1.0 / 9, within(1e-12));
      assertThat(QGrams.similarity("", "")).isOne();
      assertThat(QGrams.similarity("a", "")).isZero();
    }
  }

  @Nested
  class Sketches {

    private final MinHash sketches = new MinHash(2_000, 7);

    @Test
    void agree_as_often_as_texts_are_similar() {
      String a = "a sketch for counting distinct paths in streams of edges";
      String b = "a sketch for counting the distinct edges of paths";

      // 2,000 places: four standard errors are .045
      assertThat(MinHash.similarity(sketches.ofGrams(a), sketches.ofGrams(b)))
          .isEqualTo(QGrams.similarity(a, b), within(.045));
    }

    @Test
    void of_words_do_not_depend_on_their_order() {
      assertThat(sketches.ofWords("acme power drill"))
          .isEqualTo(sketches.ofWords("drill acme power"));
      assertThat(MinHash.similarity(sketches.ofWords("a b c"), sketches.ofWords("b c d")))
          .isEqualTo(.5, within(.045));
    }

    @Test
    void are_the_same_for_the_same_seed_only() {
      assertThat(new MinHash(8, 1).ofGrams("ada")).isEqualTo(new MinHash(8, 1).ofGrams("ada"));
      assertThat(new MinHash(8, 1).ofGrams("ada")).isNotEqualTo(new MinHash(8, 2).ofGrams("ada"));
      // by which blocks of earlier runs are found again
      assertThat(new MinHash(2, 1).ofGrams("ada")).containsExactly(PINNED);
    }

    @Test
    void of_nothing_have_the_greatest_numbers() {
      assertThat(new MinHash(3, 1).ofGrams("")).containsOnly(Long.MAX_VALUE);
      assertThat(new MinHash(3, 1).ofWords("")).containsOnly(Long.MAX_VALUE);
    }

    @Test
    void have_one_place_at_least() {
      assertThatThrownBy(() -> new MinHash(0, 1))
          .hasMessage("Invalid places: 0 (must be positive)");
    }
  }

  private static final long[] PINNED = {-6358719881006541204L, -739151468534284821L};

  @Property
  void signatures_never_say_less_than_texts_share(
      @ForAll @StringLength(max = 30) @CharRange(from = ' ', to = '~') String a,
      @ForAll @StringLength(max = 30) @CharRange(from = ' ', to = '~') String b) {
    int shared = 0;
    for (int c = ' '; c <= '~'; c++) {
      int character = c;
      shared +=
          (int)
              Math.min(
                  a.chars().filter(x -> x == character).count(),
                  b.chars().filter(x -> x == character).count());
    }

    assertThat(
            Signature.commonAtMost(
                Signature.of(Word.of(a)), a.length(), Signature.of(Word.of(b)), b.length()))
        .isGreaterThanOrEqualTo(shared);
  }

  @Property
  void a_dictionary_gives_texts_back(@ForAll String[] texts) {
    TextStore store = new TextStore();
    for (String text : texts) {
      String plain = withoutHalves(text);
      int code = store.add(plain);
      assertThat(store.text(code)).isEqualTo(plain);
      assertThat(store.add(plain)).isEqualTo(code);
      assertThat(store.find(plain)).isEqualTo(code);
    }
    Set<String> distinct =
        new HashSet<>(Arrays.stream(texts).map(SoundsAndSketchesTest::withoutHalves).toList());
    assertThat(store.size()).isEqualTo(distinct.size());
  }

  @Test
  void a_dictionary_has_room_for_many_texts_and_cuts_long_ones() {
    TextStore store = new TextStore();
    for (int i = 0; i < 100_000; i++) {
      assertThat(store.add("text number " + i)).isEqualTo(i);
    }
    int code = store.add("ß".repeat(20_000));
    store.close();

    assertThat(store.text(77_777)).isEqualTo("text number 77777");
    assertThat(store.text(code)).isEqualTo("ß".repeat(TextStore.LONGEST / 2));
    Word word = new Word();
    store.read(code, word);
    assertThat(word.length).isEqualTo(TextStore.LONGEST / 2);
  }

  private static String withoutHalves(String text) {
    return text.replaceAll("[\\ud800-\\udfff]", "?");
  }
}
