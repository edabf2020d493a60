// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

import java.util.Optional;

/**
 * A request that is not answered, with the reason as it is sent: a status, and words that name
 * field, value and bound. Words never hold personal data.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String field;

  private Refusal(int status, String field, String message) {
    super(message, null, false, false);
    this.status = status;
    this.field = field;
  }

  /** A parameter or a field of the body is not what it must be: 400. */
  public static Refusal invalid(String field, String message) {
    return new Refusal(400, field, message);
  }

  /** There is nothing of that name: 404. */
  public static Refusal notFound(String message) {
    return new Refusal(404, "", message);
  }

  /** The caller's roles do not allow it: 403. */
  public static Refusal forbidden(String message) {
    return new Refusal(403, "", message);
  }

  /** It cannot be done as things are, such as a key that was revoked: 409. */
  public static Refusal conflict(String message) {
    return new Refusal(409, "", message);
  }

  /** The key is not one: 401. */
  public static Refusal notKnown(String message) {
    return new Refusal(401, "", message);
  }

  /** Too many of one: 429. */
  public static Refusal tooOften(String message) {
    return new Refusal(429, "", message);
  }

  /** Not now, but soon: 503. */
  public static Refusal notReady(String message) {
    return new Refusal(503, "", message);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The parameter or field that is meant. */
  public Optional<String> field() {
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
  }
}
