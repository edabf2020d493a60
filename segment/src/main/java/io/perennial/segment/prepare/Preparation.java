// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a row of features, {@code NaN} where one is not known, becomes a point for clustering:
 * learned once by {@link PreparationTrainer}, then the same for every row to come. Every row has a
 * finite point. Immutable.
 */
public final class Preparation implements Serializable {

  private static final long serialVersionUID = 1;
  private static final int CHUNK = 4096;

  private final ArrayList<Treatment> treatments;
  private final ArrayList<Dropped> dropped;

  private final PrincipalComponents[] components; // one or none: Optional is not Serializable

  Preparation(
      List<Treatment> treatments, List<Dropped> dropped, Optional<PrincipalComponents> components) {
    this.treatments = new ArrayList<>(treatments);
    this.dropped = new ArrayList<>(dropped);
    this.components = components.stream().toArray(PrincipalComponents[]::new);
  }

  /** The features that a row holds, in this order. */
  public List<String> columns() {
    return treatments.stream().map(Treatment::name).toList();
  }

  /** Dimensions of a point; 1 where no feature tells anything apart, and all points are 0. */
  public int dimensions() {
    return components.length > 0 ? components[0].dimensions() : Math.max(1, treatments.size());
  }

  /** What is done with each feature. */
  public List<Treatment> treatments() {
    return List.copyOf(treatments);
  }

  /** The features that were left out. */
  public List<Dropped> dropped() {
    return List.copyOf(dropped);
  }

  /** The components that points are told in; empty where they are told in features. */
  public Optional<PrincipalComponents> components() {
    return components.length > 0 ? Optional.of(components[0]) : Optional.empty();
  }

  /**
   * One row, as {@link #columns} are ordered, to a point. Allocates nothing; about a microsecond
   * for 30 features.
   *
   * @param row shape [columns]
   * @param point shape [dimensions]; overwritten
   */
  public void prepare(double[] row, double[] point) {
    if (row.length != treatments.size() || point.length != dimensions()) {
      throw new IllegalArgumentException(
          "Invalid row: "
              + row.length
              + " values to a point of "
              + point.length
              + " (must be "
              + treatments.size()
              + " to "
              + dimensions()
              + ")");
    }
    for (int m = 0; m < point.length; m++) {
      point[m] = 0;
    }
    for (int j = 0; j < row.length; j++) {
      put(j, row[j], point, 0);
    }
  }

  /**
   * Every row of a matrix to a point, with the bits of one at a time.
   *
   * @param matrix at least one row, and all of {@link #columns}; may hold more
   */
  public Points prepare(FeatureMatrix matrix) {
    int[] places = new int[treatments.size()];
    for (int j = 0; j < places.length; j++) {
      places[j] = place(matrix, treatments.get(j).name());
    }
    int d = dimensions();
    double[] values = new double[Math.multiplyExact(matrix.rows(), d)];
    Chunks.forEach(
        matrix.rows(),
        CHUNK,
        (from, to) -> {
          for (int j = 0; j < places.length; j++) {
            for (int i = from; i < to; i++) {
              put(j, matrix.at(i, places[j]), values, i * d);
            }
          }
        });
    return new Points(values, d);
  }

  /** What is done with each feature and why, a sentence each, and what is left out. */
  public List<String> explain() {
    List<String> lines = new ArrayList<>();
    treatments.forEach(treatment -> lines.add(treatment.explain()));
    dropped.forEach(each -> lines.add(each.name() + ": left out, since " + each.reason()));
    for (PrincipalComponents each : components) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d features are told in %d principal components, which keep %.1f %% of the variance",
              each.from(),
              each.dimensions(),
              100 * each.kept()));
    }
    return lines;
  }

  /** All of it as text, of which {@link #parse} makes the same bits. */
  public String text() {
    return PreparationText.write(this);
  }

  /**
   * Restores what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is no such text
   */
  public static Preparation parse(String text) {
    return PreparationText.parse(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Preparation that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return treatments.size() + " features to " + dimensions() + " dimensions";
  }

  private void put(int feature, double raw, double[] point, int offset) {
    double value = treatments.get(feature).apply(raw);
    if (components.length > 0) {
      components[0].add(feature, value, point, offset);
    } else {
      point[offset + feature] = value;
    }
  }

  private static int place(FeatureMatrix matrix, String name) {
    int place = matrix.names().indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException(
          "Unknown column: " + name + " (there are " + matrix.names() + ")");
    }
    return place;
  }
}
