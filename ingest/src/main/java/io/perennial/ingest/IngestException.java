// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

/**
 * A source cannot be read; the message names the file, says why and what to do. Control characters
 * of what it quotes are escaped.
 */
public final class IngestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public IngestException(String message) {
    super(Visible.of(message));
  }

  public IngestException(String message, Throwable cause) {
    super(Visible.of(message), cause);
  }
}
