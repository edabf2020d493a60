// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

/** The lake cannot do what was asked; the message says why and what to do. */
public final class LakeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LakeException(String message) {
    super(message);
  }

  public LakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
