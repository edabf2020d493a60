// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.access;

import io.perennial.serve.Caller;
import io.perennial.serve.ServeConfig;
import io.perennial.serve.http.Asked;
import io.perennial.serve.http.ProblemWriter;
import io.perennial.serve.key.KeyBook;
import io.perennial.serve.key.KeyCard;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who asks: a key, a token or a session, in this order. What is given and is not good is
 * refused, also where nothing would have been asked for.
 */
final class CallerFilter extends OncePerRequestFilter {

  /** Of so many requests of a key, one attempt with what is not good, of one address. */
  private static final int REQUESTS_PER_FAILURE = 50;

  /** An answer instead of going on. */
  private record Stop(int status, String words) {}

  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Stop stop;

    Stopped(int status, String words) {
      super(words, null, false, false);
      this.stop = new Stop(status, words);
    }
  }

  private final KeyBook keys;
  private final Sessions sessions;
  private final Optional<Tokens> tokens;
  private final WarmUpKey warmUp;
  private final ProblemWriter problems;
  private final Buckets asked;
  private final Buckets failed;

  CallerFilter(
      KeyBook keys,
      Sessions sessions,
      Optional<Tokens> tokens,
      WarmUpKey warmUp,
      ProblemWriter problems,
      ServeConfig config) {
    this.keys = keys;
    this.sessions = sessions;
    this.tokens = tokens;
    this.warmUp = warmUp;
    this.problems = problems;
    this.asked = new Buckets(config.requestsPerSecond(), System::nanoTime);
    this.failed =
        new Buckets(
            Math.max(1, config.requestsPerSecond() / REQUESTS_PER_FAILURE), System::nanoTime);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      Optional<Caller> caller = caller(request);
      if (caller.isPresent() && !caller.get().equals(WarmUpKey.CALLER)) {
        Caller found = caller.get();
        Asked.who(request, found, tokens.map(all -> all.logged(found)).orElse(found.id()));
        OptionalInt wait = asked.take(caller.get().id());
        if (wait.isPresent()) {
          response.setHeader("Retry-After", String.valueOf(wait.getAsInt()));
          problems.write(request, response, 429, "Cannot answer: too many requests; slow down");
          return;
        }
      }
      caller.ifPresent(
          found -> {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new CallerToken(found));
            SecurityContextHolder.setContext(context);
          });
    } catch (Stopped stopped) {
      if (stopped.stop.status() == 429) {
        slowDown(request, response, failed.wait(request.getRemoteAddr()).orElse(1));
        return;
      }
      refuse(request, response, stopped.stop);
      return;
    }
    chain.doFilter(request, response);
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Stop stop)
      throws IOException {
    if (stop.status() == 401) {
      OptionalInt wait = failed.take(request.getRemoteAddr());
      if (wait.isPresent()) {
        slowDown(request, response, wait.getAsInt());
        return;
      }
      response.setHeader("WWW-Authenticate", "Bearer realm=\"perennial\"");
    }
    problems.write(request, response, stop.status(), stop.words());
  }

  private void slowDown(HttpServletRequest request, HttpServletResponse response, int seconds)
      throws IOException {
    response.setHeader("Retry-After", String.valueOf(seconds));
    problems.write(request, response, 429, "Cannot answer: too many wrong keys; slow down");
  }

  private Optional<Caller> caller(HttpServletRequest request) {
    @Nullable String key = request.getHeader("X-Api-Key");
    @Nullable String authorization = request.getHeader("Authorization");
    if (key != null) {
      return Optional.of(byKey(key.strip(), request));
    }
    if (authorization != null) {
      if (!authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
        throw new Stopped(401, "Cannot let you in: send Authorization: Bearer KEY");
      }
      String given = authorization.substring("bearer ".length()).strip();
      if (given.indexOf('.') < 0 || tokens.isEmpty()) {
        return Optional.of(byKey(given, request));
      }
      // signatures take time: who sent many that are not good has none checked
      if (failed.wait(request.getRemoteAddr()).isPresent()) {
        throw new Stopped(429, "Cannot answer: too many wrong keys; slow down");
      }
      return Optional.of(byToken(tokens.get(), given));
    }
    return cookie(request, Sessions.COOKIE)
        .flatMap(sessions::find)
        .flatMap(session -> bySession(session, request));
  }

  private Caller byKey(String given, HttpServletRequest request) {
    if (warmUp.is(given)) {
      Asked.byItself(request);
      return WarmUpKey.CALLER;
    }
    KeyCard card =
        keys.verify(given)
            .orElseThrow(() -> new Stopped(401, "Cannot let you in: the key is not known"));
    if (card.state() != KeyCard.State.GOOD) {
      throw new Stopped(
          401, "Cannot let you in: the key is " + card.state().word() + "; ask for a new one");
    }
    return card.caller();
  }

  private static Caller byToken(Tokens tokens, String given) {
    try {
      Caller caller = tokens.caller(given);
      if (caller.roles().isEmpty()) {
        throw new Stopped(403, "Cannot let you in: the token has no role of Perennial");
      }
      return caller;
    } catch (BadJwtException e) {
      throw new Stopped(401, "Cannot let you in: the token is not good, or its time is over");
    } catch (JwtException e) {
      throw new Stopped(503, "Cannot check the token now: the provider's keys cannot be read");
    }
  }

  private Optional<Caller> bySession(Sessions.Session session, HttpServletRequest request) {
    Optional<KeyCard> card =
        keys.keys().stream()
            .filter(key -> key.id().equals(session.keyId()))
            .filter(key -> key.state() == KeyCard.State.GOOD)
            .findFirst();
    if (card.isEmpty()) {
      sessions.close(session.id());
      return Optional.empty();
    }
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (!reads && !session.isMeant(request.getHeader("X-CSRF-Token"))) {
      throw new Stopped(
          403,
          "Cannot do that: send the value of the cookie "
              + Sessions.CSRF_COOKIE
              + " as X-CSRF-Token");
    }
    return Optional.of(card.get().caller());
  }

  static Optional<String> cookie(HttpServletRequest request, String name) {
    Cookie @Nullable [] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .findFirst();
  }
}
