// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import java.util.Map;

/**
 * What was written.
 *
 * @param rows in all files, the broken ones too
 * @param defects how often each was put in; those that were not are left out
 */
public record CompanyReport(long rows, Map<Defect, Long> defects) {

  public CompanyReport {
    defects = Map.copyOf(defects);
  }
}
