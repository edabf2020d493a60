// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.config.ConfigException;
import io.perennial.domain.FeatureMatrix;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.segment.Partition;
import io.perennial.segment.rule.UnitText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilerTest {

  private static final FeatureDictionary DICTIONARY =
      FeatureSet.of(new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty()))
          .dictionary();

  private static final Profiler PROFILER =
      new Profiler(
          DICTIONARY,
          WordTable.builtIn(),
          Playbook.builtIn(DICTIONARY),
          new UnitText(Currency.getInstance("EUR")));

  private static final List<String> FEATURES =
      List.of(
          "order_gap_median_days",
          "basket_spend_365d",
          "overdue_ratio",
          "discounted_share_365d",
          "spend_total",
          "return_lines_365d",
          "weekend_order_share");

  private static FeatureMatrix matrix(List<String> names, double[]... columns) {
    long[] ids = new long[columns.length == 0 ? 0 : columns[0].length];
    Arrays.setAll(ids, i -> 1000 + i);
    return new FeatureMatrix(ids, names, columns);
  }

  private static Worth worth(double[] spend) {
    return Worth.ofSpend(spend);
  }

  /** Three kinds of customers: frequent with small baskets, lapsed who buy at discounts, others. */
  private static FeatureMatrix shop(int n, int[] labels) {
    SplittableRandom random = new SplittableRandom(7);
    double[][] columns = new double[FEATURES.size()][n];
    for (int i = 0; i < n; i++) {
      int kind = i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2;
      labels[i] = kind;
      columns[0][i] =
          kind == 1
              ? 20 * (0.8 + 0.4 * random.nextDouble())
              : 70 * (0.8 + 0.4 * random.nextDouble());
      columns[1][i] =
          kind == 1
              ? 15 * (0.8 + 0.4 * random.nextDouble())
              : 60 * (0.8 + 0.4 * random.nextDouble());
      columns[2][i] = (kind == 2 ? 5 : 1) * (0.8 + 0.4 * random.nextDouble());
      columns[3][i] =
          kind == 2
              ? 0.8 * (0.8 + 0.4 * random.nextDouble())
              : 0.2 * (0.8 + 0.4 * random.nextDouble());
      columns[4][i] = 100 * (0.5 + random.nextDouble());
      columns[5][i] = random.nextInt(100) < (kind == 2 ? 40 : 10) ? 1 : 0;
      columns[6][i] = random.nextDouble();
    }
    return matrix(FEATURES, columns);
  }

  private static List<SegmentProfile> profiles(FeatureMatrix features, int[] labels) {
    return PROFILER.of(
        features,
        Members.of(new Partition(labels, 3), List.of("a", "b", "c")),
        worth(features.column("spend_total")),
        Optional.empty());
  }

  @Nested
  class OfAShop {

    private final int[] labels = new int[1000];
    private final FeatureMatrix features = shop(1000, labels);
    private final List<SegmentProfile> profiles = profiles(features, labels);

    @Test
    void what_sets_a_segment_apart_is_told_in_sentences() {
      SegmentProfile frequent = profiles.get(1);
      SegmentProfile lapsed = profiles.get(2);

      assertThat(frequent.customers()).isEqualTo(300);
      assertThat(frequent.share()).isEqualTo(0.3);
      assertThat(frequent.spendShare().orElseThrow()).isCloseTo(0.3, within(0.02));
      assertThat(frequent.sentences())
          .containsExactly(
              "buys 3.4 times as often as others: every 20 days against 69 days",
              "spends 4 times less at a time: 15.03 EUR against 60.07 EUR",
              "20 % of lines at a discount, 29 % of others'");
      assertThat(lapsed.sentences())
          .contains(
              "silent for 5 times the usual pause, others for 0.99",
              "79 % of lines at a discount, 20 % of others'")
          .anyMatch(
              words ->
                  words.startsWith("lines returned, in 365 days: ")
                      && words.contains(" have any, ")
                      && words.endsWith(" of others"));
    }

    @Test
    void figures_are_robust_and_what_chance_explains_tells_nothing() {
      Contrast gap = profiles.get(1).contrasts().get(0);
      Contrast weekend =
          profiles.get(1).contrasts().stream()
              .filter(c -> c.feature().equals("weekend_order_share"))
              .findFirst()
              .orElseThrow();

      assertThat(gap.feature()).isEqualTo("order_gap_median_days");
      assertThat(gap.effect()).isEqualTo(-1);
      assertThat(gap.times().orElseThrow()).isCloseTo(3.5, within(0.1));
      assertThat(gap.place()).isBetween(-3.0, -1.0);
      assertThat(gap.isSignificant()).isTrue();
      assertThat(weekend.tells()).isFalse();
    }

    @Test
    void names_are_made_of_what_sets_segments_apart() {
      List<String> names = new Names(WordTable.builtIn()).of(profiles, Set.of());

      assertThat(names.get(1)).isEqualTo("Frequent small baskets");
      assertThat(names.get(2)).isEqualTo("Lapsed discount hunters");
      assertThat(names).doesNotHaveDuplicates();
      assertThat(new Names(WordTable.builtIn()).of(profiles, Set.of())).isEqualTo(names);
      assertThat(
              new Names(WordTable.builtIn())
                  .of(profiles, Set.of("frequent SMALL baskets", "Small baskets"))
                  .get(1))
          .as("a name that another keeps is not given again")
          .isEqualTo("Frequent customers");
    }

    @Test
    void it_says_what_to_do() {
      assertThat(profiles.get(2).plays().get(0)).startsWith("One cheap attempt to win back");
      assertThat(profiles.get(2).plays())
          .hasSize(3)
          .anyMatch(p -> p.startsWith("Ration discounts"));
      assertThat(profiles.get(1).plays().get(0)).startsWith("Make baskets bigger");
    }

    @Test
    void typical_members_are_those_in_the_middle() {
      for (SegmentProfile profile : profiles) {
        assertThat(profile.typical()).hasSize(5).doesNotHaveDuplicates();
      }
      long first = profiles.get(1).typical().get(0);
      assertThat(labels[(int) (first - 1000)]).isEqualTo(1);
    }

    @Test
    void value_and_churn_are_means_of_members_and_of_others() {
      double[] value = new double[1000];
      double[] churn = new double[1000];
      for (int i = 0; i < 1000; i++) {
        value[i] = labels[i] == 2 ? 50 : i % 2 == 0 ? 10 : Double.NaN;
        churn[i] = labels[i] == 2 ? 0.5 : 0.1;
      }

      SegmentProfile profile =
          PROFILER
              .of(
                  features,
                  Members.of(new Partition(labels, 3), List.of("a", "b", "c")),
                  worth(features.column("spend_total")).withValue(value).withChurn(churn),
                  Optional.of(Medoids.space(features)))
              .get(2);

      assertThat(profile.value().orElseThrow()).isEqualTo(50);
      assertThat(profile.othersValue().orElseThrow()).isCloseTo(10, within(1e-9));
      assertThat(profile.churn().orElseThrow()).isEqualTo(0.5);
      assertThat(profile.plays()).anyMatch(play -> play.startsWith("Keep: they are worth more"));
    }

    @Test
    void any_number_of_threads_tells_the_same() throws Exception {
      ForkJoinPool pool = new ForkJoinPool(3);
      try {
        assertThat(pool.submit(() -> profiles(features, labels)).get()).isEqualTo(profiles);
      } finally {
        pool.shutdown();
      }
    }
  }

  @Nested
  class BadInput {

    private void requireFinite(List<SegmentProfile> profiles) {
      for (SegmentProfile profile : profiles) {
        for (Contrast contrast : profile.contrasts()) {
          assertThat(
                  List.of(
                      contrast.members(),
                      contrast.others(),
                      contrast.effect(),
                      contrast.difference(),
                      contrast.place(),
                      contrast.chance(),
                      contrast.known()))
              .as(contrast.toString())
              .allMatch(Double::isFinite);
        }
        assertThat(profile.plays()).isNotEmpty().doesNotContain("");
      }
      List<String> names = new Names(WordTable.builtIn()).of(profiles, Set.of());
      assertThat(names).doesNotHaveDuplicates().noneMatch(String::isBlank);
    }

    @Test
    void constants_missing_columns_and_whales_are_no_trouble() {
      int n = 60;
      double[] whales = new double[n];
      double[] missing = new double[n];
      double[] half = new double[n];
      Arrays.setAll(whales, i -> i == 7 ? 1e12 : i == 8 ? -1e12 : i % 3);
      Arrays.fill(missing, Double.NaN);
      Arrays.setAll(half, i -> i < 30 ? i : Double.POSITIVE_INFINITY);
      FeatureMatrix features = matrix(FEATURES.subList(0, 4), new double[n], missing, half, whales);
      int[] labels = new int[n];
      Arrays.setAll(labels, i -> i < 30 ? 0 : i < 58 ? 1 : i < 59 ? 2 : Partition.NOISE);

      List<SegmentProfile> profiles =
          PROFILER.of(
              features,
              Members.of(new Partition(labels, 3), List.of("a", "b", "c")),
              worth(missing),
              Optional.empty());

      requireFinite(profiles);
      assertThat(profiles.get(0).spendShare()).isEmpty();
      assertThat(profiles.get(0).telling()).isZero();
      assertThat(profiles.get(0).plays()).containsExactly(PROFILER_LEAVES);
    }

    private static final String PROFILER_LEAVES =
        "No play fits them: treat them as everybody, and spend the money elsewhere.";

    @Test
    void one_to_ten_customers_and_none_have_profiles() {
      for (int n = 0; n <= 10; n++) {
        double[] column = new double[n];
        Arrays.setAll(column, i -> i);
        BitSet all = new BitSet();
        all.set(0, n);
        BitSet first = new BitSet();
        first.set(0, Math.min(1, n));
        FeatureMatrix features = matrix(List.of("purchases"), column);

        requireFinite(
            PROFILER.of(
                features,
                new Members(n, List.of("all", "first", "none"), List.of(all, first, new BitSet())),
                worth(column),
                Optional.empty()));
      }
    }

    @Test
    void unknown_features_and_other_sizes_are_refused() {
      Members members = new Members(1, List.of("a"), List.of(new BitSet()));

      assertThatThrownBy(
              () ->
                  PROFILER.of(
                      matrix(List.of("nothing"), new double[1]),
                      members,
                      worth(new double[1]),
                      Optional.empty()))
          .hasMessage("Unknown feature: nothing");
      assertThatThrownBy(
              () ->
                  PROFILER.of(
                      matrix(List.of("purchases"), new double[2]),
                      members,
                      worth(new double[1]),
                      Optional.empty()))
          .hasMessage(
              "Invalid profile: 2 customers with features, 1 in segments, 1 with spend (must be"
                  + " the same)");
    }
  }

  @Nested
  class Tables {

    @TempDir Path folder;

    @Test
    void words_are_of_features_that_there_are() {
      List<String> words = Configurations.names(WordTable.resource("words.yaml"), "words.yaml");

      for (String word : words) {
        assertThat(DICTIONARY.all())
            .as(word)
            .anyMatch(
                feature ->
                    feature.name().equals(word)
                        || feature.name().replaceFirst("_[0-9]+d$", "").equals(word));
      }
    }

    @Test
    void a_workspace_may_have_its_own_words_and_plays() throws IOException {
      Path words =
          Files.writeString(folder.resolve("words.yaml"), "features: {purchases: {high: Keen}}");
      Path plays =
          Files.writeString(
              folder.resolve("playbook.yaml"),
              "plays: {call: {when: spend_share > share, do: Call.}}");

      assertThat(WordTable.builtIn().with(words).adjective(contrast("purchases", 3, 1)))
          .contains("Keen");
      assertThat(WordTable.builtIn().with(words).adjective(contrast("orders_90d", 3, 1)))
          .contains("Frequent");
      assertThat(WordTable.builtIn().adjective(contrast("orders_90d", 1, 0)))
          .as("who ordered once is not frequent, though others did not")
          .isEmpty();
      assertThat(WordTable.builtIn().adjective(contrast("orders_90d", 0, 0)))
          .as("the middles are the same")
          .isEmpty();
      assertThat(Playbook.read(plays, DICTIONARY)).isNotNull();
    }

    private Contrast contrast(String feature, double members, double others) {
      return new Contrast(
          feature, "family", 1, members, others, OptionalDouble.empty(), 0.5, 1, 1, 0, "");
    }

    @Test
    void a_play_with_an_unknown_figure_is_refused_with_its_place() {
      assertThatThrownBy(
              () ->
                  Playbook.parse(
                      "plays:\n  call:\n    when: effect.spend_totl > 1\n    do: Call.",
                      Path.of("playbook.yaml"),
                      DICTIONARY))
          .isInstanceOf(ConfigException.class)
          .hasMessage(
              "playbook.yaml line 3: Invalid plays.call.when: \"effect.spend_totl > 1\" (Invalid"
                  + " expression: effect.spend_totl > 1 (unknown figure of a segment"
                  + " effect.spend_totl; did you mean effect.spend_total?, at character 1))");
    }
  }

  /** The keys below the first key of a text. */
  private static final class Configurations {
    static List<String> names(String text, String file) {
      List<String> names = new ArrayList<>();
      for (String line : text.lines().toList()) {
        if (line.matches("  [a-z][a-z0-9_]*:.*")) {
          names.add(line.strip().split(":", 2)[0]);
        }
      }
      assertThat(names).as(file).isNotEmpty();
      return names;
    }
  }
}
