// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.attribute;

import io.perennial.math.distribution.Normal;
import io.perennial.value.forecast.Interval;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came because of something that was done: the outcomes of those with whom it was done, less
 * what would have come of them anyway, as those tell with whom it was not done though it might have
 * been, each weighted by the odds of the probabilities with which it was decided. Looked at once
 * per layer (such as an instant), with errors of customers who are seen several times. Everything
 * is added twice, in the same order and by ascending customer, with {@link #turn} in between.
 * Source: Hirano, Imbens and Ridder, "Efficient estimation of average treatment effects using the
 * estimated propensity score" (2003), with known propensities; weights are normalised.
 */
public final class ByChance {

  /** Fewer on a side say nothing. */
  public static final int LEAST = 50;

  /** One layer. */
  private static final class Layer {
    private long done;
    private double sum;
    private long compared;
    private double weights;
    private double weighted;
    private double influence;
    private double variance;
    private double soFar;
    private double soFarVariance;

    boolean isTold() {
      return done >= LEAST && compared >= LEAST && weights > 0;
    }

    double mean() {
      return sum / done;
    }

    double anyway() {
      return weighted / weights;
    }

    double brought() {
      return sum - done * anyway();
    }
  }

  private final TreeMap<Long, Layer> layers = new TreeMap<>();
  private boolean turned;
  private boolean any;
  private long customer;

  /** Somebody with whom it was done. */
  public void done(long layer, long whose, double outcome) {
    Layer of = layers.computeIfAbsent(layer, at -> new Layer());
    if (turned) {
      influence(of, whose, outcome - of.mean());
    } else {
      of.done++;
      of.sum += outcome;
    }
  }

  /**
   * Somebody with whom it was not done.
   *
   * @param odds the probability that it was done by the probability that it was not, > 0
   */
  public void compared(long layer, long whose, double outcome, double odds) {
    Layer of = layers.computeIfAbsent(layer, at -> new Layer());
    if (turned) {
      influence(of, whose, -of.done * odds / of.weights * (outcome - of.anyway()));
    } else {
      of.compared++;
      of.weights += odds;
      of.weighted += odds * outcome;
    }
  }

  /** All has been added once. */
  public void turn() {
    turned = true;
  }

  /** All has been added twice. */
  public void end() {
    flush();
    double soFar = 0;
    for (Layer layer : layers.values()) {
      if (layer.isTold()) {
        soFar += layer.brought();
        layer.soFar = soFar;
      }
    }
  }

  private void influence(Layer layer, long whose, double value) {
    if (!any || whose != customer) {
      flush();
      any = true;
      customer = whose;
    }
    layer.influence += value;
  }

  private void flush() {
    double all = 0;
    for (Layer layer : layers.values()) {
      if (layer.isTold()) {
        all += layer.influence;
        layer.variance += layer.influence * layer.influence;
        layer.soFarVariance += all * all;
      }
      layer.influence = 0;
    }
  }

  /**
   * What one layer says.
   *
   * @param done how many it was done with
   * @param compared how many are their comparison
   * @param mean outcome of those with whom it was done
   * @param anyway what would have come of one of them anyway
   * @param brought in all because of it
   * @param interval of that
   * @param soFar in all, of this layer and all before it that could be told
   * @param soFarInterval of that
   */
  public record Brought(
      long done,
      long compared,
      double mean,
      double anyway,
      double brought,
      Interval interval,
      double soFar,
      Interval soFarInterval) {

    /** For one with whom it was done. */
    public double each() {
      return brought / done;
    }

    /** The interval of that. */
    public Interval eachInterval() {
      return new Interval(interval.lower() / done, interval.upper() / done);
    }
  }

  /** Of a layer; empty where too few are on a side. */
  public Optional<Brought> brought(long layer, double level) {
    Layer of = layers.get(layer);
    if (of == null || !of.isTold()) {
      return Optional.empty();
    }
    double z = Normal.standard().quantile((1 + level) / 2);
    double half = z * Math.sqrt(of.variance);
    double halfSoFar = z * Math.sqrt(of.soFarVariance);
    return Optional.of(
        new Brought(
            of.done,
            of.compared,
            of.mean(),
            of.anyway(),
            of.brought(),
            new Interval(of.brought() - half, of.brought() + half),
            of.soFar,
            new Interval(of.soFar - halfSoFar, of.soFar + halfSoFar)));
  }

  /** How many there are on both sides of a layer: long[2]. */
  public long[] sides(long layer) {
    Layer of = layers.get(layer);
    return of == null ? new long[2] : new long[] {of.done, of.compared};
  }

  /** Why a layer says nothing, in words; empty where it does. */
  public Optional<String> silence(long layer) {
    long[] sides = sides(layer);
    if (brought(layer, 0.5).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        "%,d addressed and %,d left alone by chance (%d of each are needed)"
            .formatted(sides[0], sides[1], LEAST));
  }

  /** The layers, ascending. */
  public Iterable<Long> layers() {
    return Map.copyOf(layers).keySet().stream().sorted().toList();
  }
}
