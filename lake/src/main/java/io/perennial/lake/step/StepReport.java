// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a step did.
 *
 * @param rowsRead rows in
 * @param rowsWritten rows out
 * @param figures quality figures by name, in lower case with underscores
 * @param message one line for people
 */
public record StepReport(
    long rowsRead, long rowsWritten, Map<String, Double> figures, String message) {

  public StepReport {
    figures = Collections.unmodifiableMap(new TreeMap<>(figures));
  }
}
