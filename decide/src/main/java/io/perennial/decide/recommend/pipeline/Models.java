// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import io.perennial.decide.recommend.Assortment;
import io.perennial.decide.recommend.Blend;
import io.perennial.decide.recommend.BlendConfig;
import io.perennial.decide.recommend.BlendTrainer;
import io.perennial.decide.recommend.Followers;
import io.perennial.decide.recommend.History;
import io.perennial.decide.recommend.Interactions;
import io.perennial.decide.recommend.NeighboursConfig;
import io.perennial.decide.recommend.NeighboursTrainer;
import io.perennial.decide.recommend.PopularityConfig;
import io.perennial.decide.recommend.PopularityTrainer;
import io.perennial.decide.recommend.Recommender;
import io.perennial.decide.recommend.Replenishment;
import io.perennial.decide.recommend.SequenceConfig;
import io.perennial.decide.recommend.SequenceTrainer;
import io.perennial.decide.recommend.Shelf;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What is learned of a log: a shelf for customers, and what is bought after what. Immutable.
 *
 * @param shelf as it is configured
 * @param after what explains it
 * @param rhythm when products come again; empty where those bought before are left out
 */
record Models(Shelf shelf, Followers after, Optional<Replenishment> rhythm) {

  /** The last days that models are judged on: a quarter of what is known at most. */
  static int testDays(Interactions log, RecommendConfig config) {
    long first = log.end();
    for (int c = 0; c < log.customers(); c++) {
      if (log.start(c) < log.start(c + 1)) {
        first = Math.min(first, log.day(log.start(c)));
      }
    }
    return (int) Math.max(1, Math.min(config.testDays(), (log.end() - first + 1) / 4));
  }

  static Models train(Interactions log, RecommendConfig config, Goods goods) {
    Blend blend = blend(config, testDays(log, config)).train(log);
    Followers after = new SequenceTrainer(SequenceConfig.defaults()).train(log);
    Assortment assortment = Assortment.of(goods.size()).withStock(goods.inStock());
    return new Models(
        shelf(blend, log, config, goods)
            .explainedBy(after)
            .withAssortment(margins(assortment, config, goods)),
        after,
        IntStream.range(0, blend.parts())
            .mapToObj(blend::part)
            .filter(Replenishment.class::isInstance)
            .map(Replenishment.class::cast)
            .findFirst());
  }

  static BlendTrainer blend(RecommendConfig config, int testDays) {
    return BlendTrainer.of(BlendConfig.of(config.shelf().bought()).withTestDays(testDays));
  }

  /** A shelf as it is configured, of all that there is: what is in stock now was so or not then. */
  static Shelf shelf(Recommender model, Interactions log, RecommendConfig config, Goods goods) {
    Recommender popular = new PopularityTrainer(PopularityConfig.defaults()).train(log);
    Shelf shelf =
        Shelf.of(model, popular)
            .with(config.shelf())
            .withAssortment(margins(Assortment.of(goods.size()), config, goods));
    return config.shelf().diversity() > 0
        ? shelf.withLikeness(new NeighboursTrainer(NeighboursConfig.defaults()).train(log))
        : shelf;
  }

  private static Assortment margins(Assortment assortment, RecommendConfig config, Goods goods) {
    return config.shelf().margin() > 0 ? assortment.withMargin(goods.margins()) : assortment;
  }

  /** The day by which a customer is to buy again what was bought twice or more. */
  OptionalLong dueOn(History history, int item) {
    int place = history.place(item);
    return rhythm.isEmpty() || place < 0 || history.purchases(place) < 2
        ? OptionalLong.empty()
        : OptionalLong.of(
            history.lastDay(place) + Math.round(rhythm.get().everyDays(history, place)));
  }
}
