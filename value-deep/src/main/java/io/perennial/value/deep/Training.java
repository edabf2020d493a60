// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.deep.net.NetShape;
import io.perennial.value.deep.net.Weights;
import io.perennial.value.deep.torch.Batch;
import io.perennial.value.deep.torch.TorchGradient;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The training of one network, epoch by epoch. Order of the customers, starts and dropout are drawn
 * here, and the library works with one thread: the same seed gives the same bits.
 */
final class Training {

  private static final int POOL = 16;
  private static final int JUDGED = 1024;
  private static final double WORTH = 1e-5;

  private final Lesson lesson;
  private final DeepConfig.Setting setting;
  private final RandomSource source;
  private final NetShape shape;
  private final Weights weights;
  private final Adam adam;
  private double rate;
  private int epochs;
  private int since;
  private long passes;
  private Weights best;
  private double bestLoss;

  Training(Lesson lesson, NetShape shape, DeepConfig.Setting setting, RandomSource source) {
    this.lesson = lesson;
    this.shape = shape;
    this.setting = setting;
    this.source = source;
    this.weights = Weights.start(shape, source.derive("start").stream(0));
    this.adam =
        new Adam(
            weights.all(),
            weights.parts().stream()
                .mapToDouble(part -> part.decays() ? setting.decay() : 0)
                .toArray());
    this.rate = setting.rate();
    this.best = weights.copy();
    this.bestLoss = heldOut(); // the anchor's: outputs begin at 0
  }

  /** Goes over all customers {@code count} times more, or until {@code patience} is at its end. */
  void run(int count, int patience) {
    for (int k = 0; k < count && since < patience; k++) {
      epoch();
    }
  }

  /** The loss of the best epoch on the held-out customers. */
  double bestLoss() {
    return bestLoss;
  }

  /** The weights of the best epoch. */
  Weights best() {
    return best;
  }

  /** Epochs so far. */
  int epochs() {
    return epochs;
  }

  /** Customers read so far, each as often as it was: what a training costs. */
  long passes() {
    return passes;
  }

  private void epoch() {
    RandomStream random = source.derive("epoch").stream(epochs);
    int[][] batches = batches(random);
    for (int[] rows : batches) {
      Batch batch = lesson.examples.batch(shape, rows, 0, rows.length);
      drop(batch, random);
      adam.step(TorchGradient.of(weights, batch, outputs -> lesson.slopes(outputs, rows)), rate);
      passes += rows.length;
    }
    epochs++;
    double now = heldOut();
    if (now < bestLoss - WORTH) {
      best = weights.copy();
      bestLoss = now;
      since = 0;
    } else {
      since++;
      rate /= 2;
    }
  }

  /** Shuffled, yet with sequences of like length together, so that little is filled up. */
  private int[][] batches(RandomStream random) {
    int[] order = shuffled(lesson.learn, random);
    int pool = POOL * setting.batch();
    int size = setting.batch();
    int[][] batches = new int[(order.length - 1) / size + 1][];
    int made = 0;
    for (int from = 0; from < order.length; from += pool) {
      int[] sorted = byLength(order, from, Math.min(order.length, from + pool));
      for (int at = 0; at < sorted.length; at += size) {
        batches[made++] =
            IntStream.range(at, Math.min(sorted.length, at + size)).map(k -> sorted[k]).toArray();
      }
    }
    int[] turn = shuffled(IntStream.range(0, made).toArray(), random);
    return IntStream.of(turn).mapToObj(k -> batches[k]).toArray(int[][]::new);
  }

  private int[] byLength(int[] rows, int from, int to) {
    if (!shape.architecture().readsEvents()) {
      return IntStream.range(from, to).map(k -> rows[k]).toArray();
    }
    return IntStream.range(from, to)
        .mapToObj(k -> rows[k])
        .sorted(Comparator.comparingInt(lesson.examples::length))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int[] shuffled(int[] rows, RandomStream random) {
    int[] order = rows.clone();
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }

  private void drop(Batch batch, RandomStream random) {
    if (setting.dropout() > 0) {
      int together = shape.architecture().readsEvents() ? 3 * shape.width() : shape.width();
      batch.keep(kept(batch.rows() * together, random), kept(batch.rows() * shape.width(), random));
    }
  }

  private float[] kept(int size, RandomStream random) {
    float factor = (float) (1 / (1 - setting.dropout()));
    long border = (long) (setting.dropout() * (1L << 32));
    float[] keep = new float[size];
    for (int i = 0; i < size; i += 2) {
      long bits = random.nextLong();
      keep[i] = (bits >>> 32) >= border ? factor : 0;
      if (i + 1 < size) {
        keep[i + 1] = (bits & 0xFFFFFFFFL) >= border ? factor : 0;
      }
    }
    return keep;
  }

  private double heldOut() {
    int[] rows = byLength(lesson.stop, 0, lesson.stop.length);
    double sum = 0;
    for (int from = 0; from < rows.length; from += JUDGED) {
      int to = Math.min(rows.length, from + JUDGED);
      Batch batch = lesson.examples.batch(shape, rows, from, to);
      float[] outputs = TorchGradient.outputs(weights, batch);
      for (int k = from; k < to; k++) {
        sum -= lesson.logScore(outputs, (k - from) * NetShape.OUTPUTS, rows[k]);
      }
    }
    double mean = rows.length == 0 ? 0 : sum / rows.length;
    return Double.isFinite(mean) ? mean : Double.MAX_VALUE;
  }
}
