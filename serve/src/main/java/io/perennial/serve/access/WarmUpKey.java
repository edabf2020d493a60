// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.access;

import io.perennial.serve.Caller;
import io.perennial.serve.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** With what the server calls itself before it is ready: made anew, never kept, soon ended. */
@Component
public final class WarmUpKey {

  /** Whoever warms up; in no log. */
  static final Caller CALLER =
      new Caller("warm-up", "warm-up", Set.of(Role.ANALYST, Role.VIEWER), Optional.empty());

  private final String text;
  private final AtomicBoolean ended = new AtomicBoolean();

  public WarmUpKey() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    this.text = "warm_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The key. */
  public String text() {
    return text;
  }

  /** From now on it opens nothing. */
  public void end() {
    ended.set(true);
  }

  boolean is(String given) {
    return !ended.get()
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
  }
}
