// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.AsOf;
import io.perennial.features.PurchaseRule;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of all families, whatever they tell. */
class FamilyPropertiesTest {

  private static final int DAYS = 120;

  private final FeatureFold fold =
      new FeatureFold(Families.ours(PurchaseRule.byDay(ZoneId.of("America/New_York"))));

  @Property(tries = 300)
  void an_event_at_the_instant_or_later_changes_no_feature(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int events) {
    List<WideEvent> all = FoldedEvents.random(seed, events, DAYS);
    Random random = new Random(seed + 1);
    long at = all.get(random.nextInt(all.size())).micros() + random.nextInt(2);
    AsOf asOf = new AsOf(at);
    List<WideEvent> known = FoldedEvents.before(all, asOf);

    List<AsOf> instants = List.of(asOf, new AsOf(at + 40 * WideEvent.DAY));
    FeatureState state = fold.start();
    int next = 0;
    List<Object> told = new ArrayList<>();
    for (AsOf instant : instants) {
      while (next < all.size() && instant.knows(all.get(next).micros())) {
        fold.add(state, all.get(next++).row(1, fold.reads()));
      }
      told.add(FoldedEvents.told(fold, state, instant));
    }

    assertThat(told.get(0))
        .isEqualTo(FoldedEvents.told(fold, FoldedEvents.folded(fold, known), asOf));
    assertThat(told.get(1))
        .as("what was read in between changes nothing")
        .isEqualTo(
            FoldedEvents.told(
                fold,
                FoldedEvents.folded(fold, FoldedEvents.before(all, instants.get(1))),
                instants.get(1)));
  }

  /**
   * Batches of random sizes arrive in random order; between them the state is bytes. A batch with
   * an event before one that was taken in already makes the caller replay all that is there.
   */
  @Property(tries = 300)
  void folding_on_from_a_stored_state_is_folding_from_the_start(
      @ForAll long seed, @ForAll @IntRange(max = 60) int events) {
    List<WideEvent> all = FoldedEvents.random(seed, events, DAYS);
    Random random = new Random(seed + 2);
    List<WideEvent> arriving = new ArrayList<>(all);
    if (random.nextBoolean()) {
      Collections.shuffle(arriving, random);
    }
    byte[] stored = fold.encode(fold.start());
    List<WideEvent> there = List.of();
    while (there.size() < all.size()) {
      int size = 1 + random.nextInt(all.size() - there.size());
      List<WideEvent> batch =
          FoldedEvents.inOrder(arriving.subList(there.size(), there.size() + size));
      List<WideEvent> both = new ArrayList<>(there);
      both.addAll(batch);
      boolean late = !FoldedEvents.inOrder(both).equals(both);
      FeatureState state = late ? fold.start() : fold.decode(stored);
      for (WideEvent event : late ? FoldedEvents.inOrder(both) : batch) {
        fold.add(state, event.row(1, fold.reads()));
      }
      stored = fold.encode(state);
      there = FoldedEvents.inOrder(both);
    }
    AsOf asOf = new AsOf((DAYS + random.nextInt(60)) * WideEvent.DAY);

    assertThat(FoldedEvents.told(fold, fold.decode(stored), asOf))
        .isEqualTo(FoldedEvents.told(fold, FoldedEvents.folded(fold, all), asOf));
    assertThat(fold.encode(fold.decode(stored))).isEqualTo(stored);
  }
}
