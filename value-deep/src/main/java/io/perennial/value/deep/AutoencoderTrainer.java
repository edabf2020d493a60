// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.Quantiles;
import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains {@link Autoencoder}s in plain Java: they are small, and need no native library. The same
 * features and configuration give the same bits. 10,000 customers of 60 features take a few
 * seconds.
 */
public final class AutoencoderTrainer {

  private static final int ROWS = 50;
  private static final int BATCH = 64;
  private static final double RATE = 3e-3;
  private static final double DECAY = 1e-4;
  private static final double LEARN = 0.85;
  private static final int QUANTILES = 1_000;

  private final AutoencoderConfig config;

  /** A trainer so configured. */
  public AutoencoderTrainer(AutoencoderConfig config) {
    this.config = config;
  }

  /**
   * The autoencoder of these customers.
   *
   * @throws TooLittleDataException if there are fewer than 50, or no feature tells them apart
   */
  public Autoencoder train(FeatureMatrix features) {
    List<String> names = features.names();
    double[][] values = Autoencoder.values(features, names);
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < values.length; c++) {
      columns.add(Column.of(names.get(c), values[c]));
    }
    int useful = (int) columns.stream().filter(Column::useful).count();
    if (features.rows() < ROWS || useful == 0) {
      throw new TooLittleDataException(
          "Cannot train an autoencoder: there are "
              + features.rows()
              + " customers and "
              + useful
              + " features that tell them apart (at least "
              + ROWS
              + " and 1 are needed)");
    }
    RandomSource source = RandomSource.seeded(config.seed()).derive("autoencoder");
    Run run = new Run(columns, values, features.rowIds(), source);
    for (int epoch = 0; epoch < config.epochs() && run.since < config.patience(); epoch++) {
      run.epoch(source.derive("epoch").stream(epoch));
    }
    Autoencoder bare = new Autoencoder(List.copyOf(columns), run.best, new double[] {0});
    double[] errors =
        IntStream.of(run.stop).mapToDouble(i -> bare.error(Autoencoder.row(values, i))).toArray();
    return new Autoencoder(List.copyOf(columns), run.best, thinned(errors));
  }

  private static double[] thinned(double[] errors) {
    if (errors.length <= QUANTILES) {
      double[] sorted = errors.clone();
      Arrays.sort(sorted);
      return sorted;
    }
    Quantiles quantiles = Quantiles.of(errors);
    return IntStream.rangeClosed(0, QUANTILES)
        .mapToDouble(k -> quantiles.at(k / (double) QUANTILES))
        .toArray();
  }

  /** The training, epoch by epoch. */
  private final class Run {
    private final float[][] numbers;
    private final boolean[][] known;
    private final int[] places;
    private final int[] learn;
    private final int[] stop;
    private final List<Dense> layers;
    private final Adam adam;
    private final float[][] gradient;
    private List<Dense> best;
    private double bestLoss;
    private double rate = RATE;
    private int since;

    Run(List<Column> columns, double[][] values, long[] ids, RandomSource source) {
      int n = ids.length;
      int useful = (int) columns.stream().filter(Column::useful).count();
      this.numbers = new float[n][];
      this.known = new boolean[n][useful];
      this.places = new int[useful];
      for (int i = 0; i < n; i++) {
        double[] row = Autoencoder.row(values, i);
        numbers[i] = Autoencoder.numbers(columns, row);
        int feature = 0;
        int at = 0;
        for (int c = 0; c < row.length; c++) {
          if (columns.get(c).useful()) {
            known[i][feature] = Double.isFinite(row[c]);
            places[feature++] = at;
            at += columns.get(c).width();
          }
        }
      }
      RandomSource parts = source.derive("part");
      double[] place =
          Arrays.stream(ids).mapToDouble(id -> parts.stream(id).nextDouble()).toArray();
      this.learn = IntStream.range(0, n).filter(i -> place[i] < LEARN).toArray();
      this.stop = IntStream.range(0, n).filter(i -> place[i] >= LEARN).toArray();
      if (stop.length == 0 || learn.length == 0) {
        throw new TooLittleDataException(
            "Cannot train an autoencoder: all customers have the same id");
      }
      RandomStream random = source.derive("start").stream(0);
      int width = config.width();
      this.layers =
          List.of(
              Dense.start(width, numbers[0].length, random),
              Dense.start(config.codes(), width, random),
              Dense.start(width, config.codes(), random),
              Dense.start(useful, width, random));
      float[][] all = new float[2 * layers.size()][];
      double[] decay = new double[all.length];
      for (int k = 0; k < layers.size(); k++) {
        all[2 * k] = layers.get(k).weights();
        all[2 * k + 1] = layers.get(k).bias();
        decay[2 * k] = DECAY;
      }
      this.adam = new Adam(all, decay);
      this.gradient = Adam.zeros(all);
      this.best = copy();
      this.bestLoss = heldOut();
    }

    private List<Dense> copy() {
      return layers.stream().map(Dense::copy).toList();
    }

    void epoch(RandomStream random) {
      int[] order = learn.clone();
      for (int i = order.length - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[other];
        order[other] = kept;
      }
      for (int from = 0; from < order.length; from += BATCH) {
        int to = Math.min(order.length, from + BATCH);
        for (float[] part : gradient) {
          Arrays.fill(part, 0);
        }
        for (int k = from; k < to; k++) {
          learn(order[k], 1f / (to - from), random);
        }
        adam.step(gradient, rate);
      }
      double loss = heldOut();
      if (loss < bestLoss) {
        bestLoss = loss;
        best = copy();
        since = 0;
      } else {
        since++;
        rate /= 2;
      }
    }

    private void learn(int i, float weight, RandomStream random) {
      float[] seen = hidden(numbers[i], random);
      Autoencoder.Pass pass = new Autoencoder.Pass(layers, seen);
      float[] dFeatures = new float[places.length];
      int count = count(i);
      for (int f = 0; f < places.length; f++) {
        if (known[i][f]) {
          dFeatures[f] = 2 * weight * (pass.features[f] - numbers[i][places[f]]) / count;
        }
      }
      float[] dThird = back(3, pass.third, dFeatures);
      float[] dCode = back(2, pass.code, bend(pass.third, dThird));
      float[] dFirst = back(1, pass.first, bend(pass.code, dCode));
      back(0, seen, bend(pass.first, dFirst));
    }

    private float[] hidden(float[] row, RandomStream random) {
      float[] seen = row.clone();
      for (int place : places) {
        if (random.chance(config.hidden())) {
          seen[place] = 0;
        }
      }
      return seen;
    }

    private float[] back(int layer, float[] x, float[] dy) {
      return layers.get(layer).back(x, dy, gradient[2 * layer], gradient[2 * layer + 1]);
    }

    /** Through tanh, whose slope is 1 less its square. */
    private static float[] bend(float[] y, float[] dy) {
      for (int k = 0; k < y.length; k++) {
        dy[k] *= 1 - y[k] * y[k];
      }
      return dy;
    }

    private int count(int i) {
      int count = 0;
      for (boolean each : known[i]) {
        count += each ? 1 : 0;
      }
      return Math.max(1, count);
    }

    private double heldOut() {
      double sum = 0;
      for (int i : stop) {
        float[] features = new Autoencoder.Pass(layers, numbers[i]).features;
        double error = 0;
        for (int f = 0; f < places.length; f++) {
          double miss = known[i][f] ? features[f] - numbers[i][places[f]] : 0;
          error += miss * miss;
        }
        sum += error / count(i);
      }
      return sum / stop.length;
    }
  }
}
