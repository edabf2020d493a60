// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.math.neighbour.Points;
import io.perennial.segment.Partition;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What customers were like when the model was fitted: the side of a {@link DriftDetector} that does
 * not move. It and the stream must see customers in the same way: at the end of a day, say, or at
 * each event; a customer just after an event is never one who has been away. Immutable.
 */
public final class DriftReference implements Serializable {
  private static final long serialVersionUID = 1;

  static final int BINS = 128;

  /** A point less typical than this is like nobody. */
  static final double UNLIKE = 0.001;

  /** Features are cut off so many spreads from the mean of a segment. */
  private static final double CUT = 4;

  private static final String TITLE = "drift reference 1";

  private final SegmentModel model;
  private final List<String> features;
  private final double[][] centroids;
  private final double[][] spreads;
  private final double[] counts;
  private final double[] bins;
  private final double[][] means;
  private final double[][] covariances;
  private final double[][] skews;

  private DriftReference(SegmentModel model, List<String> features) {
    this.model = model;
    this.features = List.copyOf(features);
    int k = model.segments();
    int d = model.dimensions();
    if (features.size() != d) {
      throw new IllegalArgumentException(
          "Invalid features: " + features.size() + " names (must be " + d + ")");
    }
    centroids = IntStream.range(0, k).mapToObj(model::centroid).toArray(double[][]::new);
    spreads = IntStream.range(0, k).mapToObj(model::spread).toArray(double[][]::new);
    counts = new double[k + 1];
    bins = new double[BINS];
    means = new double[k][d];
    covariances = new double[k][d * d];
    skews = new double[k][d];
  }

  /** As {@link #of(SegmentModel, Points, List)}, features by number: feature 0, feature 1, … */
  public static DriftReference of(SegmentModel model, Points points) {
    return of(
        model,
        points,
        IntStream.range(0, points.dimensions()).mapToObj(j -> "feature " + j).toList());
  }

  /**
   * Of customers at the time of the fit. O(n d (d + k)).
   *
   * @param points prepared, of a sample of all customers in which each is as likely: those fitted
   *     on will do, if segments have many more customers than there are features
   * @param features their names, for alarms
   */
  public static DriftReference of(SegmentModel model, Points points, List<String> features) {
    DriftReference reference = new DriftReference(model, features);
    reference.learn(points);
    return reference;
  }

  private void learn(Points points) {
    int d = points.dimensions();
    int n = points.count();
    Assigner assigner = model.assigner();
    double[] scores = new double[model.segments()];
    int[] segments = new int[n];
    double[] y = new double[n * d];
    double[] row = new double[d];
    double[] used = new double[model.segments()];
    for (int i = 0; i < n; i++) {
      double[] point = Arrays.copyOfRange(points.values(), i * d, (i + 1) * d);
      int segment = assigner.memberships(point, scores);
      double typicality = segment == Partition.NOISE ? 0 : assigner.typicalityIn(segment);
      bins[bin(typicality)]++;
      boolean unlike = typicality < UNLIKE;
      counts[unlike ? model.segments() : segment]++;
      segments[i] = unlike ? Partition.NOISE : segment;
      if (!unlike) {
        standardise(point, segment, row);
        System.arraycopy(row, 0, y, i * d, d);
        used[segment]++;
        for (int j = 0; j < d; j++) {
          means[segment][j] += row[j];
        }
      }
    }
    for (int s = 0; s < used.length; s++) {
      for (int j = 0; j < d; j++) {
        means[s][j] /= Math.max(1, used[s]);
      }
    }
    for (int i = 0; i < n; i++) {
      int s = segments[i];
      if (s != Partition.NOISE) {
        for (int j = 0; j < d; j++) {
          row[j] = y[i * d + j] - means[s][j];
          skews[s][j] += row[j] * row[j] * row[j];
          for (int h = 0; h <= j; h++) {
            covariances[s][j * d + h] += row[j] * row[h];
          }
        }
      }
    }
    for (int s = 0; s < used.length; s++) {
      for (int j = 0; j < d; j++) {
        for (int h = 0; h <= j; h++) {
          double covariance = covariances[s][j * d + h] / Math.max(1, used[s] - 1);
          covariances[s][j * d + h] = covariance;
          covariances[s][h * d + j] = covariance;
        }
        double variance = covariances[s][j * d + j];
        skews[s][j] =
            variance < 1e-12
                ? 0
                : skews[s][j] / Math.max(1, used[s]) / (variance * StrictMath.sqrt(variance));
      }
    }
  }

  /** What a point shows of a segment's features: spreads from its mean, cut off. */
  void standardise(double[] point, int segment, double[] out) {
    for (int j = 0; j < out.length; j++) {
      double away = (point[j] - centroids[segment][j]) / spreads[segment][j];
      out[j] = Double.isNaN(away) ? 0 : Math.max(-CUT, Math.min(CUT, away));
    }
  }

  /** Bins of typicality, the least typical last; equally wide in log odds. */
  static int bin(double typicality) {
    double odds = StrictMath.log((1 - typicality + 1e-12) / (typicality + 1e-12));
    return (int) Math.max(0, Math.min(BINS - 1, Math.floor(BINS / 2.0 + 4 * odds)));
  }

  /** The model that was fitted. */
  public SegmentModel model() {
    return model;
  }

  /** The names of the features. */
  public List<String> features() {
    return features;
  }

  /** How many customers it was made of. */
  public long customers() {
    return (long) Arrays.stream(counts).sum();
  }

  /** Customers by segment, then those like nobody, shape [k + 1]; not a copy. */
  double[] counts() {
    return counts;
  }

  /** Customers by bin of typicality; not a copy. */
  double[] bins() {
    return bins;
  }

  /** Of what {@link #standardise} gives, shape [d]; not a copy. */
  double[] means(int segment) {
    return means[segment];
  }

  /** Shape [d × d]; not a copy. */
  double[] covariance(int segment) {
    return covariances[segment];
  }

  /** Shape [d]; not a copy. */
  double[] skews(int segment) {
    return skews[segment];
  }

  /** All of it, the model included; {@link #parse} gives it back bit for bit. */
  public String text() {
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    features.forEach(feature -> text.append("feature ").append(feature).append('\n'));
    ModelText.line(text, "counts", counts);
    ModelText.line(text, "bins", bins);
    for (int s = 0; s < model.segments(); s++) {
      ModelText.line(text, "means", means[s]);
      ModelText.line(text, "covariance", covariances[s]);
      ModelText.line(text, "skews", skews[s]);
    }
    return text.append(model.text()).toString();
  }

  /**
   * From {@link #text}.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static DriftReference parse(String text) {
    int at = text.indexOf(ModelText.TITLE);
    if (!text.startsWith(TITLE + "\n") || at < 0) {
      throw new IllegalArgumentException(
          "Invalid drift reference: no line \"" + TITLE + "\" (must be the first, a model below)");
    }
    SegmentModel model = SegmentModel.parse(text.substring(at));
    List<String> lines = text.substring(0, at).lines().skip(1).toList();
    List<String> names =
        lines.stream()
            .takeWhile(line -> line.startsWith("feature "))
            .map(line -> line.substring("feature ".length()))
            .toList();
    DriftReference reference = new DriftReference(model, names);
    Iterator<String> rest = lines.subList(names.size(), lines.size()).iterator();
    fill(rest, "counts", reference.counts);
    fill(rest, "bins", reference.bins);
    for (int s = 0; s < model.segments(); s++) {
      fill(rest, "means", reference.means[s]);
      fill(rest, "covariance", reference.covariances[s]);
      fill(rest, "skews", reference.skews[s]);
    }
    return reference;
  }

  private static void fill(Iterator<String> lines, String name, double[] into) {
    System.arraycopy(ModelText.numbers(lines, name, into.length), 0, into, 0, into.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DriftReference that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return customers() + " customers of " + model;
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
