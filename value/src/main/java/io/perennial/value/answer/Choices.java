// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.answer;

import io.perennial.value.choose.Choice;
import java.util.Map;

/**
 * Which model is trusted for whom.
 *
 * @param all for all customers together
 * @param byName for cohorts by themselves; may lack some
 */
record Choices(Choice all, Map<String, Choice> byName) {

  /** For a cohort. */
  Choice of(String cohort) {
    return byName.getOrDefault(cohort, all);
  }
}
