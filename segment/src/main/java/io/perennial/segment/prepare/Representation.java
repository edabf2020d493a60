// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

import io.perennial.math.neighbour.Points;
import java.io.Serializable;

/**
 * Prepared points to points of other, mostly fewer, dimensions in which alike customers are near: a
 * learned model, frozen. Pure; for any thread.
 */
public interface Representation extends Serializable {

  /** What it is called in reports: principal components. */
  String name();

  /** Dimensions that it reads. */
  int from();

  /** Dimensions that it writes. */
  int dimensions();

  /**
   * Represents one prepared point.
   *
   * @param prepared shape [from]
   * @param out shape [dimensions]; overwritten
   */
  void represent(double[] prepared, double[] out);

  /** Represents every point; the same bits as one at a time. */
  Points represent(Points prepared);
}
