// SPDX-License-Identifier: Apache-2.0
package io.perennial.app;

/** The command was called in a way that cannot work; the message says how it can. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
