// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.List;
import java.util.function.Function;

/**
 * A rule of thumb.
 *
 * @param summary what the rule is
 * @param rule the distribution of each case
 */
record NaiveModel(
    String name, Target target, String summary, Function<Cases, ? extends Predictive> rule)
    implements LadderModel {

  @Override
  public Predictive predict(Cases cases) {
    return rule.apply(cases);
  }

  @Override
  public Explanation explain(Cases cases, int row) {
    double mean = predict(cases).mean(row);
    return new Explanation(mean, mean, List.of(), "rule of thumb");
  }
}
