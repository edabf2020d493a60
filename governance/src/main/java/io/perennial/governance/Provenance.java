// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a result came from: enough to make it again, bit by bit.
 *
 * @param inputs snapshot id by table read; 0 for a table that was empty
 * @param settings SHA-256 of the canonical configuration, hexadecimal
 * @param seed of all chance in it
 * @param codeVersion of Perennial
 */
public record Provenance(Map<String, Long> inputs, String settings, long seed, String codeVersion) {

  public Provenance {
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
  }
}
