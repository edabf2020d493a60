// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.attribute;

import io.perennial.math.distribution.Poisson;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.forecast.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Conversions credited to channels by each {@link Method}, with intervals from journeys drawn anew
 * (each as often as a Poisson law with its count says). Whatever the method, all conversions are
 * given out. The same bits on any number of threads. Immutable.
 */
public final class Attribution {

  private final Map<Method, List<Credit>> credits;

  private Attribution(Map<Method, List<Credit>> credits) {
    this.credits = credits;
  }

  /** The journeys as numbers. */
  private static final class Paths {
    private final List<String> channels;
    private final int[][] touches;

    Paths(List<String> channels, int[][] touches) {
      this.channels = channels;
      this.touches = touches;
    }
  }

  /**
   * Works out all methods.
   *
   * @param journeys in any order; without any there is no credit
   */
  public static Attribution of(List<Journey> journeys, AttributionConfig config) {
    SortedMap<String, Integer> index = new TreeMap<>();
    journeys.forEach(journey -> journey.channels().forEach(name -> index.put(name, 0)));
    List<String> channels = List.copyOf(index.keySet());
    for (int c = 0; c < channels.size(); c++) {
      index.put(channels.get(c), c);
    }
    int[][] touches = new int[journeys.size()][];
    for (int j = 0; j < touches.length; j++) {
      touches[j] =
          journeys.get(j).channels().stream()
              .mapToInt(name -> index.getOrDefault(name, 0))
              .toArray();
    }
    Paths paths = new Paths(channels, touches);
    double[] converted = journeys.stream().mapToDouble(Journey::conversions).toArray();
    double[] values = journeys.stream().mapToDouble(Journey::value).toArray();
    double[] without = journeys.stream().mapToDouble(Journey::without).toArray();
    RandomSource source = RandomSource.seeded(config.seed()).derive("attribution");
    Map<Method, List<Credit>> credits = new EnumMap<>(Method.class);
    for (Method method : Method.values()) {
      Shared shares = shared(method, paths, converted, without, config, source.stream(0));
      double[] own = given(method, paths, shares, converted);
      double[] money = given(method, paths, shares, values);
      Interval[] intervals = intervals(method, paths, converted, without, config, source);
      List<Credit> list = new ArrayList<>();
      for (int c = 0; c < channels.size(); c++) {
        list.add(
            new Credit(
                channels.get(c),
                own[c],
                money[c],
                intervals[c],
                shares.errors[c] * Arrays.stream(converted).sum()));
      }
      credits.put(method, List.copyOf(list));
    }
    return new Attribution(credits);
  }

  /** By channel: shares of all conversions, where the method does not share out each journey. */
  private static final class Shared {
    private final double[] shares;
    private final double[] errors;
    private final double halfLife;

    Shared(double[] shares, double[] errors, double halfLife) {
      this.shares = shares;
      this.errors = errors;
      this.halfLife = halfLife;
    }
  }

  private static Shared shared(
      Method method,
      Paths paths,
      double[] converted,
      double[] without,
      AttributionConfig config,
      RandomStream random) {
    int n = paths.channels.size();
    double[] none = new double[n];
    if (method != Method.MARKOV && method != Method.SHAPLEY) {
      return new Shared(none, none, config.halfLife());
    }
    TouchChain chain = TouchChain.of(n, paths.touches, converted, without);
    double[] raw = new double[n];
    double[] errors = new double[n];
    if (method == Method.MARKOV) {
      boolean[] there = new boolean[n];
      Arrays.fill(there, true);
      double all = chain.conversion(there);
      for (int c = 0; c < n; c++) {
        there[c] = false;
        raw[c] = all > 0 ? Math.max(0, 1 - chain.conversion(there) / all) : 0;
        there[c] = true;
      }
    } else {
      Shapley values =
          n <= config.exactChannels()
              ? Shapley.exact(chain)
              : Shapley.sampled(chain, config.orders(), random);
      raw = values.values();
      errors = values.errors();
    }
    double sum = Arrays.stream(raw).sum();
    double scale = sum > 0 ? 1 / sum : 0;
    return new Shared(
        Arrays.stream(raw).map(r -> r * scale).toArray(),
        Arrays.stream(errors).map(e -> e * scale).toArray(),
        config.halfLife());
  }

  private static double[] given(Method method, Paths paths, Shared shared, double[] amounts) {
    if (method == Method.MARKOV || method == Method.SHAPLEY) {
      double all = Arrays.stream(amounts).sum();
      return Arrays.stream(shared.shares).map(share -> share * all).toArray();
    }
    double[] given = new double[paths.channels.size()];
    for (int j = 0; j < amounts.length; j++) {
      int[] path = paths.touches[j];
      int last = path.length - 1;
      switch (method) {
        case FIRST_TOUCH -> given[path[0]] += amounts[j];
        case LINEAR -> {
          for (int c : path) {
            given[c] += amounts[j] / path.length;
          }
        }
        case TIME_DECAY -> {
          double sum = 0;
          for (int t = 0; t <= last; t++) {
            sum += Math.pow(0.5, (last - t) / shared.halfLife);
          }
          for (int t = 0; t <= last; t++) {
            given[path[t]] += amounts[j] * Math.pow(0.5, (last - t) / shared.halfLife) / sum;
          }
        }
        default -> given[path[last]] += amounts[j];
      }
    }
    return given;
  }

  private static Interval[] intervals(
      Method method,
      Paths paths,
      double[] converted,
      double[] without,
      AttributionConfig config,
      RandomSource source) {
    int n = paths.channels.size();
    double[][] draws = new double[n][config.resamples()];
    Chunks.forEach(
        config.resamples(),
        8,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            RandomStream random = source.stream(1L + r);
            double[] some = redrawn(converted, random);
            double[] others = redrawn(without, random);
            Shared shared = shared(method, paths, some, others, config, random);
            double[] given = given(method, paths, shared, some);
            for (int c = 0; c < n; c++) {
              draws[c][r] = given[c];
            }
          }
        });
    return Arrays.stream(draws)
        .map(each -> Interval.of(each, config.level()))
        .toArray(Interval[]::new);
  }

  private static double[] redrawn(double[] counts, RandomStream random) {
    return Arrays.stream(counts)
        .map(count -> count > 0 ? new Poisson(count).sample(random) : 0)
        .toArray();
  }

  /** What each channel is credited with, in alphabetical order. */
  public List<Credit> credits(Method method) {
    return credits.getOrDefault(method, List.of());
  }
}
