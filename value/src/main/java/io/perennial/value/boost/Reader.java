// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.LadderConfig;
import java.util.List;

/**
 * How a model reads cases, and what its draws are drawn by.
 *
 * @param dictionary columns of the features
 * @param btyd fitted to the histories of the instant that is forecast
 */
record Reader(List<String> dictionary, Btyd btyd, int draws, long seed) {

  static Reader of(Stack stack, LadderConfig config) {
    return new Reader(stack.dictionary(), stack.now(), config.draws(), Stack.seed(config));
  }

  CaseRows read(Cases cases) {
    return CaseRows.of(cases, dictionary, btyd);
  }
}
