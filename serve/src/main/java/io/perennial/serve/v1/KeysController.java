// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.serve.Allowed;
import io.perennial.serve.Caller;
import io.perennial.serve.Refusal;
import io.perennial.serve.Role;
import io.perennial.serve.Uncached;
import io.perennial.serve.key.KeyBook;
import io.perennial.serve.key.KeyCard;
import io.perennial.serve.key.MadeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The keys: seen, made, rotated and taken back by administrators. */
@RestController
@RequestMapping("/api/v1/keys")
final class KeysController {

  /**
   * A key that is wanted.
   *
   * @param name for people, 1 to 64 characters
   * @param roles one or more
   * @param days that it lasts, 1 to 3650; 365 where none are said
   */
  record Wanted(Optional<String> name, Optional<List<String>> roles, Optional<Integer> days) {}

  /**
   * What may be said of a key.
   *
   * @param id public
   * @param name for people
   * @param roles in words
   * @param state good, expired or revoked
   * @param madeAt when
   * @param madeBy whom
   * @param expiresAt from when on it is refused
   * @param revokedAt since when it is refused for good
   * @param key itself; only when it is new
   */
  record Card(
      String id,
      String name,
      List<String> roles,
      String state,
      Instant madeAt,
      String madeBy,
      Optional<Instant> expiresAt,
      Optional<Instant> revokedAt,
      Optional<String> key) {

    static Card of(KeyCard card, Optional<String> key) {
      return new Card(
          card.id(),
          card.name(),
          card.roles().stream().map(Role::word).sorted().toList(),
          card.state().word(),
          card.madeAt(),
          card.madeBy(),
          card.expiresAt(),
          card.revokedAt(),
          key);
    }

    static Card of(MadeKey made) {
      return of(made.card(), Optional.of(made.text()));
    }
  }

  /**
   * All keys.
   *
   * @param items the newest first
   * @param total how many
   */
  record Cards(List<Card> items, int total) {}

  private final KeyBook keys;

  KeysController(KeyBook keys) {
    this.keys = keys;
  }

  @GetMapping
  @Allowed(Role.ADMINISTRATOR)
  @Uncached
  Cards list() {
    List<Card> items = keys.keys().stream().map(card -> Card.of(card, Optional.empty())).toList();
    return new Cards(items, items.size());
  }

  @PostMapping
  @Allowed(Role.ADMINISTRATOR)
  @ResponseStatus(HttpStatus.CREATED)
  Card create(@RequestBody Wanted wanted, Caller caller) {
    String name =
        wanted.name().orElseThrow(() -> Refusal.invalid("name", "Missing field: name of the key"));
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String word : wanted.roles().orElse(List.of())) {
      roles.add(
          Role.of(String.valueOf(word))
              .orElseThrow(
                  () ->
                      Refusal.invalid(
                          "roles",
                          "Unknown role (must be one of "
                              + String.join(", ", Role.words())
                              + ")")));
    }
    Duration life = wanted.days().map(Duration::ofDays).orElse(KeyBook.USUAL_LIFE);
    return Card.of(keys.create(name, roles, life, caller.id()));
  }

  @DeleteMapping("/{id}")
  @Allowed(Role.ADMINISTRATOR)
  Card revoke(@PathVariable String id, Caller caller) {
    return Card.of(keys.revoke(id, caller.id()), Optional.empty());
  }

  @PostMapping("/{id}/rotate")
  @Allowed(Role.ADMINISTRATOR)
  @ResponseStatus(HttpStatus.CREATED)
  Card rotate(
      @PathVariable String id,
      @RequestParam(name = "grace_hours", defaultValue = "24") int graceHours,
      Caller caller) {
    if (graceHours < 0 || graceHours > 720) {
      throw Refusal.invalid(
          "grace_hours", "Invalid grace_hours: " + graceHours + " (must be 0 to 720)");
    }
    return Card.of(keys.rotate(id, Duration.ofHours(graceHours), caller.id()));
  }
}
