// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.segment.Partition;
import java.nio.ByteBuffer;
import java.util.Arrays;

/*
 * 1. What a customer shows counts 1 - 2^(-days since last seen / half-life), 1 the first time. So
 *    right after an event each customer's whole past counts 1, however often it is seen, and half
 *    of that a half-life later.
 * 2. Sums are kept in the units of an epoch, a whole number of half-lives after the start: an event
 *    counts 2^(half-lives since the epoch). A new epoch scales them by a power of two, which loses
 *    nothing. So no sum depends on when it was read or how events were cut into batches. Source:
 *    Cormode, Shkapenyuk, Srivastava and Xu, "Forward decay" (2009).
 * 3. Sums are of what is beyond the fitted mean, by the probability of each segment: the steps of
 *    Cappé and Moulines, "On-line expectation-maximization" (2009).
 * 4. Means follow the sums every 64 events, counted from the start, and at a new epoch.
 */
/**
 * The segments of a model, whose means, spreads and shares follow behaviour as events arrive. Ids
 * never move. The same events in the same order give the same bits, however they are cut into
 * batches and whether or not the state went through {@link #bytes} between. An event costs about
 * what an assignment does. Not safe for use by many threads.
 */
public final class DynamicSegments {

  private static final double DAY = 86_400_000_000.0;
  private static final int REFRESH = 64;
  private static final int VERSION = 1;

  /** Customers' worth of belief that a spread is the fitted one. */
  private static final double SHRINKAGE = 50;

  private static final double LEAST_SPREAD = 0.01;
  private static final double NOBODY = 1e-150;

  private final SegmentModel model;
  private final DynamicConfig config;
  private final long startMicros;
  private final long key;
  private final Assigner assigner;
  private final int k;
  private final int d;
  private final double[] weights;
  private final double[] firsts;
  private final double[] seconds;
  private final double[] belonging;
  private final double[] probabilities;
  private Mixture moved;
  private long epoch;
  private long events;
  private long changes;

  /**
   * @param startMicros as of when the model was fitted, event time in microseconds UTC
   */
  public DynamicSegments(SegmentModel model, DynamicConfig config, long startMicros) {
    this.model = model;
    this.config = config;
    this.startMicros = startMicros;
    k = model.segments();
    d = model.dimensions();
    weights = new double[k];
    firsts = new double[k * d];
    seconds = new double[k * d];
    belonging = new double[k];
    probabilities = new double[k];
    moved = model.mixture();
    assigner = model.assigner();
    key = 31L * model.hashCode() + config.hashCode();
  }

  /**
   * A customer was seen. An event older than the customer's last one changes nothing.
   *
   * @param before what this returned for the customer last, or {@link Standing#unseen}
   * @param atMicros event time, microseconds UTC
   * @param point prepared, as of then, shape [d]
   * @return where the customer stands now: in another segment only when that is more probable than
   *     the customer's own by the odds asked for
   */
  public Standing observe(Standing before, long atMicros, double[] point) {
    if (before.segment() >= k) {
      throw new IllegalArgumentException(
          "Invalid segment: " + before.segment() + " (must be below " + k + ")");
    }
    if (before.seen() && atMicros < before.seenMicros()) {
      return before;
    }
    advance(atMicros);
    int best = assigner.memberships(point, probabilities);
    if (best == Partition.NOISE) {
      return new Standing(best, before.seen() ? before.sinceMicros() : atMicros, atMicros);
    }
    if (assigner.typicalityIn(best) >= config.leastTypical()) {
      learn(before, atMicros);
    }
    if (++events % REFRESH == 0) {
      refresh();
    }
    int own = before.segment();
    if (own == Partition.NOISE) {
      return new Standing(best, atMicros, atMicros);
    }
    if (best == own || probabilities[best] < config.odds() * probabilities[own]) {
      return new Standing(own, before.sinceMicros(), atMicros);
    }
    changes++;
    return new Standing(best, atMicros, atMicros);
  }

  private void learn(Standing before, long atMicros) {
    double gain =
        before.seen()
            ? 1 - decay(((double) atMicros - before.seenMicros()) / DAY / config.halfLifeDays())
            : 1;
    double unit = gain * decay(epoch - halfLives(atMicros));
    double[] z = assigner.whitened();
    moved.scores(z, 0, belonging, 0);
    Mixture.normalise(belonging, 0, k);
    double[] means = model.mixture().means();
    for (int s = 0; s < k; s++) {
      double weight = unit * belonging[s];
      weights[s] += weight;
      for (int j = 0; j < d; j++) {
        int at = s * d + j;
        double away = z[j] - means[at];
        firsts[at] += weight * away;
        seconds[at] += weight * away * away;
      }
    }
  }

  private double halfLives(long micros) {
    return ((double) micros - startMicros) / DAY / config.halfLifeDays();
  }

  private static double decay(double halfLives) {
    return StrictMath.pow(2, -halfLives);
  }

  private void advance(long atMicros) {
    long whole = (long) Math.floor(halfLives(atMicros));
    if (whole > epoch) {
      scale(whole);
      refresh();
    }
  }

  private void scale(long to) {
    int down = (int) Math.max(-4_000, epoch - to);
    for (double[] sums : new double[][] {weights, firsts, seconds}) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] = Math.scalb(sums[i], down);
      }
    }
    epoch = to;
  }

  /** The means, spreads and shares of the sums. */
  private void refresh() {
    Mixture fitted = model.mixture();
    double left = Math.scalb(config.strength(), (int) Math.max(-4_000, -epoch));
    double[] shares = new double[k];
    double[] means = fitted.means().clone();
    double[] variances = fitted.variances().clone();
    double total = 0;
    for (int s = 0; s < k; s++) {
      double start = fitted.shares()[s] * left;
      double all = weights[s] + start;
      shares[s] = all;
      total += all;
      for (int j = s * d; j < (s + 1) * d && all > NOBODY; j++) {
        double shift = firsts[j] / all;
        double of = fitted.variances()[j];
        double spread = Math.max(0, (seconds[j] + start * of) / all - shift * shift);
        means[j] += shift;
        variances[j] =
            Math.max(LEAST_SPREAD * of, (all * spread + SHRINKAGE * of) / (all + SHRINKAGE));
      }
    }
    for (int s = 0; s < k; s++) {
      shares[s] = total > NOBODY ? Math.max(shares[s] / total, 1e-9) : fitted.shares()[s];
    }
    moved = new Mixture(shares, means, variances, model.mixture().tails());
    assigner.follow(moved);
  }

  /** The segments as they are now: the same ids and probabilities, means where customers are. */
  public SegmentModel model() {
    return SegmentModel.of(
        model.whitening(),
        moved,
        model.calibration(),
        model.typicalities(),
        model.agreement(),
        model.ids());
  }

  /** How many events were counted. */
  public long events() {
    return events;
  }

  /** How often a customer changed segment. */
  public long changes() {
    return changes;
  }

  /**
   * Adds what another has seen, of the same model, settings and start, and of other customers. Sums
   * add up; which segment the other's customers were counted for was decided by its own means,
   * therefore the bits are not those of one that saw all.
   */
  public void merge(DynamicSegments other) {
    if (!model.equals(other.model)
        || !config.equals(other.config)
        || startMicros != other.startMicros) {
      throw new IllegalArgumentException(
          "Cannot merge dynamic segments: model, settings or start differ");
    }
    long latest = Math.max(epoch, other.epoch);
    scale(latest);
    int down = (int) Math.max(-4_000, other.epoch - latest);
    add(weights, other.weights, down);
    add(firsts, other.firsts, down);
    add(seconds, other.seconds, down);
    events += other.events;
    changes += other.changes;
    refresh();
  }

  private static void add(double[] sums, double[] others, int down) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += Math.scalb(others[i], down);
    }
  }

  /** The state, without the model: 8 (7 + 2 k + 4 k d) bytes. */
  public byte[] bytes() {
    double[][] parts = parts();
    int numbers = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer buffer = ByteBuffer.allocate(8 * (7 + numbers));
    buffer.putLong(VERSION).putLong(key).putLong(startMicros).putLong(epoch);
    buffer.putLong(events).putLong(changes).putLong(numbers);
    for (double[] part : parts) {
      for (double number : part) {
        buffer.putDouble(number);
      }
    }
    return buffer.array();
  }

  /**
   * From {@link #bytes}, with the model and the settings they were made with.
   *
   * @throws IllegalArgumentException if they were made with others, or are no such bytes
   */
  public static DynamicSegments parse(SegmentModel model, DynamicConfig config, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < 56 || buffer.getLong() != VERSION) {
      throw new IllegalArgumentException(
          "Invalid state of dynamic segments: " + bytes.length + " bytes (must be of version 1)");
    }
    long key = buffer.getLong();
    DynamicSegments segments = new DynamicSegments(model, config, buffer.getLong());
    if (key != segments.key) {
      throw new IllegalArgumentException(
          "Cannot read state of dynamic segments: it is of another model or other settings");
    }
    segments.epoch = buffer.getLong();
    segments.events = buffer.getLong();
    segments.changes = buffer.getLong();
    long numbers = buffer.getLong();
    double[] shares = new double[segments.k];
    double[] means = new double[segments.k * segments.d];
    double[] variances = new double[segments.k * segments.d];
    double[][] parts = {
      segments.weights, segments.firsts, segments.seconds, shares, means, variances
    };
    if (numbers * 8 != buffer.remaining()
        || numbers != Arrays.stream(parts).mapToInt(part -> part.length).sum()) {
      throw new IllegalArgumentException(
          "Invalid state of dynamic segments: " + bytes.length + " bytes (must be whole)");
    }
    for (double[] part : parts) {
      for (int i = 0; i < part.length; i++) {
        part[i] = buffer.getDouble();
      }
    }
    segments.moved = new Mixture(shares, means, variances, model.mixture().tails());
    segments.assigner.follow(segments.moved);
    return segments;
  }

  private double[][] parts() {
    return new double[][] {
      weights, firsts, seconds, moved.shares(), moved.means(), moved.variances()
    };
  }
}
