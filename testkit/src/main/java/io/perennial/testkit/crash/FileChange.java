// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.crash;

/** What happens to a file. */
public enum FileChange {
  MADE,
  DELETED
}
