// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

import io.perennial.segment.Partition;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A solution whose clusters have identities, and what changed since the one before. What the next
 * fit is matched to. Immutable.
 */
public final class KeptSolution {

  private final Solution solution;
  private final List<Identity> identities;
  private final long nextId;
  private final List<Change> changes;

  /**
   * @param identities one for each cluster, in order
   * @param nextId an id that no segment ever had, nor any above it
   * @param changes since the fit before; empty for the first
   */
  public KeptSolution(
      Solution solution, List<Identity> identities, long nextId, List<Change> changes) {
    if (identities.size() != solution.clusters()) {
      throw new IllegalArgumentException(
          "Invalid identities: " + identities.size() + " (must be " + solution.clusters() + ")");
    }
    Set<Long> ids = new HashSet<>();
    for (Identity identity : identities) {
      if (!ids.add(identity.id()) || identity.id() >= nextId) {
        throw new IllegalArgumentException(
            "Invalid segment id: "
                + identity.id()
                + " (must be of one segment, below "
                + nextId
                + ")");
      }
    }
    this.solution = solution;
    this.identities = List.copyOf(identities);
    this.nextId = nextId;
    this.changes = List.copyOf(changes);
  }

  /** The clusters. */
  public Solution solution() {
    return solution;
  }

  /** Who they are, in their order. */
  public List<Identity> identities() {
    return identities;
  }

  /** The least id that was never given. To be stored with the segments. */
  public long nextId() {
    return nextId;
  }

  /**
   * What changed since the fit before: former segments by id, then those that are born, splits and
   * merges.
   */
  public List<Change> changes() {
    return changes;
  }

  /** Who is in which segment, by id. */
  public Membership membership() {
    long[] segments =
        Arrays.stream(solution.labels())
            .mapToLong(
                label -> label == Partition.NOISE ? Membership.NONE : identities.get(label).id())
            .toArray();
    return new Membership(solution.customers(), segments);
  }
}
