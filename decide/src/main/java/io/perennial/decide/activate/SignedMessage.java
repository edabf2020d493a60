// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.activate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A message of a decision to another system: JSON without personal data, signed so that the
 * receiver can tell that it is ours and unchanged. The signature is HMAC-SHA256 (RFC 2104) under
 * the shared secret of the seconds since 1970, a point, and the body.
 *
 * @param id the decision's number, by which the receiver can tell that it has it already
 * @param body JSON
 * @param signature {@code t=SECONDS,v1=HEX}
 */
public record SignedMessage(long id, String body, String signature) {

  /** What signs a message. */
  public static final String SIGNATURE = "Perennial-Signature";

  /** What makes a message that arrives twice count once. */
  public static final String KEY = "Idempotency-Key";

  /**
   * Signs a message.
   *
   * @param secret shared with the receiver; not empty
   * @throws IllegalArgumentException if the secret is empty
   */
  public static SignedMessage of(long id, String body, String secret, Instant at) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid secret: empty (must be shared with the receiver)");
    }
    long seconds = at.getEpochSecond();
    return new SignedMessage(
        id, body, "t=" + seconds + ",v1=" + hmac(secret, seconds + "." + body));
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot sign: there is no HmacSHA256 in this Java", e);
    }
  }
}
