// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.access;

import io.perennial.serve.ServeConfig;
import io.perennial.serve.ServedWorkspace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Browsers that have logged in with a key. Held in memory: a server that starts anew asks for the
 * key again.
 */
@Component
final class Sessions {

  static final String COOKIE = "perennial_session";
  static final String CSRF_COOKIE = "perennial_csrf";

  private static final int MOST = 10_000;
  private static final int BYTES = 24;

  /**
   * One browser.
   *
   * @param id random; in a cookie that scripts cannot read
   * @param csrf random; in a cookie that our scripts read, and others' do not
   * @param keyId of the key that was given
   * @param until when it ends
   */
  record Session(String id, String csrf, String keyId, Instant until) {

    boolean isMeant(@Nullable String given) {
      return given != null
          && MessageDigest.isEqual(
              csrf.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return "Session[" + keyId + "]";
    }
  }

  private final Map<String, Session> open = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final Duration length;

  Sessions(ServedWorkspace workspace, ServeConfig config) {
    this.clock = workspace.clock();
    this.length = config.session();
  }

  /** Opens one for the holder of a key. */
  Session open(String keyId) {
    Instant now = clock.instant();
    if (open.size() >= MOST) {
      open.values().removeIf(session -> !now.isBefore(session.until()));
    }
    if (open.size() >= MOST) {
      open.values().stream()
          .min(Comparator.comparing(Session::until))
          .ifPresent(oldest -> open.remove(oldest.id()));
    }
    Session session = new Session(text(), text(), keyId, now.plus(length));
    open.put(session.id(), session);
    return session;
  }

  Optional<Session> find(String id) {
    return Optional.ofNullable(open.get(id))
        .filter(session -> clock.instant().isBefore(session.until()));
  }

  void close(String id) {
    open.remove(id);
  }

  private String text() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
