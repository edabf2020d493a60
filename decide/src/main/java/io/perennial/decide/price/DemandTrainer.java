// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import io.perennial.math.distribution.Normal;
import io.perennial.math.parallel.Chunks;
import io.perennial.value.forecast.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Learns demand from sales: for each product in each segment the logarithm of its mean is linear in
 * the logarithm of its price and in what else moves it (promotion, competitors, the other products'
 * prices, a trend, the calendar), times what all products have in common in a period, which stands
 * for the season where there are many. Elasticities are then drawn together. The same bits on any
 * number of threads. Immutable.
 *
 * <p>Time is O(rows × terms²) a turn, {@value #TURNS} of them.
 */
public final class DemandTrainer {

  private static final int TURNS = 8;
  private static final int CHUNK = 16;

  /** The variance of a correlation of which nothing is told: any within [-1, 1]. */
  private static final double NOT_TOLD = 1 / 3.0;

  private final DemandConfig config;

  private DemandTrainer(DemandConfig config) {
    this.config = config;
  }

  /** One that learns as {@code config} says. */
  public static DemandTrainer of(DemandConfig config) {
    return new DemandTrainer(config);
  }

  /** Learns from {@code sales}; products of which nothing was ever sold are left out. */
  public DemandModel train(Sales sales) {
    List<Series> all =
        Series.of(sales).stream()
            .filter(series -> Arrays.stream(series.units).anyMatch(u -> u > 0))
            .toList();
    if (all.isEmpty()) {
      return new DemandModel(List.of(), Optional.empty(), sales.cadence(), config, false);
    }
    double[][] nothing = all.stream().map(s -> new double[s.periods()]).toArray(double[][]::new);
    double[] ones = new double[all.size()];
    Arrays.fill(ones, 1);
    Market empty = Market.of(all, nothing, nothing, ones);
    boolean[] told = new boolean[all.size()];
    SeriesFit[] fits = new SeriesFit[all.size()];
    double[][] others = othersPrices(all);
    Chunks.forEach(
        fits.length,
        CHUNK,
        (from, to) -> {
          for (int s = from; s < to; s++) {
            Series series = all.get(s);
            told[s] = empty.tells(series);
            Terms terms = Terms.of(series, sales.cadence(), others[s], told[s]);
            fits[s] = new SeriesFit(series, terms);
          }
        });
    Market market = turns(all, fits, told, sales.cadence());
    return concluded(fits, told, market, sales.cadence());
  }

  private Market turns(List<Series> all, SeriesFit[] fits, boolean[] told, Cadence cadence) {
    Market market = Market.none(all);
    for (int turn = 0; turn < TURNS; turn++) {
      Market now = market(all, fits);
      boolean first = turn == 0;
      Chunks.forEach(
          fits.length,
          CHUNK,
          (from, to) -> {
            for (int s = from; s < to; s++) {
              double[] level = level(now, fits[s], told[s]);
              if (first) {
                fits[s].refuse(
                    Identification.refuse(fits[s].series, fits[s].terms, level, cadence, config));
              }
              fits[s].learn(level);
            }
          });
      market = now;
    }
    return market;
  }

  private static double[] level(Market market, SeriesFit fit, boolean told) {
    return told
        ? market.without(fit.series, fit.units(), fit.apart(), fit.regression().dispersion())
        : new double[fit.series.periods()];
  }

  private static Market market(List<Series> all, SeriesFit[] fits) {
    return Market.of(
        all,
        Arrays.stream(fits).map(SeriesFit::units).toArray(double[][]::new),
        Arrays.stream(fits).map(SeriesFit::apart).toArray(double[][]::new),
        Arrays.stream(fits).mapToDouble(fit -> fit.regression().dispersion()).toArray());
  }

  /** Of those of the category, or of all where it has no others. */
  private static double[][] othersPrices(List<Series> all) {
    SortedMap<String, List<Series>> categories =
        all.stream()
            .collect(Collectors.groupingBy(s -> s.category, TreeMap::new, Collectors.toList()));
    SortedMap<String, SortedMap<Integer, double[]>> sums = new TreeMap<>();
    categories.forEach((name, some) -> sums.put(name, Market.prices(some)));
    SortedMap<Integer, double[]> every = Market.prices(all);
    double[][] others = new double[all.size()][];
    for (int s = 0; s < others.length; s++) {
      Series series = all.get(s);
      boolean alone = categories.getOrDefault(series.category, List.of()).size() < 2;
      others[s] =
          all.size() < 2
              ? new double[0]
              : Market.othersPrices(
                  series, alone ? every : sums.getOrDefault(series.category, every));
    }
    return others;
  }

  private DemandModel concluded(SeriesFit[] fits, boolean[] told, Market market, Cadence cadence) {
    List<SeriesFit> known = Arrays.stream(fits).filter(fit -> fit.refusal().isEmpty()).toList();
    Optional<Pooling> pooling = Optional.empty();
    List<Optional<Elasticity>> elasticities = new ArrayList<>();
    if (!known.isEmpty()) {
      correlate(known);
      double[] own = known.stream().mapToDouble(SeriesFit::elasticity).toArray();
      double[] variances = known.stream().mapToDouble(SeriesFit::variance).toArray();
      double[] wider = known.stream().mapToDouble(SeriesFit::cautiousVariance).toArray();
      Pooling pooled =
          Pooling.of(
              own, variances, wider, known.stream().map(fit -> fit.series.category).toList());
      pooling = Optional.of(pooled);
      double wide = Normal.standard().quantile((1 + config.level()) / 2);
      int at = 0;
      for (SeriesFit fit : fits) {
        if (fit.refusal().isPresent()) {
          elasticities.add(Optional.empty());
          continue;
        }
        PooledMean.Drawn drawn = pooled.drawn(at);
        double half = wide * drawn.error();
        elasticities.add(
            Optional.of(
                new Elasticity(
                    drawn.value(),
                    drawn.error(),
                    new Interval(drawn.value() - half, drawn.value() + half),
                    own[at],
                    Math.sqrt(wider[at]),
                    drawn.ownShare())));
        at++;
      }
    }
    List<ProductDemand> demands = new ArrayList<>();
    int year = (int) Math.round(cadence.perYear());
    for (int s = 0; s < fits.length; s++) {
      Optional<Elasticity> elasticity =
          elasticities.isEmpty() ? Optional.empty() : elasticities.get(s);
      SeriesFit fit = fits[s];
      elasticity.ifPresent(e -> fit.fix(e.value()));
      fit.learn(level(market, fit, told[s]));
      demands.add(new ProductDemand(fit, elasticity, told[s] ? market.ahead(1, year) : 0));
    }
    boolean most = 2 * count(told) > told.length;
    return new DemandModel(demands, pooling.map(Pooling::all), cadence, config, most);
  }

  /** What hangs together from one period to the next is drawn together, too. */
  private static void correlate(List<SeriesFit> known) {
    List<SerialCorrelation> own = known.stream().map(SeriesFit::serialCorrelation).toList();
    double[] near = own.stream().mapToDouble(SerialCorrelation::near).toArray();
    double[] variances =
        IntStream.range(0, near.length)
            .mapToDouble(
                i ->
                    (1 - near[i] * near[i])
                        / (known.get(i).series.periods() * Math.pow(own.get(i).share(), 2)))
            .toArray();
    int[] told =
        IntStream.range(0, near.length).filter(i -> own.get(i).isTold() || none(own)).toArray();
    PooledMean common =
        PooledMean.of(
            Arrays.stream(told).mapToDouble(i -> near[i]).toArray(),
            Arrays.stream(told).mapToDouble(i -> variances[i]).toArray());
    for (int i = 0; i < near.length; i++) {
      if (Arrays.binarySearch(told, i) < 0) {
        near[i] = common.mean();
        variances[i] = NOT_TOLD;
      }
    }
    Chunks.forEach(
        near.length,
        CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            PooledMean.Drawn drawn = common.draw(near[i], variances[i]);
            known.get(i).correlate(own.get(i).with(drawn.value()), drawn.error());
          }
        });
  }

  private static boolean none(List<SerialCorrelation> own) {
    return own.stream().noneMatch(SerialCorrelation::isTold);
  }

  private static int count(boolean[] told) {
    int count = 0;
    for (boolean each : told) {
      count += each ? 1 : 0;
    }
    return count;
  }
}
