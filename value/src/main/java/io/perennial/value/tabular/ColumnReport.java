// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

/**
 * What a column was taken for, and why.
 *
 * @param name its header
 * @param role what it was taken for
 * @param reason in words
 */
public record ColumnReport(String name, ColumnRole role, String reason) {

  static final String DOUBT = "so make sure that it is known before the fact";

  /** Whether it is used, although it tells so much that it may be known only after the fact. */
  public boolean isDoubtful() {
    return role.isUsed() && reason.contains(DOUBT);
  }
}
