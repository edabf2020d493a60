// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

/**
 * A workspace cannot be made, opened or locked; the message says why and what to do. Trying again
 * without doing it does not help, except that a lock may have become free.
 */
public final class WorkspaceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public WorkspaceException(String message) {
    super(message);
  }

  public WorkspaceException(String message, Throwable cause) {
    super(message, cause);
  }
}
