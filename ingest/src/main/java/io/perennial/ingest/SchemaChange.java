// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

/** What is done when a file has other columns than the one before it. */
public enum SchemaChange {
  /** It is said in the report, and the file is read. */
  REPORT,
  /** Nothing of the source is read. */
  FAIL
}
