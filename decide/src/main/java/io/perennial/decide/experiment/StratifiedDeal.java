// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Arms dealt to a list of units that is known beforehand, so that each stratum (a segment, a tier,
 * a country) has each arm by its weight to within one unit. Deterministic, whatever the order of
 * the list; each unit's chance of an arm is the arm's share.
 */
public final class StratifiedDeal {

  private StratifiedDeal() {}

  /**
   * Deals. O(n log n).
   *
   * @param experiment whose arms and salt are used; its layer and slice are not asked
   * @param units each once
   * @param strata of the units, in their order
   * @return the number of each unit's arm within the experiment
   */
  public static int[] deal(Experiment experiment, List<String> units, List<String> strata) {
    if (units.size() != strata.size()) {
      throw new IllegalArgumentException(
          "Invalid strata: " + strata.size() + " for " + units.size() + " units");
    }
    Map<String, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < units.size(); i++) {
      members.computeIfAbsent(strata.get(i), stratum -> new ArrayList<>()).add(i);
    }
    double[] slots = new double[units.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = Slot.of("deal " + experiment.salt(), units.get(i));
    }
    int[] arms = new int[units.size()];
    members.forEach(
        (stratum, rows) -> {
          rows.sort(Comparator.comparingDouble((Integer i) -> slots[i]).thenComparing(units::get));
          requireOnce(units, rows);
          // a start by chance makes the left-over units go to each arm by its share
          double start = Slot.of("stratum " + experiment.salt(), stratum);
          for (int r = 0; r < rows.size(); r++) {
            arms[rows.get(r)] = experiment.indexAt((r + start) / rows.size());
          }
        });
    return arms;
  }

  private static void requireOnce(List<String> units, List<Integer> rows) {
    for (int r = 1; r < rows.size(); r++) {
      if (units.get(rows.get(r)).equals(units.get(rows.get(r - 1)))) {
        throw new IllegalArgumentException(
            "Invalid units: one of them stands in the list twice (rows "
                + rows.get(r - 1)
                + " and "
                + rows.get(r)
                + ")");
      }
    }
  }
}
