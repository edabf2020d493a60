// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import io.perennial.math.parallel.Chunks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The items that a customer is shown: the best by a model, less what is out of stock or not wanted
 * again, with some variety and regard for margin where that is asked for. Items of which the model
 * says the same, as for a customer of whom nothing is known, stand in the order of a fallback;
 * those of which neither says anything are left out. Immutable, for any count of threads.
 *
 * <p>Variety is by maximal marginal relevance: Carbonell and Goldstein (SIGIR 1998).
 */
public final class Shelf {

  private static final int TILE = 16;
  private static final int POOL = 5;
  private static final int LEAST_POOL = 50;

  private final Recommender model;
  private final Recommender fallback;
  private final Recommender teller;
  private final ItemLikeness likeness;
  private final Assortment assortment;
  private final ShelfConfig config;
  private final int[] rank;
  private final boolean[] known;

  private Shelf(
      Recommender model,
      Recommender fallback,
      Recommender teller,
      ItemLikeness likeness,
      Assortment assortment,
      ShelfConfig config) {
    this.model = model;
    this.fallback = fallback;
    this.teller = teller;
    this.likeness = likeness;
    this.assortment = assortment;
    this.config = config;
    int items = model.items();
    double[] scores = new double[items];
    fallback.score(History.none(0), scores);
    int[] order = Order.byScore(scores);
    rank = new int[items];
    known = new boolean[items];
    for (int place = 0; place < items; place++) {
      rank[order[place]] = place;
      known[order[place]] = scores[order[place]] > 0;
    }
  }

  /**
   * A shelf of ten, without variety or margin.
   *
   * @param fallback for what the model says nothing of, as popularity; of as many items
   */
  public static Shelf of(Recommender model, Recommender fallback) {
    if (fallback.items() != model.items()) {
      throw new IllegalArgumentException(
          "Invalid fallback: "
              + fallback.items()
              + " items (must be "
              + model.items()
              + " as the model's)");
    }
    return new Shelf(
        model,
        fallback,
        model,
        (a, b) -> a == b ? 1 : 0,
        Assortment.of(model.items()),
        ShelfConfig.defaults());
  }

  /** Its settings. */
  public ShelfConfig config() {
    return config;
  }

  /** The same with other settings; diversity needs a {@link #withLikeness likeness} to work. */
  public Shelf with(ShelfConfig other) {
    return new Shelf(model, fallback, teller, likeness, assortment, other);
  }

  /** The same, with variety by {@code other}. */
  public Shelf withLikeness(ItemLikeness other) {
    return new Shelf(model, fallback, teller, other, assortment, config);
  }

  /**
   * The same items, with reasons by {@code other} for those new to the customer, where it has any:
   * as of what is often bought after what.
   */
  public Shelf explainedBy(Recommender other) {
    return new Shelf(model, fallback, other, likeness, assortment, config);
  }

  /** The same of other goods; as many items as the model has. */
  public Shelf withAssortment(Assortment other) {
    if (other.items() != model.items()) {
      throw new IllegalArgumentException(
          "Invalid assortment: "
              + other.items()
              + " items (must be "
              + model.items()
              + " as the model's)");
    }
    return new Shelf(model, fallback, teller, likeness, other, config);
  }

  /** What one customer is shown, the best first, with reasons. */
  public List<Recommendation> recommend(History history) {
    Best pool = pool();
    fill(pool, history, new double[model.items()]);
    int[] places = arranged(pool);
    List<Reason> reasons = reasons(history, Arrays.stream(places).map(pool::item).toArray());
    return IntStream.range(0, places.length)
        .mapToObj(
            k -> new Recommendation(pool.item(places[k]), pool.score(places[k]), reasons.get(k)))
        .toList();
  }

  /**
   * What each of {@code customers} of {@code log} is shown; memory of one row of items a thread.
   */
  public Slates recommendAll(Interactions log, int... customers) {
    int[][] items = new int[customers.length][];
    double[][] scores = new double[customers.length][];
    Chunks.forEach(
        customers.length,
        TILE,
        (from, to) -> {
          double[] said = new double[model.items()];
          Best pool = pool();
          for (int row = from; row < to; row++) {
            fill(pool, log.history(customers[row]), said);
            int[] places = arranged(pool);
            items[row] = Arrays.stream(places).map(pool::item).toArray();
            scores[row] = Arrays.stream(places).mapToDouble(pool::score).toArray();
          }
        });
    return new Slates(items, scores);
  }

  /** What speaks for {@code item}: by who explains it, else by the model, else by the fallback. */
  public Reason why(History history, int item) {
    return reasons(history, new int[] {item}).get(0);
  }

  private List<Reason> reasons(History history, int[] items) {
    List<Reason> told = teller.reasons(history, items);
    List<Reason> meant = teller == model ? told : model.reasons(history, items);
    List<Reason> reasons = new ArrayList<>();
    for (int k = 0; k < items.length; k++) {
      int place = history.place(items[k]);
      Reason reason =
          place >= 0 || told.get(k) instanceof Reason.Unknown ? meant.get(k) : told.get(k);
      if (place >= 0 && reason instanceof Reason.Popular) {
        // what others do says less to somebody who has it
        reason = new Reason.BoughtBefore(history.purchases(place), history.age(place));
      }
      reasons.add(reason instanceof Reason.Unknown ? fallback.why(history, items[k]) : reason);
    }
    return reasons;
  }

  private Best pool() {
    int most = isPlain() ? config.size() : Math.max(LEAST_POOL, POOL * config.size());
    return new Best(Math.max(1, Math.min(most, model.items())));
  }

  private boolean isPlain() {
    return config.diversity() == 0 && config.margin() == 0;
  }

  private void fill(Best pool, History history, double[] said) {
    model.score(history, said);
    pool.clear();
    int place = 0;
    for (int item = 0; item < model.items(); item++) {
      while (place < history.size() && history.item(place) < item) {
        place++;
      }
      boolean bought = place < history.size() && history.item(place) == item;
      boolean shown =
          assortment.inStock(item)
              && (said[item] != 0 || known[item])
              && (config.margin() == 0 || assortment.margin(item) > 0)
              && (config.bought() == Bought.INCLUDED || !bought);
      if (shown) {
        pool.offer(said[item], rank[item], item);
      }
    }
  }

  /** The places of the pool that are shown, in their order. */
  private int[] arranged(Best pool) {
    if (isPlain()) {
      return IntStream.range(0, pool.size()).toArray();
    }
    return Variety.choose(
        config.size(), relevance(pool), config.diversity(), (a, b) -> likeness(pool, a, b));
  }

  private double likeness(Best pool, int a, int b) {
    return likeness.likeness(pool.item(a), pool.item(b));
  }

  /** Scores from 0 for the last of the pool to 1 for the best, less what margin takes. */
  private double[] relevance(Best pool) {
    int n = pool.size();
    double[] relevance = new double[n];
    double mostMargin = 0;
    for (int place = 0; place < n; place++) {
      mostMargin = Math.max(mostMargin, assortment.margin(pool.item(place)));
    }
    for (int place = 0; place < n; place++) {
      // halves, since the difference of two scores may be too large for a number
      double range = 0.5 * pool.score(0) - 0.5 * pool.score(n - 1);
      double above = 0.5 * pool.score(place) - 0.5 * pool.score(n - 1);
      double margin = mostMargin > 0 ? assortment.margin(pool.item(place)) / mostMargin : 1;
      relevance[place] =
          (range > 0 ? above / range : 1) * (1 - config.margin() + config.margin() * margin);
    }
    return relevance;
  }
}
