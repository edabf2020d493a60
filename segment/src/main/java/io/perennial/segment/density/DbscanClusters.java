// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import io.perennial.segment.Partition;

/** What {@link Dbscan} found. */
public final class DbscanClusters {

  private final Partition partition;
  private final boolean[] cores;

  DbscanClusters(Partition partition, boolean[] cores) {
    this.partition = partition;
    this.cores = cores;
  }

  /** Which cluster each point is in; {@link Partition#NOISE} for none. */
  public Partition partition() {
    return partition;
  }

  /** Whether a point is a core: in a cluster, and with enough others near it. */
  public boolean isCore(int point) {
    return cores[point];
  }
}
