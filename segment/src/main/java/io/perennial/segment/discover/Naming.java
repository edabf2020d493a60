// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.discover;

import io.perennial.domain.FeatureMatrix;
import io.perennial.segment.Partition;
import java.util.List;

/** What clusters are to be called, by what sets their members apart. */
@FunctionalInterface
public interface Naming {

  /**
   * A name for each cluster, no two the same.
   *
   * @param features of customers
   * @param partition of these customers
   */
  List<String> names(FeatureMatrix features, Partition partition);
}
