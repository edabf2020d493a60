// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.math.neighbour.Points;
import io.perennial.segment.Partition;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;

/**
 * What a segment is, frozen: its share of customers, its mean and its spread, and how probabilities
 * follow from them. Made by {@link SegmentModelTrainer}; asked through an {@link Assigner}. Two
 * models are equal when their texts are. Immutable.
 */
public final class SegmentModel implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<String> ids;
  private final Whitening whitening;
  private final Mixture mixture;
  private final Typicality[] typicalities;
  private final Calibration calibration;
  private final double agreement;

  SegmentModel(
      List<String> ids,
      Whitening whitening,
      Mixture mixture,
      Calibration calibration,
      Typicality[] typicalities,
      double agreement) {
    this.ids = List.copyOf(ids);
    this.whitening = whitening;
    this.mixture = mixture;
    this.calibration = calibration;
    this.typicalities = typicalities;
    this.agreement = agreement;
    if (new HashSet<>(ids).size() != ids.size()) {
      throw new IllegalArgumentException("Invalid ids: " + ids + " (must differ)");
    }
    for (String id : ids) {
      if (id.isEmpty() || id.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "Invalid id: \"" + id + "\" (must be one line, not empty)");
      }
    }
  }

  static SegmentModel of(
      Whitening whitening,
      Mixture mixture,
      Calibration calibration,
      Typicality[] typicalities,
      double agreement,
      List<String> ids) {
    return new SegmentModel(ids, whitening, mixture, calibration, typicalities, agreement);
  }

  static SegmentModel empty(int dimensions) {
    return new SegmentModel(
        List.of(),
        Whitening.none(dimensions),
        new Mixture(new double[0], new double[0], new double[0], 0),
        Calibration.none(0),
        new Typicality[0],
        1);
  }

  /**
   * A model from its {@link #text}, equal bit for bit.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static SegmentModel parse(String text) {
    return ModelText.parse(text);
  }

  /** All of the model, a line for each part; numbers as Java writes them, which loses nothing. */
  public String text() {
    return ModelText.write(this);
  }

  /** k. */
  public int segments() {
    return ids.size();
  }

  /** d of the prepared points. */
  public int dimensions() {
    return whitening.dimensions();
  }

  /** By number, from 0. */
  public List<String> ids() {
    return ids;
  }

  /** Which share of the customers belongs to a segment, by probability. */
  public double share(int segment) {
    return mixture.shares()[segment];
  }

  /** The mean of a segment in prepared space, shape [d]. */
  public double[] centroid(int segment) {
    int d = dimensions();
    double[] inverse = whitening.inverse();
    double[] centroid = whitening.centre().clone();
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        centroid[i] += inverse[i * d + j] * mixture.means()[segment * d + j];
      }
    }
    return centroid;
  }

  /** The standard deviation of each feature within a segment, in prepared space, shape [d]. */
  public double[] spread(int segment) {
    int d = dimensions();
    double[] inverse = whitening.inverse();
    double[] spread = new double[d];
    for (int i = 0; i < d; i++) {
      double sum = 0;
      for (int j = 0; j < d; j++) {
        sum += inverse[i * d + j] * inverse[i * d + j] * mixture.variances()[segment * d + j];
      }
      spread[i] = StrictMath.sqrt(sum);
    }
    return spread;
  }

  /** How many of those learned from the model puts where the partition had them, within [0, 1]. */
  public double agreement() {
    return agreement;
  }

  /** How probabilities follow from scores. */
  public Calibration calibration() {
    return calibration;
  }

  /** The same segments with other probabilities. */
  public SegmentModel withCalibration(Calibration other) {
    if (other.biases().length != segments()) {
      throw new IllegalArgumentException(
          "Invalid calibration: "
              + other.biases().length
              + " biases (must be "
              + segments()
              + ", one for each segment)");
    }
    return new SegmentModel(ids, whitening, mixture, other, typicalities, agreement);
  }

  /**
   * The same segments, with probabilities that foretell the given labels: those of a full re-fit,
   * say, or what became of the customers. O(n k d).
   *
   * @param points that neither the model nor whoever labelled them learned from
   * @param labels by point: a segment's number, or {@link Partition#NOISE}, which is passed over
   */
  public SegmentModel calibratedTo(Points points, int[] labels) {
    if (labels.length != points.count()) {
      throw new IllegalArgumentException(
          "Invalid labels: " + labels.length + " (must be " + points.count() + ")");
    }
    int k = segments();
    double[] scores = new double[labels.length * k];
    double[] targets = new double[labels.length * k];
    Assigner assigner = assigner();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < Partition.NOISE || labels[i] >= k) {
        throw new IllegalArgumentException(
            "Invalid label: " + labels[i] + " of point " + i + " (must be -1 to " + (k - 1) + ")");
      }
      if (labels[i] != Partition.NOISE) {
        assigner.scores(points.values(), i * points.dimensions(), scores, i * k);
        targets[i * k + labels[i]] = 1;
      }
    }
    return withCalibration(Calibration.fit(SegmentModelTrainer.centred(scores, k), targets, k));
  }

  /** Who asks the model; one for each thread. */
  public Assigner assigner() {
    return new Assigner(this, mixture, calibration);
  }

  Whitening whitening() {
    return whitening;
  }

  Mixture mixture() {
    return mixture;
  }

  Typicality[] typicalities() {
    return typicalities;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SegmentModel that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return segments() + " segments " + ids + " in " + dimensions() + " dimensions";
  }

  private Object writeReplace() {
    return new Written(text());
  }

  /** What is serialized. */
  private record Written(String text) implements Serializable {
    private Object readResolve() {
      return parse(text);
    }
  }
}
