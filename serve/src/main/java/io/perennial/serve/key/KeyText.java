// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A key in two parts, {@code pk_ID_SECRET}: by the first it is found, by the second it is known.
 *
 * @param id eight hexadecimal digits
 * @param secret 192 random bits in Base64
 */
record KeyText(String id, String secret) {

  static final String PREFIX = "pk_";

  private static final int ID_DIGITS = 8;
  private static final int SECRET_BYTES = 24;
  private static final int LENGTH = PREFIX.length() + ID_DIGITS + 1 + SECRET_BYTES * 4 / 3;

  static KeyText random(SecureRandom random) {
    byte[] id = new byte[ID_DIGITS / 2];
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(id);
    random.nextBytes(secret);
    return new KeyText(
        HexFormat.of().formatHex(id),
        Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  static Optional<KeyText> parse(String text) {
    int end = PREFIX.length() + ID_DIGITS;
    if (text.length() != LENGTH || !text.startsWith(PREFIX) || text.charAt(end) != '_') {
      return Optional.empty();
    }
    return Optional.of(new KeyText(text.substring(PREFIX.length(), end), text.substring(end + 1)));
  }

  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: every Java has SHA-256", e);
    }
  }

  /** Takes as long whether the first or the last letter differs. */
  boolean matches(String hash) {
    return MessageDigest.isEqual(
        hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }

  String text() {
    return PREFIX + id + "_" + secret;
  }

  @Override
  public String toString() {
    return PREFIX + id;
  }
}
