// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.access;

import io.perennial.serve.Caller;
import io.perennial.serve.Refusal;
import io.perennial.serve.Role;
import io.perennial.serve.ServeConfig;
import io.perennial.serve.key.KeyBook;
import io.perennial.serve.key.KeyCard;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Logs a browser in by a key, and out. */
@RestController
final class LoginController {

  private static final int REQUESTS_PER_ATTEMPT = 100;

  /**
   * What is sent.
   *
   * @param key of the user
   */
  record Login(@Nullable String key) {
    @Override
    public String toString() {
      return "Login[…]";
    }
  }

  /**
   * Who is in.
   *
   * @param name of the key
   * @param roles of the key
   * @param expires when the key ends
   * @param csrfToken to be sent back with what changes something
   */
  record LoggedIn(String name, List<String> roles, Optional<Instant> expires, String csrfToken) {}

  private final KeyBook keys;
  private final Sessions sessions;
  private final boolean secure;
  private final Duration length;
  private final Buckets attempts;

  LoginController(KeyBook keys, Sessions sessions, ServeConfig config) {
    this.keys = keys;
    this.sessions = sessions;
    this.secure = config.tls().isPresent();
    this.length = config.session();
    this.attempts =
        new Buckets(
            Math.max(1, config.requestsPerSecond() / REQUESTS_PER_ATTEMPT), System::nanoTime);
  }

  @PostMapping(path = "/login", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<LoggedIn> in(@RequestBody Login login, HttpServletRequest request) {
    OptionalInt wait = attempts.take(request.getRemoteAddr());
    if (wait.isPresent()) {
      throw Refusal.tooOften("Cannot let you in: too many attempts; wait a second");
    }
    @Nullable String given = login.key();
    if (given == null) {
      throw Refusal.invalid("key", "Missing field: key");
    }
    KeyCard card =
        keys.verify(given.strip())
            .orElseThrow(() -> Refusal.notKnown("Cannot let you in: the key is not known"));
    if (card.state() != KeyCard.State.GOOD) {
      throw Refusal.notKnown("Cannot let you in: the key is " + card.state().word());
    }
    CallerFilter.cookie(request, Sessions.COOKIE).ifPresent(sessions::close);
    Sessions.Session session = sessions.open(card.id());
    Caller caller = card.caller();
    return ResponseEntity.ok()
        .header(HttpHeaders.SET_COOKIE, cookie(Sessions.COOKIE, session.id(), true, length))
        .header(HttpHeaders.SET_COOKIE, cookie(Sessions.CSRF_COOKIE, session.csrf(), false, length))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(
            new LoggedIn(
                caller.name(),
                caller.roles().stream().map(Role::word).sorted().toList(),
                caller.expires(),
                session.csrf()));
  }

  /** Whoever comes by that address: the dashboard asks for the key. */
  @GetMapping("/login")
  ResponseEntity<Void> page() {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/")).build();
  }

  @DeleteMapping("/login")
  ResponseEntity<Void> out(HttpServletRequest request) {
    CallerFilter.cookie(request, Sessions.COOKIE).ifPresent(sessions::close);
    return ResponseEntity.noContent()
        .header(HttpHeaders.SET_COOKIE, cookie(Sessions.COOKIE, "", true, Duration.ZERO))
        .header(HttpHeaders.SET_COOKIE, cookie(Sessions.CSRF_COOKIE, "", false, Duration.ZERO))
        .build();
  }

  private String cookie(String name, String value, boolean hidden, Duration age) {
    return ResponseCookie.from(name, value)
        .httpOnly(hidden)
        .secure(secure)
        .sameSite("Strict")
        .path("/")
        .maxAge(age)
        .build()
        .toString();
  }
}
