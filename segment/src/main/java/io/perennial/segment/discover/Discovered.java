// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.discover;

import io.perennial.segment.keep.Change;
import io.perennial.segment.quality.QualityRow;
import java.util.List;

/**
 * What was found.
 *
 * @param model puts customers into the segments
 * @param candidates the ways of clustering that were tried, with the one that was chosen
 * @param changes of segments since the fit before; empty for the first
 */
public record Discovered(BehaviourModel model, List<QualityRow> candidates, List<Change> changes) {

  public Discovered {
    candidates = List.copyOf(candidates);
    changes = List.copyOf(changes);
  }
}
