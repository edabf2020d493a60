// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Partition;
import io.perennial.segment.cluster.Clusterer;
import io.perennial.segment.cluster.KMeans;
import io.perennial.segment.cluster.KMeansConfig;
import io.perennial.segment.discover.BehaviourModel;
import io.perennial.segment.discover.Discovered;
import io.perennial.segment.discover.Look;
import io.perennial.segment.quality.Contingency;
import io.perennial.segment.quality.QualityRow;
import io.perennial.segment.quality.Separation;
import io.perennial.segment.quality.Stability;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Segments of Online Retail's customers on a day: what they tell of the spend that follows, beside
 * k-means on recency, frequency and money; what whales and other customers change about them.
 */
final class SegmentRetailWork implements Work {

  private static final int RESAMPLES = 20;
  private static final int PAST = 3;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    LocalDate day = LocalDate.parse(arguments.text("day"));
    RetailLooks.AtDay now;
    List<RetailLooks.AtDay> past = new ArrayList<>();
    try (RetailLooks looks = RetailLooks.open(arguments, arguments.path("retail"))) {
      now = looks.at(day);
      for (int w = PAST; w >= 1; w--) {
        past.add(looks.at(before(day, w)));
      }
    }
    FeatureMatrix features = now.features();
    Discovered found = timing.round(() -> discover(day, features, past));
    QualityRow chosen = chosen(found);
    timing.fact("customers", features.rows());
    timing.fact("segments", found.model().segments().size());
    timing.fact("algorithm", chosen.algorithm());
    timing.fact("chosen", chosen.asked());
    timing.fact("stability", stability(found, chosen, features));
    Partition ours = found.model().place(features).partition();
    Partition plain =
        new KMeans(KMeansConfig.defaults())
            .cluster(logRfm(features), ours.clusters(), RandomSource.seeded(5));
    told("ours", ours, now.spentAfter(), timing);
    told("plain", plain, now.spentAfter(), timing);
    timing.fact("whales", chosen(discover(day, whales(now, features), wild(now, past))).asked());
    again(arguments.count("draws"), day, now, past, found.model(), timing);
  }

  private static LocalDate before(LocalDate day, int windows) {
    return day.minusDays((long) windows * RetailLooks.HORIZON);
  }

  private static long micros(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
  }

  private static Discovered discover(
      LocalDate day, FeatureMatrix features, List<RetailLooks.AtDay> past) {
    List<Look> looks = new ArrayList<>();
    for (int w = PAST; w >= 1; w--) {
      RetailLooks.AtDay then = past.get(PAST - w);
      looks.add(
          Look.past(
              then.features(),
              then.spentAfter(),
              micros(before(day, w)),
              micros(before(day, w - 1))));
    }
    return BehaviourColumns.discovery(RetailLooks.FEATURES)
        .discover(Look.now(features, micros(day)), looks, Optional.empty());
  }

  private static QualityRow chosen(Discovered found) {
    return found.candidates().stream().filter(QualityRow::chosen).findFirst().orElseThrow();
  }

  /** Of all customers, drawn twenty times; the search itself draws fewer. */
  private static double stability(Discovered found, QualityRow chosen, FeatureMatrix features) {
    Clusterer way = new KMeans(KMeansConfig.defaults().withRestarts(3).withBreath(0));
    if (!chosen.algorithm().equals(way.name())) {
      return chosen.stability().adjustedRand();
    }
    Points points = found.model().preparation().prepare(features);
    RandomSource random = RandomSource.seeded(1);
    Partition all = way.cluster(points, chosen.asked(), random);
    return Stability.of(points, all, way, chosen.asked(), RESAMPLES, random).adjustedRand();
  }

  private static void told(String who, Partition partition, double[] spent, Timing timing) {
    Separation separation = Separation.of(partition, spent);
    timing.fact(who + ".raw", separation.raw());
    timing.fact(who + ".logged", separation.logged());
    timing.fact(who + ".robust", separation.robust());
  }

  /** ln(1 + x) of recency, frequency and money, each of mean 0 and deviation 1. */
  private static Points logRfm(FeatureMatrix features) {
    List<String> names = List.of("days_since_order", "purchases", "spend_total");
    int n = features.rows();
    double[] values = new double[n * names.size()];
    for (int j = 0; j < names.size(); j++) {
      double[] logs = Arrays.stream(features.column(names.get(j))).map(StrictMath::log1p).toArray();
      double mean = Arrays.stream(logs).sum() / n;
      double variance = Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).sum() / n;
      for (int i = 0; i < n; i++) {
        values[i * names.size() + j] = (logs[i] - mean) / Math.sqrt(variance);
      }
    }
    return new Points(values, names.size());
  }

  /** The first of a thousand, by what they have spent, spend a thousand times as much. */
  private static FeatureMatrix whales(RetailLooks.AtDay now, FeatureMatrix of) {
    double[] total = now.features().column("spend_total");
    double[] sorted = total.clone();
    Arrays.sort(sorted);
    double from = sorted[sorted.length - Math.max(1, sorted.length / 1_000)];
    TreeMap<Long, Double> factors = new TreeMap<>();
    for (int i = 0; i < total.length; i++) {
      factors.put(now.features().rowId(i), total[i] >= from ? 1_000.0 : 1);
    }
    double[][] columns = new double[of.names().size()][of.rows()];
    for (int c = 0; c < columns.length; c++) {
      boolean money = of.names().get(c).startsWith("spend");
      for (int i = 0; i < of.rows(); i++) {
        columns[c][i] = of.at(i, c) * (money ? factors.getOrDefault(of.rowId(i), 1.0) : 1);
      }
    }
    return new FeatureMatrix(of.rowIds(), of.names(), columns);
  }

  private static List<RetailLooks.AtDay> wild(RetailLooks.AtDay now, List<RetailLooks.AtDay> past) {
    return past.stream()
        .map(
            then -> {
              FeatureMatrix wild = whales(now, then.features());
              double[] spent = then.spentAfter();
              double[] more = new double[spent.length];
              int money = wild.names().indexOf("spend_total");
              for (int i = 0; i < spent.length; i++) {
                double factor = wild.at(i, money) / then.features().at(i, money);
                more[i] = spent[i] * factor;
              }
              return new RetailLooks.AtDay(wild, more);
            })
        .toList();
  }

  /** All of it again, the choice too, of customers drawn with replacement, each once. */
  private static void again(
      int draws,
      LocalDate day,
      RetailLooks.AtDay now,
      List<RetailLooks.AtDay> past,
      BehaviourModel model,
      Timing timing) {
    FeatureMatrix features = now.features();
    Partition whole = model.place(features).partition();
    double sum = 0;
    List<String> counts = new ArrayList<>();
    for (int draw = 0; draw < draws; draw++) {
      RandomStream lots = RandomSource.seeded(23).stream(draw);
      boolean[] drawn = new boolean[features.rows()];
      for (int i = 0; i < drawn.length; i++) {
        drawn[lots.nextInt(drawn.length)] = true;
      }
      Discovered found =
          discover(
              day,
              features.subset(IntStream.range(0, drawn.length).filter(i -> drawn[i]).toArray()),
              past);
      Partition other = found.model().place(features).partition();
      sum += Contingency.of(whole, other).adjustedRand() / draws;
      counts.add(Integer.toString(other.clusters()));
    }
    timing.fact("again", sum);
    timing.fact("again.segments", counts.isEmpty() ? "–" : String.join(" ", counts));
  }
}
