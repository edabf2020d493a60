// SPDX-License-Identifier: Apache-2.0
package io.perennial.app;

/** How a command ends, as the shell sees it. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  /** Wrong usage or configuration: the caller has to change something. */
  MISUSED(2),
  /**
   * Done, with something left: more rows in quarantine than the configuration allows, or a file
   * that could not be read.
   */
  QUARANTINED(3);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
