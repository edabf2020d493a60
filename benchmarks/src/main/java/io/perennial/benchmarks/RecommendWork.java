// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.decide.recommend.AlsConfig;
import io.perennial.decide.recommend.AlsTrainer;
import io.perennial.decide.recommend.BlendTrainer;
import io.perennial.decide.recommend.Bought;
import io.perennial.decide.recommend.EaseConfig;
import io.perennial.decide.recommend.EaseTrainer;
import io.perennial.decide.recommend.Evaluation;
import io.perennial.decide.recommend.Interactions;
import io.perennial.decide.recommend.NeighboursConfig;
import io.perennial.decide.recommend.NeighboursTrainer;
import io.perennial.decide.recommend.PopularityConfig;
import io.perennial.decide.recommend.PopularityTrainer;
import io.perennial.decide.recommend.Quality;
import io.perennial.decide.recommend.Recommender;
import io.perennial.decide.recommend.RecommenderTrainer;
import io.perennial.decide.recommend.ReplenishmentConfig;
import io.perennial.decide.recommend.ReplenishmentTrainer;
import io.perennial.decide.recommend.SequenceConfig;
import io.perennial.decide.recommend.SequenceTrainer;
import io.perennial.decide.recommend.Shelf;
import io.perennial.decide.recommend.TimeSplit;
import io.perennial.math.random.RandomSource;
import java.util.concurrent.Callable;

/**
 * One model of who buys what next: trained up to the last days of a log, timed with ten items for
 * everyone judged, and judged on those days. Twice: first in a new process, then again.
 */
final class RecommendWork implements Work {

  private static final int SHOWN = 10;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Interactions log = RecommendLog.read(arguments.path("file"));
    int days = arguments.count("days");
    TimeSplit split = TimeSplit.of(log, log.end() - days, days);
    Bought bought = arguments.is("variant", "new") ? Bought.LEFT_OUT : Bought.INCLUDED;
    RecommenderTrainer trainer = trainer(arguments.text("model"), bought);
    int[] customers = split.judged(bought);
    Callable<Shelf> made =
        () -> {
          Shelf shelf = shelf(trainer, split, bought);
          shelf.recommendAll(split.train(), customers);
          return shelf;
        };
    timing.round(made);
    Shelf shelf = timing.round(made);
    Quality quality = Evaluation.of(shelf, split, bought, SHOWN).quality(RandomSource.seeded(1));
    timing.fact("customers", quality.customers());
    timing.fact("ndcg", quality.ndcg().value());
    timing.fact("low", quality.ndcg().interval().lower());
    timing.fact("high", quality.ndcg().interval().upper());
    timing.fact("recall", quality.recall().value());
    timing.fact("precision", quality.averagePrecision().value());
    timing.fact("coverage", quality.coverage());
    timing.fact("novelty", quality.novelty().value());
  }

  private static Shelf shelf(RecommenderTrainer trainer, TimeSplit split, Bought bought) {
    Recommender fallback = new PopularityTrainer(PopularityConfig.defaults()).train(split.train());
    Shelf shelf = Shelf.of(trainer.train(split.train()), fallback);
    return shelf.with(shelf.config().withSize(SHOWN).withBought(bought));
  }

  private static RecommenderTrainer trainer(String name, Bought bought) {
    return switch (name) {
      case "popularity-ever" -> new PopularityTrainer(PopularityConfig.ever());
      case "popularity" -> new PopularityTrainer(PopularityConfig.defaults());
      case "neighbours" -> new NeighboursTrainer(NeighboursConfig.defaults());
      case "sequence" -> new SequenceTrainer(SequenceConfig.defaults());
      case "als" -> new AlsTrainer(AlsConfig.defaults());
      case "ease" -> new EaseTrainer(EaseConfig.defaults());
      case "replenishment" -> new ReplenishmentTrainer(ReplenishmentConfig.defaults());
      case "blend" -> BlendTrainer.of(bought);
      default -> throw new IllegalArgumentException("Unknown model: " + name);
    };
  }
}
