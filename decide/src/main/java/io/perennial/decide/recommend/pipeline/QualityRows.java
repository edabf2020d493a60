// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import io.perennial.decide.recommend.Bought;
import io.perennial.decide.recommend.Evaluation;
import io.perennial.decide.recommend.Interactions;
import io.perennial.decide.recommend.Measured;
import io.perennial.decide.recommend.NeighboursConfig;
import io.perennial.decide.recommend.NeighboursTrainer;
import io.perennial.decide.recommend.PopularityConfig;
import io.perennial.decide.recommend.PopularityTrainer;
import io.perennial.decide.recommend.Quality;
import io.perennial.decide.recommend.Recommender;
import io.perennial.decide.recommend.Shelf;
import io.perennial.decide.recommend.TimeSplit;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.math.random.RandomSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How good the recommendations are on the last days, which they had not seen, beside popularity and
 * item neighbours; what is in stock now has no say in it. Blend and neighbours learn from the days
 * before alone.
 */
final class QualityRows {

  private static final int SHOWN = 10;
  private static final int MOST_CUSTOMERS = 20_000;
  private static final String BLEND = "blend";
  private static final String POPULARITY = "popularity";

  private final RecommendConfig config;
  private final AsOf asOf;
  private final String run;
  private final Batch rows = MadeRows.of(Tables.RECOMMENDATION_QUALITY, 32);
  private Optional<String> words = Optional.empty();

  QualityRows(RecommendConfig config, AsOf asOf, String run) {
    this.config = config;
    this.asOf = asOf;
    this.run = run;
  }

  /** All of them; none where nobody bought anything on the last days. */
  Batch of(Interactions log, Goods goods, long seed) {
    int days = Models.testDays(log, config);
    TimeSplit split = TimeSplit.of(log, log.end() - days, days);
    Bought bought = config.shelf().bought();
    if (split.judged(bought).length == 0) {
      return rows;
    }
    Interactions known = split.train();
    Recommender popular = new PopularityTrainer(PopularityConfig.defaults()).train(known);
    Recommender blend = Models.blend(config, Models.testDays(known, config)).train(known);
    Map<String, Shelf> shelves = new LinkedHashMap<>();
    shelves.put(BLEND, Shelf.of(blend, popular));
    if (config.shelf().diversity() > 0 || config.shelf().margin() > 0) {
      shelves.put("as configured", Models.shelf(blend, known, config, goods));
    }
    shelves.put(POPULARITY, Shelf.of(popular, popular));
    shelves.put(
        "item neighbours",
        Shelf.of(new NeighboursTrainer(NeighboursConfig.defaults()).train(known), popular));
    RandomSource random = RandomSource.seeded(seed).derive("recommendation quality");
    Map<String, Evaluation> evaluations = new LinkedHashMap<>();
    shelves.forEach(
        (name, shelf) ->
            evaluations.put(name, Evaluation.of(shelf, split, bought, SHOWN, MOST_CUSTOMERS)));
    evaluations.forEach((name, evaluation) -> write(name, evaluation.quality(random), split));
    Evaluation ours = evaluations.get(BLEND);
    Evaluation simple = evaluations.get(POPULARITY);
    Measured above = ours.ndcgAbove(simple, random);
    write(BLEND, "ndcg_above_popularity", above, ours.customers(), split);
    words = Optional.of(words(ours, simple, above, days));
    return rows;
  }

  /** What is to be said of it; empty where nobody could be judged. */
  Optional<String> words() {
    return words;
  }

  private static String words(Evaluation ours, Evaluation simple, Measured above, int days) {
    String verdict =
        above.interval().lower() > 0
            ? "better than popularity"
            : above.interval().upper() < 0
                ? "worse than popularity: recommend what is popular"
                : "no better than popularity, as far as that can be told";
    return String.format(
        Locale.ROOT,
        "of the last %d days nDCG@%d %.3f, popularity %.3f: %s",
        days,
        SHOWN,
        ours.ndcg(),
        simple.ndcg(),
        verdict);
  }

  private void write(String model, Quality quality, TimeSplit split) {
    int customers = quality.customers();
    write(model, "ndcg", quality.ndcg(), customers, split);
    write(model, "recall", quality.recall(), customers, split);
    write(model, "precision", quality.averagePrecision(), customers, split);
    write(model, "hit_rate", quality.hitRate(), customers, split);
    int at = row(model, "coverage", customers, split);
    rows.setDouble(rows.index("figure"), at, quality.coverage());
    write(model, "novelty", quality.novelty(), customers, split);
  }

  private void write(
      String model, String measure, Measured measured, int customers, TimeSplit split) {
    int at = row(model, measure, customers, split);
    rows.setDouble(rows.index("figure"), at, measured.value());
    rows.setDouble(rows.index("figure_lower"), at, measured.interval().lower());
    rows.setDouble(rows.index("figure_upper"), at, measured.interval().upper());
  }

  private int row(String model, String measure, int customers, TimeSplit split) {
    int at = rows.addRow();
    rows.setLong(rows.index("as_of"), at, asOf.micros());
    rows.setText(rows.index("model"), at, model);
    rows.setText(
        rows.index("bought"),
        at,
        config.shelf().bought() == Bought.INCLUDED ? "included" : "left-out");
    rows.setLong(rows.index("shown"), at, SHOWN);
    rows.setText(rows.index("learned_until"), at, day(split.train().end()));
    rows.setText(rows.index("judged_until"), at, day(split.test().end()));
    rows.setLong(rows.index("customers"), at, customers);
    rows.setText(rows.index("measure"), at, measure);
    rows.setText(rows.index("run_id"), at, run);
    return at;
  }

  private static String day(long day) {
    return LocalDate.ofEpochDay(day).toString();
  }
}
