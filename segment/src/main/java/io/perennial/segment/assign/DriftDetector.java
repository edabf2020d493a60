// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.math.random.RandomSource;
import io.perennial.segment.Partition;
import io.perennial.segment.assign.DriftAlarm.Cause;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/*
 * 1. Windows of several sizes fill beside each other. In each a customer counts once, the first time
 *    it is seen: customers are independent of each other, what one does on two days is not.
 * 2. Each full window is tested for shares and for means, and begins anew. What the tests of all
 *    windows of a run may claim wrongly adds up to two thirds of the false alarms asked for, by
 *    Bonferroni's bound, which holds however the windows depend on each other: they share customers,
 *    and all share the reference.
 * 3. Distances are watched customer by customer, within windows of the largest size, by a
 *    Shiryaev-Roberts sum of conformal bets; this has the last third.
 * 4. After an alarm all begins anew.
 */
/**
 * Says when customers are no longer what the model was fitted on, in which segment and which
 * feature, with a stated chance of a false alarm within a stated run. The same observations give
 * the same alarms. Costs a few times what an assignment does, and 50 bytes for each customer in a
 * window. Not safe for use by many threads.
 */
public final class DriftDetector {

  private static final int VERSION = 1;

  private final DriftReference reference;
  private final DriftConfig config;
  private final Assigner assigner;
  private final DistanceWatch distances;
  private final List<DriftWindow> windows;
  private final double[] scores;
  private final double[] y;
  private final long key;
  private long observations;

  /**
   * @param random decides ties
   */
  public DriftDetector(DriftReference reference, DriftConfig config, RandomSource random) {
    this.reference = reference;
    this.config = config;
    assigner = reference.model().assigner();
    distances = new DistanceWatch(reference, config, random);
    double[][] whitenings = DriftWindow.whitenings(reference);
    windows =
        config.windows().stream()
            .map(size -> new DriftWindow(reference, size, whitenings))
            .toList();
    scores = new double[reference.model().segments()];
    y = new double[reference.model().dimensions()];
    key = 31L * reference.hashCode() + config.hashCode();
  }

  /**
   * A customer was seen.
   *
   * @param customer its number
   * @param point prepared, shape [d]
   * @return an alarm, once; then all is forgotten but the reference
   */
  public Optional<DriftAlarm> observe(long customer, double[] point) {
    observations++;
    int segment = assigner.memberships(point, scores);
    double typicality = segment == Partition.NOISE ? 0 : assigner.typicalityIn(segment);
    if (typicality < DriftReference.UNLIKE) {
      segment = scores.length;
    } else {
      reference.standardise(point, segment, y);
    }
    Optional<DriftAlarm> alarm = Optional.empty();
    for (DriftWindow window : windows) {
      boolean counted = window.add(customer, segment, y);
      if (counted && alarm.isEmpty() && window == largest() && distances.add(typicality)) {
        alarm = Optional.of(alarm(Cause.DISTANCES, window, distances.chance(window.count())));
      }
      if (counted && window.isFull()) {
        alarm = alarm.isPresent() ? alarm : test(window);
        window.clear();
        if (window == largest()) {
          distances.restart();
        }
      }
    }
    if (alarm.isPresent()) {
      windows.forEach(DriftWindow::clear);
      distances.restart();
      observations = 0;
    }
    return alarm;
  }

  private DriftWindow largest() {
    return windows.get(windows.size() - 1);
  }

  private Optional<DriftAlarm> test(DriftWindow window) {
    double level = config.ofWindow(window.size()) / 2;
    double shares = window.sharesChance();
    double means = window.meansChance();
    if (Math.min(shares, means) >= level) {
      return Optional.empty();
    }
    return Optional.of(
        means < shares ? alarm(Cause.MEANS, window, means) : alarm(Cause.SHARES, window, shares));
  }

  private DriftAlarm alarm(Cause cause, DriftWindow window, double chance) {
    return new DriftAlarm(cause, observations, window.count(), chance, window.shifts());
  }

  /** The state, without the reference. */
  public byte[] bytes() {
    int size = 24 + distances.size() + windows.stream().mapToInt(DriftWindow::bytes).sum();
    ByteBuffer buffer = ByteBuffer.allocate(size);
    buffer.putLong(VERSION).putLong(key).putLong(observations);
    distances.write(buffer);
    windows.forEach(window -> window.write(buffer));
    return buffer.array();
  }

  /**
   * From {@link #bytes}, with the reference, the settings and the chance they were made with.
   *
   * @throws IllegalArgumentException if they were made with others, or are no such bytes
   */
  public static DriftDetector parse(
      DriftReference reference, DriftConfig config, RandomSource random, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    DriftDetector detector = new DriftDetector(reference, config, random);
    try {
      if (buffer.getLong() != VERSION) {
        throw new IllegalArgumentException(
            "Invalid state of a drift detector: " + bytes.length + " bytes (must be of version 1)");
      }
      if (buffer.getLong() != detector.key) {
        throw new IllegalArgumentException(
            "Cannot read state of a drift detector: it is of another model or other settings");
      }
      detector.observations = buffer.getLong();
      detector.distances.read(buffer);
      detector.windows.forEach(window -> window.read(buffer));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "Invalid state of a drift detector: " + bytes.length + " bytes (must be whole)", e);
    }
    return detector;
  }
}
