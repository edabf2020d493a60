// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Explanation.Contribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a bagged forecast is what it is: TreeSHAP of each member's margins, and what they started
 * from, carried into the forecast's unit and averaged over the members.
 */
final class Reasons {

  private final CaseRows row;
  private final List<Fit> parts;
  private final Map<String, Double> amounts = new LinkedHashMap<>();
  private double base;
  private double total;

  private Reasons(CaseRows row, List<Fit> parts) {
    this.row = row;
    this.parts = parts;
  }

  /**
   * @param row one row
   * @param parts in the order of the surface's margins; one of several outputs has as many margins
   */
  static Explanation of(CaseRows row, List<Fit> parts, Surface surface) {
    Reasons reasons = new Reasons(row, parts);
    int members = parts.get(0).bag().size();
    for (int m = 0; m < members; m++) {
      reasons.add(m, surface, 1.0 / members);
    }
    return reasons.explanation();
  }

  private void add(int member, Surface surface, double weight) {
    List<String> names = row.matrix().names();
    List<Double> from = new ArrayList<>();
    List<double[]> shares = new ArrayList<>();
    for (Fit part : parts) {
      BoostedModel model = part.bag().member(member);
      Starts starts = part.starts(row);
      float[] values = FloatRows.of(row.matrix(), model.columns()).row(0);
      for (int k = 0; k < model.objective().outputs(); k++) {
        double[] found = model.shares(values, k);
        double[] byName = new double[names.size()];
        for (int c = 0; c < model.columns().size(); c++) {
          byName[names.indexOf(model.columns().get(c))] = found[c];
        }
        byName[names.indexOf(CaseRows.PURCHASES)] += starts.byPurchases(0) - part.meanByPurchases();
        byName[names.indexOf(CaseRows.SPEND)] += starts.bySpend(0) - part.meanBySpend();
        from.add(found[found.length - 1] + part.meanByPurchases() + part.meanBySpend());
        shares.add(byName);
      }
    }
    double[] start = from.stream().mapToDouble(Double::doubleValue).toArray();
    double[] values = surface.additive(start, shares.toArray(new double[0][]));
    base += weight * surface.value(start);
    total += weight * surface.value(start);
    for (int k = 0; k < values.length; k++) {
      total += weight * values[k];
      amounts.merge(names.get(k), weight * values[k], Double::sum);
    }
  }

  private Explanation explanation() {
    List<Contribution> contributions = new ArrayList<>();
    List<String> names = row.matrix().names();
    amounts.forEach(
        (name, amount) ->
            contributions.add(
                new Contribution(name, row.matrix().at(0, names.indexOf(name)), amount)));
    contributions.sort(Comparator.comparingDouble(c -> -Math.abs(c.amount())));
    return new Explanation(base, total, contributions, "TreeSHAP");
  }
}
