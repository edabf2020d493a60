// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.compare.RecordTable;
import io.perennial.identity.compare.RecordTableBuilder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BlocksTest {

  private static final List<String> GIVEN = List.of("ada", "bob", "eve", "kim", "lea", "max");
  private static final List<String> FAMILY =
      List.of("lovelace", "byron", "king", "milbanke", "somerville", "babbage", "herschel");

  /** Records of few names and towns, some without. */
  private static RecordTable table(int records, long seed) {
    RecordTableBuilder builder =
        new RecordTableBuilder()
            .kind("given_name", AttributeKind.GIVEN_NAME)
            .kind("family_name", AttributeKind.FAMILY_NAME)
            .kind("city", AttributeKind.PLACE);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < records; i++) {
      long id = 1000L + i;
      builder.add(id, "shop");
      builder.add(id, "shop", "given_name", GIVEN.get(random.nextInt(GIVEN.size())));
      if (random.nextInt(4) > 0) {
        builder.add(id, "shop", "family_name", FAMILY.get(random.nextInt(FAMILY.size())));
      }
      if (random.nextInt(3) > 0) {
        builder.add(id, "shop", "city", "town " + (char) ('a' + random.nextInt(8)));
        builder.add(id, "shop", "city", "town " + (char) ('a' + random.nextInt(8)));
      }
    }
    return builder.build();
  }

  private static BlockingPlan plan(int maxBlock, String... rules) {
    return new BlockingPlan(
        List.of(rules).stream().map(BlockingRule::parse).toList(),
        List.of(Predicate.parse("city"), Predicate.parse("family_name")),
        maxBlock);
  }

  private static Set<String> pairs(Blocks blocks) {
    Set<String> pairs = new TreeSet<>();
    blocks.forEachPair(
        (a, b, rule) -> {
          assertThat(a).isLessThan(b);
          assertThat(pairs.add(a + " " + b + " " + rule)).as("a pair is told twice").isTrue();
        });
    return pairs;
  }

  /** By looking at every pair. */
  private static Set<String> expected(RecordTable table, BlockingPlan plan) {
    Set<String> pairs = new TreeSet<>();
    RuleKeys.Cache cache = new RuleKeys.Cache(table);
    for (int a = 0; a < table.records(); a++) {
      for (int b = a + 1; b < table.records(); b++) {
        for (int rule = 0; rule < plan.rules().size(); rule++) {
          if (shares(cache.of(plan.rules().get(rule)), a, b)) {
            pairs.add(a + " " + b + " " + rule);
            break;
          }
        }
      }
    }
    return pairs;
  }

  private static boolean shares(RuleKeys keys, int a, int b) {
    long[] of = new long[RuleKeys.MOST];
    Set<Long> ofA = new HashSet<>();
    int count = keys.fill(a, of);
    for (int i = 0; i < count; i++) {
      ofA.add(of[i]);
    }
    count = keys.fill(b, of);
    for (int i = 0; i < count; i++) {
      if (ofA.contains(of[i])) {
        return true;
      }
    }
    return false;
  }

  @Nested
  class Whole {

    @Test
    void every_pair_that_shares_a_key_is_told_once_for_the_first_rule() {
      for (int seed = 0; seed < 5; seed++) {
        RecordTable table = table(120, seed);
        BlockingPlan plan =
            plan(1000, "city+given_name", "family_name:sounds", "given_name+family_name:start");

        assertThat(pairs(Blocks.of(table, plan))).isEqualTo(expected(table, plan));
      }
    }

    @Test
    void all_pairs_are_all_pairs_however_many() {
      RecordTable table = table(60, 1);

      assertThat(pairs(Blocks.of(table, plan(10, "all pairs")))).hasSize(60 * 59 / 2);
    }

    @Test
    void parts_together_are_the_whole() {
      RecordTable table = table(700, 2);
      Blocks blocks = Blocks.of(table, plan(1000, "given_name", "city"));
      Set<String> together = new TreeSet<>();
      for (int part = 0; part < 7; part++) {
        blocks.forEachPair(
            part, 7, (a, b, rule) -> assertThat(together.add(a + " " + b + " " + rule)).isTrue());
      }

      assertThat(together).isEqualTo(pairs(blocks));
    }

    @Test
    void the_cursor_walks_over_the_rows_of_the_same_pairs() {
      RecordTable table = table(150, 3);
      Blocks blocks = Blocks.of(table, plan(20, "city+given_name", "family_name"));
      List<List<Integer>> members = new ArrayList<>();
      Blocks.Cursor cursor = blocks.rows();
      while (cursor.next()) {
        while (members.size() <= cursor.block()) {
          members.add(new ArrayList<>());
        }
        members.get((int) cursor.block()).add(cursor.row());
      }
      Set<String> pairs = new TreeSet<>();
      for (List<Integer> rows : members) {
        assertThat(rows).hasSizeGreaterThan(1).isSorted();
        for (int i = 0; i < rows.size(); i++) {
          for (int k = 0; k < i; k++) {
            pairs.add(
                rows.get(k) + " " + rows.get(i) + " " + blocks.firstRule(rows.get(k), rows.get(i)));
          }
        }
      }

      assertThat(pairs).isEqualTo(pairs(blocks));
    }

    @Test
    void nobody_and_one_alone_have_no_pairs() {
      for (int n = 0; n < 2; n++) {
        RecordTable table = table(n, 1);
        BlockingPlan plan = plan(10, "given_name", "all pairs").in(table);

        assertThat(pairs(Blocks.of(table, plan))).isEmpty();
      }
    }
  }

  @Nested
  class TooLarge {

    @Test
    void a_value_of_very_many_is_cut_and_counted_and_each_keeps_some_partners() {
      int n = 20_000;
      RecordTableBuilder builder =
          new RecordTableBuilder()
              .kind("phone", AttributeKind.PHONE)
              .kind("family_name", AttributeKind.FAMILY_NAME);
      for (int i = 0; i < n; i++) {
        builder.add(i, "shop", "phone", "+43 1 5550000");
        builder.add(n + i, "shop", "phone", "+43 2 " + (1_000_000 + i));
        builder.add(
            i,
            "shop",
            "family_name",
            "name" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (i / 2 % 3000));
      }
      BlockingPlan plan =
          new BlockingPlan(
              List.of(BlockingRule.parse("phone")), List.of(Predicate.parse("family_name")), 100);

      Blocks blocks = Blocks.of(builder.build(), plan);

      BlockFigures figures = blocks.figures().get(0);
      assertThat(figures.biggest()).isEqualTo(n);
      assertThat(figures.cut()).isEqualTo(1);
      assertThat(figures.cutRecords()).isEqualTo(n);
      assertThat(figures.pairs()).isLessThan(60L * n);
      assertThat(figures.leftOut()).isGreaterThan(1e8);
      int[] partners = new int[n];
      assertThat(blocks.rows().next()).isTrue();
      blocks.forEachPair(
          (a, b, rule) -> {
            partners[a]++;
            partners[b]++;
          });
      assertThat(partners).as("partners of each").doesNotContain(0, 1, 2, 3);
    }

    @Test
    void those_who_share_more_stay_together() {
      RecordTable table = table(2000, 4);
      Blocks blocks = Blocks.of(table, plan(100, "given_name"));
      Blocks both = Blocks.of(table, plan(100, "given_name+city"));

      both.forEachPair((a, b, rule) -> assertThat(blocks.firstRule(a, b)).isZero());
    }
  }

  @Nested
  class Since {

    @Test
    void pairs_of_what_changed_are_told_and_few_others() {
      RecordTable table = table(300, 5);
      Blocks blocks = Blocks.of(table, plan(1000, "given_name+city", "family_name"));
      BitSet changed = new BitSet();
      changed.set(7);
      changed.set(8);
      changed.set(250);
      Set<String> told = new TreeSet<>();
      for (int part = 0; part < 3; part++) {
        blocks.forEachPairSince(
            changed,
            0,
            part,
            3,
            (a, b, rule) -> assertThat(told.add(a + " " + b + " " + rule)).isTrue());
      }

      Set<String> expected = new TreeSet<>();
      blocks.forEachPair(
          (a, b, rule) -> {
            if (changed.get(a) || changed.get(b)) {
              expected.add(a + " " + b + " " + rule);
            }
          });
      assertThat(told).isEqualTo(expected);
    }

    @Test
    void a_block_that_may_have_been_too_large_before_is_told_whole() {
      RecordTable table = table(100, 6);
      Blocks blocks = Blocks.of(table, plan(60, "given_name"));
      Set<String> told = new TreeSet<>();
      blocks.forEachPairSince(
          new BitSet(), 60, 0, 1, (a, b, rule) -> told.add(a + " " + b + " " + rule));

      assertThat(told).isEqualTo(pairs(blocks));
    }
  }

  @Nested
  class Rules {

    @Test
    void are_read_as_they_are_written() {
      for (String text :
          List.of("email", "given_name+family_name:sounds", "a:year-month+b:last7")) {
        assertThat(BlockingRule.parse(text).text()).isEqualTo(text);
      }
      BlockingPlan plan = plan(77, "email", "given_name+family_name:sounds", "all pairs");
      assertThat(BlockingPlan.parse(plan.text())).isEqualTo(plan);
    }

    @Test
    void of_attributes_with_signs_in_their_names_survive_being_written() {
      for (String name :
          List.of(
              "a+b", "home:phone", "home:sounds", "say \"so\"", "\"", "refine x", "all pairs")) {
        BlockingRule rule =
            new BlockingRule(
                List.of(new Predicate(name, KeyForm.SOUNDS), new Predicate(name, KeyForm.EXACT)));
        assertThat(BlockingRule.parse(rule.text())).as(rule.text()).isEqualTo(rule);
        BlockingPlan plan =
            new BlockingPlan(
                List.of(new BlockingRule(List.of(new Predicate(name, KeyForm.EXACT)))),
                List.of(new Predicate(name, KeyForm.START)),
                7);
        assertThat(BlockingPlan.parse(plan.text())).as(plan.text()).isEqualTo(plan);
      }
    }

    @Test
    void that_cannot_be_are_refused() {
      assertThatThrownBy(() -> BlockingRule.parse("name:loud"))
          .hasMessageContaining("Unknown form in a rule of identity.block-on: loud")
          .hasMessageContaining("sounds");
      assertThatThrownBy(() -> BlockingRule.parse("a+b+c"))
          .hasMessage("Invalid identity.block-on: a+b+c (must name one or two attributes)");
      assertThatThrownBy(() -> BlockingRule.parse("a+"))
          .hasMessageContaining("must name an attribute");
    }

    @Test
    void of_attributes_that_nobody_has_are_left_out() {
      RecordTable table = table(10, 1);

      assertThat(plan(10, "shoe_size", "given_name").in(table).rules())
          .containsExactly(BlockingRule.parse("given_name"));
    }
  }
}
