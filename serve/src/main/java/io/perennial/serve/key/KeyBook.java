// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.key;

import io.perennial.governance.AuditTrail;
import io.perennial.serve.Refusal;
import io.perennial.serve.Role;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The keys of a workspace. Each change is in the audit trail. Safe for use by many threads and
 * processes.
 */
public final class KeyBook {

  /** How long a key lasts unless told otherwise. */
  public static final Duration USUAL_LIFE = Duration.ofDays(365);

  /** How long a key that was rotated still opens, unless told otherwise. */
  public static final Duration USUAL_GRACE = Duration.ofHours(24);

  /** The longest that a key lasts. */
  public static final Duration LONGEST_LIFE = Duration.ofDays(3650);

  private static final int LONGEST_NAME = 64;

  private final KeyFile file;
  private final Clock clock;
  private final AuditTrail audit;
  private final SecureRandom random = new SecureRandom();

  public KeyBook(Path stateFolder, Clock clock, AuditTrail audit) {
    this.file = new KeyFile(stateFolder);
    this.clock = clock;
    this.audit = audit;
  }

  /** All keys, the newest first. */
  public List<KeyCard> keys() {
    Instant now = clock.instant();
    return file.read().stream()
        .sorted(Comparator.comparing(ApiKey::madeAt).reversed().thenComparing(ApiKey::id))
        .map(key -> key.card(now))
        .toList();
  }

  /**
   * The key of an id.
   *
   * @throws Refusal when there is none
   */
  public KeyCard key(String id) {
    return find(file.read(), id).card(clock.instant());
  }

  /** The key that {@code text} is, whatever its state; empty when it is none of ours. */
  public Optional<KeyCard> verify(String text) {
    Optional<KeyText> parsed = KeyText.parse(text);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    KeyText given = parsed.get();
    return file.read().stream()
        .filter(key -> key.id().equals(given.id()) && given.matches(key.hash()))
        .findFirst()
        .map(key -> key.card(clock.instant()));
  }

  /**
   * Makes a key.
   *
   * @param life how long it lasts
   * @param by who makes it: the id of a key, or the user of a command
   * @throws Refusal when the name is empty or too long, there is no role, or life is not above 0
   */
  public MadeKey create(String name, Set<Role> roles, Duration life, String by) {
    requireName(name);
    if (roles.isEmpty()) {
      throw Refusal.invalid(
          "roles", "Missing roles: a key has one or more of " + String.join(", ", Role.words()));
    }
    if (life.isNegative() || life.isZero() || life.compareTo(LONGEST_LIFE) > 0) {
      throw Refusal.invalid(
          "days", "Invalid life of a key: " + life.toDays() + " days (must be 1 to 3650)");
    }
    KeyText text = KeyText.random(random);
    Instant now = now();
    ApiKey key = fresh(text, name.strip(), roles, now, life, by);
    file.change(keys -> Stream.concat(keys.stream(), Stream.of(key)).toList());
    MadeKey made = new MadeKey(key.card(now), text.text());
    tell(by, "made key", made.card());
    return made;
  }

  /**
   * Takes a key back, at once and for good.
   *
   * @throws Refusal when there is none of that id
   */
  public KeyCard revoke(String id, String by) {
    Instant now = now();
    List<ApiKey> after =
        file.change(
            keys -> {
              ApiKey found = find(keys, id);
              return keys.stream().map(key -> key.equals(found) ? key.revoked(now) : key).toList();
            });
    KeyCard card = find(after, id).card(now);
    tell(by, "revoked key", card);
    return card;
  }

  /**
   * Makes a key with the same name, roles and length of life; the old one opens for {@code grace}
   * more.
   *
   * @throws Refusal when there is none of that id, or it opens nothing any more
   */
  public MadeKey rotate(String id, Duration grace, String by) {
    if (grace.isNegative()) {
      throw Refusal.invalid("grace_hours", "Invalid grace: " + grace + " (must be >= 0)");
    }
    Instant now = now();
    KeyText text = KeyText.random(random);
    // of what the file has when it is written: whoever took the key back meanwhile is not undone
    List<ApiKey> after =
        file.change(
            keys -> {
              ApiKey old = find(keys, id);
              if (!old.holds(now)) {
                throw Refusal.conflict(
                    "Cannot rotate key "
                        + id
                        + ": it is "
                        + old.card(now).state().word()
                        + "; make a new one");
              }
              Duration life =
                  old.expiresAt()
                      .map(end -> Duration.between(old.madeAt(), end))
                      .orElse(USUAL_LIFE);
              List<ApiKey> all = new ArrayList<>(keys);
              all.replaceAll(each -> each.equals(old) ? old.endingBy(now.plus(grace)) : each);
              all.add(fresh(text, old.name(), old.roles(), now, life, by));
              return all;
            });
    MadeKey made = new MadeKey(find(after, text.id()).card(now), text.text());
    tell(by, "rotated key " + id + " into", made.card());
    return made;
  }

  /** A key for an administrator when no key that holds is one: the first start of a server. */
  public Optional<MadeKey> first() {
    Instant now = clock.instant();
    boolean there =
        file.read().stream()
            .anyMatch(key -> key.roles().contains(Role.ADMINISTRATOR) && key.holds(now));
    return there
        ? Optional.empty()
        : Optional.of(
            create(
                "first administrator", EnumSet.of(Role.ADMINISTRATOR), USUAL_LIFE, "first start"));
  }

  private static ApiKey fresh(
      KeyText text, String name, Set<Role> roles, Instant now, Duration life, String by) {
    return new ApiKey(
        text.id(),
        name,
        roles,
        now,
        by,
        Optional.of(now.plus(life)),
        Optional.empty(),
        text.hash());
  }

  private static ApiKey find(List<ApiKey> keys, String id) {
    return keys.stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> Refusal.notFound("Cannot find a key of that id; perennial serve key list"));
  }

  private static void requireName(String name) {
    if (name.isBlank()
        || name.strip().length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.invalid(
          "name",
          "Invalid name of a key: " + name.length() + " characters (must be 1 to 64, in one line)");
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void tell(String by, String act, KeyCard card) {
    TreeSet<String> roles = new TreeSet<>();
    card.roles().forEach(role -> roles.add(role.word()));
    audit.append(
        new AuditTrail.Entry(
            clock.instant(),
            by,
            act,
            "key " + card.id() + " with roles " + String.join(", ", roles),
            "administration"));
  }
}
