// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.AsOf;
import io.perennial.features.aggregate.History.Event;
import io.perennial.features.dictionary.Declarations;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Formula;
import io.perennial.features.family.FeatureFold;
import io.perennial.features.family.FeatureState;
import io.perennial.lake.ColumnType;
import io.perennial.lake.RowWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Declared features against a plain reading of what they say, on random histories. */
class AggregateFamilyTest {

  private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
  private static final long DAY = 86_400_000_000L;

  /** Each aggregate over several kinds of measures, filters and windows. */
  private static final String ALL_KINDS =
      Stream.of(
              "n_gift: {where: properties.gift = 'true', windows: [7d, 90d, all]}",
              "n_scored: {of: score, windows: [30d, all]}",
              "s_score: {of: score, aggregate: sum, windows: [30d, 365d, all]}",
              "s_margin: {of: amount - cost, aggregate: sum, events: order, windows: [90d, all]}",
              "s_weight: {of: properties.weight, aggregate: sum, windows: [365d, all]}",
              "m_score: {of: score, aggregate: mean, windows: [90d, all]}",
              "m_amount: {of: amount, aggregate: mean, events: order, windows: [90d, all]}",
              "min_amount: {of: amount, aggregate: min, windows: [30d, all]}",
              "max_score: {of: score, aggregate: max, windows: [30d, all]}",
              "first_score: {of: score, aggregate: first, windows: [30d, all]}",
              "last_score: {of: score, aggregate: last, windows: [30d, all]}",
              "d_score: {of: score, aggregate: deviation, windows: [90d, all]}",
              "days_any: {aggregate: days, windows: [7d, 365d, all]}",
              "v_any: {aggregate: visits, windows: [7d, 365d, all]}",
              "k_product: {of: product, aggregate: distinct, windows: [7d, 90d, all]}",
              "k_order: {of: order, aggregate: distinct, events: order, windows: [30d, 90d]}",
              "k_both: {of: \"concat(category, '-', brand)\", aggregate: distinct, windows: [90d]}",
              "e_category: {of: category, aggregate: entropy, windows: [90d, all]}",
              "e_spend: {of: category, weight: amount, aggregate: entropy, windows: [90d, all]}",
              "t_brand: {of: brand, aggregate: top-share, windows: [90d, all]}",
              "t_spend: {of: channel, weight: amount, aggregate: top-share, windows: [90d, all]}",
              "since_any: {aggregate: days-since-last}",
              "since_gift: {aggregate: days-since-first, where: properties.gift = 'true'}",
              "dec_any: {aggregate: decayed, half-life: 10d}",
              "dec_score: {of: score, aggregate: decayed, half-life: 45d}",
              "tr_any: {aggregate: trend}",
              "tr_amount: {of: amount, aggregate: trend, events: order}",
              "tr_score: {of: score, aggregate: trend}",
              "sh_web: {where: channel = 'web', among: channel is not null, aggregate: share,"
                  + " windows: [90d, all]}",
              "sh_spend: {where: brand = 'own', of: amount, aggregate: share, windows: [90d, all]}",
              "sh_score: {where: score > 0, of: score, aggregate: share, windows: [90d, all]}")
          .map(line -> "  " + line.replace(": {", ": {meaning: m, "))
          .collect(Collectors.joining("\n", "features:\n", "\n"));

  private final AggregateFamily family = family();
  private final FeatureFold fold = new FeatureFold(List.of(family));

  private static AggregateFamily family() {
    List<FeatureDefinition> features = new ArrayList<>();
    Declarations.builtIn().stream()
        .filter(feature -> feature.formula() instanceof Formula.Aggregated)
        .forEach(features::add);
    features.addAll(Declarations.parse(ALL_KINDS, Path.of("all-kinds.yaml")));
    return new AggregateFamily(features, ZONE);
  }

  /** One row as it is written: not a number for null. */
  private static final class Values implements RowWriter {
    private final double[] values;

    Values(int n) {
      values = new double[n];
      Arrays.fill(values, Double.NaN);
    }

    @Override
    public void setLong(int column, long value) {
      values[column] = value;
    }

    @Override
    public void setDouble(int column, double value) {
      values[column] = value;
    }

    @Override
    public void setText(int column, String value) {
      throw new IllegalArgumentException("Invalid column: " + column + " (must be a number)");
    }
  }

  private double[] folded(FeatureFold by, List<Event> events, AsOf asOf) {
    return read(
        by,
        add(by, by.start(), events.stream().filter(e -> asOf.knows(e.micros())).toList()),
        asOf);
  }

  private double[] read(FeatureFold by, FeatureState state, AsOf asOf) {
    Values values = new Values(by.writes().size());
    by.read(state, asOf, values);
    return values.values;
  }

  private FeatureState add(FeatureFold by, FeatureState state, List<Event> events) {
    for (Event event : events) {
      by.add(state, new History.Row(by.reads(), family.computed(), event));
    }
    return state;
  }

  private static AsOf asOf(SplittableRandom random, List<Event> events) {
    if (!events.isEmpty() && random.nextInt(4) == 0) {
      return new AsOf(events.get(random.nextInt(events.size())).micros() + random.nextInt(2));
    }
    return new AsOf(History.FROM + random.nextLong(900 * DAY));
  }

  @Test
  void what_is_folded_is_what_the_declaration_says() {
    SplittableRandom random = new SplittableRandom(20261122);
    List<FeatureDefinition> features = family.features();
    for (int trial = 0; trial < 120; trial++) {
      List<Event> events = History.random(random, trial % 10 == 0 ? 400 : 40);
      AsOf asOf = asOf(random, events);
      double[] folded = folded(fold, events, asOf);
      Reference reference = new Reference(events, asOf, ZONE);
      for (int i = 0; i < folded.length; i++) {
        FeatureDefinition feature = features.get(i);
        Optional<Double> expected =
            reference.value(((Formula.Aggregated) feature.formula()).aggregation());
        String what = feature.canonical() + " of trial " + trial;
        if (expected.isEmpty()) {
          assertThat(folded[i]).as(what).isNaN();
        } else {
          double scale = 1e-9 * Math.max(1, Math.abs(expected.get()));
          assertThat(folded[i]).as(what).isCloseTo(expected.get(), within(scale));
        }
        if (feature.whenNull().equals(FeatureDefinition.NEVER)) {
          assertThat(folded[i]).as(what).isNotNaN();
        }
        if (feature.type() == ColumnType.LONG && !Double.isNaN(folded[i])) {
          assertThat(folded[i]).as(what).isEqualTo(Math.rint(folded[i]));
        }
      }
    }
  }

  @Test
  void an_event_at_or_after_the_instant_changes_nothing() {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 80; trial++) {
      List<Event> events = History.random(random, 30);
      AsOf asOf = asOf(random, events);
      List<Event> more = new ArrayList<>(events);
      for (int i = 0; i < 5; i++) {
        long at = asOf.micros() + (i == 0 ? 0 : random.nextLong(100 * DAY));
        more.add(History.event(random, at, 1_000 + i));
      }

      assertThat(bits(folded(fold, History.sorted(more), asOf)))
          .as("trial %d as of %s", trial, asOf)
          .isEqualTo(bits(folded(fold, events, asOf)));
    }
  }

  @Test
  void folding_on_from_a_stored_state_is_folding_from_the_start() {
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 60; trial++) {
      List<Event> events = History.random(random, trial % 10 == 0 ? 400 : 40);
      List<Event> known = new ArrayList<>();
      byte[] stored = fold.encode(fold.start());
      long reached = Long.MIN_VALUE;
      List<Event> waiting = new ArrayList<>(events);
      while (!waiting.isEmpty()) {
        List<Event> batch = batch(random, waiting);
        known.addAll(batch);
        boolean late = false;
        for (Event event : batch) {
          late |= event.micros() <= reached;
          reached = Math.max(reached, event.micros());
        }
        // what is late is replayed from the start
        FeatureState state =
            late
                ? add(fold, fold.start(), History.sorted(known))
                : add(fold, fold.decode(stored), History.sorted(batch));
        read(fold, state, new AsOf(reached + 1));
        stored = fold.encode(state);
      }
      AsOf asOf = new AsOf(History.FROM + 800 * DAY + random.nextLong(200 * DAY));
      assertThat(bits(read(fold, fold.decode(stored), asOf)))
          .as("trial %d", trial)
          .isEqualTo(bits(folded(fold, events, asOf)));
    }
  }

  /** Some of what waits, mostly the next, sometimes what comes later: then the rest is late. */
  private static List<Event> batch(SplittableRandom random, List<Event> waiting) {
    int n = 1 + random.nextInt(Math.min(20, waiting.size()));
    int from = random.nextInt(5) == 0 ? random.nextInt(waiting.size() - n + 1) : 0;
    List<Event> batch = new ArrayList<>(waiting.subList(from, from + n));
    waiting.subList(from, from + n).clear();
    return batch;
  }

  @Test
  void a_state_that_was_of_another_customer_is_as_good_as_a_new_one() {
    SplittableRandom random = new SplittableRandom(13);
    FeatureState used = fold.start();
    for (int trial = 0; trial < 100; trial++) {
      List<Event> events = History.random(random, 80);
      AsOf asOf = new AsOf(History.FROM + 900 * DAY);
      used = add(fold, fold.restart(used), events);

      assertThat(bits(read(fold, used, asOf)))
          .as("trial %d", trial)
          .isEqualTo(bits(folded(fold, events, asOf)));
    }
  }

  @Test
  void many_instants_in_one_pass_are_each_as_if_it_were_alone() {
    SplittableRandom random = new SplittableRandom(17);
    for (int trial = 0; trial < 60; trial++) {
      List<Event> events = History.random(random, 60);
      FeatureState state = fold.start();
      int next = 0;
      for (int i = 0; i < 12; i++) {
        AsOf asOf = new AsOf(History.FROM + i * 60L * DAY);
        int from = next;
        while (next < events.size() && asOf.knows(events.get(next).micros())) {
          next++;
        }
        add(fold, state, events.subList(from, next));

        assertThat(bits(read(fold, state, asOf)))
            .as("trial %d instant %d", trial, i)
            .isEqualTo(bits(folded(fold, events, asOf)));
      }
    }
  }

  @Test
  void a_fold_that_was_sent_elsewhere_is_the_same() throws Exception {
    FeatureFold sent = (FeatureFold) sent(fold);
    List<Event> events = History.random(new SplittableRandom(3), 200);
    AsOf asOf = new AsOf(History.FROM + 500 * DAY);

    assertThat(sent.writes()).isEqualTo(fold.writes());
    assertThat(bits(folded(sent, events, asOf))).isEqualTo(bits(folded(fold, events, asOf)));
  }

  private static Object sent(Object object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
  }
}
