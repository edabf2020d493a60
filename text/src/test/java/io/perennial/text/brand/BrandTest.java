// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BrandTest {

  private final BrandMentions brands =
      new BrandMentions(
          List.of(
              new BrandName("Acme", List.of("Acme Corp")),
              BrandName.of("Nordström"),
              BrandName.of("Blue Harbour"),
              BrandName.of("GAP"),
              BrandName.of("L'Oréal")));

  @Nested
  class Mentions {

    @Test
    void are_whole_words_whatever_their_case_and_accents() {
      assertThat(brands.in("My ACME broke, and so did acme's lid.")).containsExactly("Acme");
      assertThat(brands.in("acmeist poetry")).isEmpty();
      assertThat(brands.in("I love nordstrom and LOREAL")).containsExactly("Nordström");
      assertThat(brands.in("L'OREAL is fine")).containsExactly("L'Oréal");
      assertThat(brands.in("blue  harbour, blue sky")).containsExactly("Blue Harbour");
    }

    @Test
    void of_long_names_may_be_one_letter_off() {
      assertThat(brands.in("Nordstorm, Nordstrm, Nordstromm, Nordstrem")).hasSize(1);
      assertThat(brands.in("Nordstorn")).isEmpty();
      assertThat(brands.in("Blue Harbur")).containsExactly("Blue Harbour");
      assertThat(brands.in("acne")).isEmpty();
    }

    @Test
    void of_short_names_are_written_as_the_brand_writes_them() {
      assertThat(brands.in("mind the gap")).isEmpty();
      assertThat(brands.in("jeans of GAP")).containsExactly("GAP");
    }

    @Test
    void in_odd_texts_do_no_harm() {
      assertThat(brands.in("")).isEmpty();
      assertThat(brands.in("😡😡 <b>acme</b> \u0000")).containsExactly("Acme");
      assertThat(brands.in("x".repeat(1_000_000))).isEmpty();
      assertThat(brands.in("'; DROP TABLE mentions; --")).isEmpty();
    }

    @Test
    void have_a_dictionary_of_what_is_configured_and_seen() {
      assertThat(
              BrandMentions.dictionary(
                  List.of(new BrandName("Acme", List.of("AC"))), List.of("ACME", "ac", "Zed", " ")))
          .extracting(BrandName::name)
          .containsExactly("Acme", "Zed");
    }
  }

  @Test
  void one_edit_is_a_letter_wrong_missing_more_or_exchanged() {
    assertThat(BrandMentions.isOneOff("abc", "abc")).isTrue();
    assertThat(BrandMentions.isOneOff("abc", "abd")).isTrue();
    assertThat(BrandMentions.isOneOff("abc", "ac")).isTrue();
    assertThat(BrandMentions.isOneOff("abc", "acb")).isTrue();
    assertThat(BrandMentions.isOneOff("abc", "cba")).isFalse();
    assertThat(BrandMentions.isOneOff("abcd", "badc")).isFalse();
    assertThat(BrandMentions.isOneOff("", "ab")).isFalse();
  }

  @Test
  void the_share_of_voice_has_the_interval_of_wilson() {
    // Newcombe (1998), table I: 81 of 263
    ShareOfVoice share = ShareOfVoice.of(81, 263);
    assertThat(share.low()).isCloseTo(0.2553, within(5e-5));
    assertThat(share.high()).isCloseTo(0.3662, within(5e-5));
    assertThat(ShareOfVoice.of(0, 20).high()).isCloseTo(0.1611, within(5e-5));
    assertThat(ShareOfVoice.of(0, 0).share()).isZero();
  }

  @Nested
  class Influencers {

    /** The graph of Wikipedia's article on PageRank: A is linked to by D, and so on. */
    @Test
    void have_the_ranks_of_a_published_example() {
      // nodes A to K; the figure of Wikipedia's article, in per cent
      int[] from = {1, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 10};
      int[] to = {2, 1, 0, 1, 1, 3, 5, 1, 4, 1, 4, 1, 4, 1, 4, 4, 4};
      double[] weight = new double[from.length];
      Arrays.fill(weight, 1);
      double[] rank = PageRank.of(11, from, to, weight);
      double[] published = {3.3, 38.4, 34.3, 3.9, 8.1, 3.9, 1.6, 1.6, 1.6, 1.6, 1.6};
      for (int i = 0; i < published.length; i++) {
        assertThat(100 * rank[i]).isCloseTo(published[i], within(0.051));
      }
      assertThat(Arrays.stream(rank).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void are_those_whom_others_answer() {
      ReplyGraph graph = new ReplyGraph();
      graph.account(1, 1, 10);
      graph.account(2, 1, 10);
      graph.account(3, 2, 10);
      graph.account(4, 1, 0);
      graph.replies(1, 0, 1);
      graph.replies(2, 0, 1);
      graph.replies(2, 2, 1);
      List<Influencer> found = Influence.of(graph);

      assertThat(found.get(0).record()).isEqualTo(1);
      assertThat(found.get(0).replies()).isEqualTo(2);
      assertThat(found).allMatch(i -> i.influence() >= 0 && i.influence() <= 1);
      assertThat(Influence.of(new ReplyGraph())).isEmpty();
    }
  }
}
