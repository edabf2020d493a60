// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

/**
 * One thing that was looked at.
 *
 * @param grade how it is
 * @param subject what was looked at
 * @param message what was found, and what to do where it is not well
 */
public record Finding(Grade grade, String subject, String message) {

  /** How something is. */
  public enum Grade {
    WELL,
    /** Works, and should be looked after. */
    CARE,
    /** Does not work. */
    BROKEN
  }

  static Finding well(String subject, String message) {
    return new Finding(Grade.WELL, subject, message);
  }

  static Finding care(String subject, String message) {
    return new Finding(Grade.CARE, subject, message);
  }

  static Finding broken(String subject, String message) {
    return new Finding(Grade.BROKEN, subject, message);
  }
}
