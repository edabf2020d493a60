// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

/** The data cannot carry the model: take a larger cohort, a longer window, or a baseline. */
public final class TooLittleDataException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /** With a message of the form {@code Cannot fit <model>: <why>}. */
  public TooLittleDataException(String message) {
    super(message);
  }
}
