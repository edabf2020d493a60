// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.governance.AuditTrail;
import io.perennial.lake.workspace.Workspace;
import io.perennial.serve.Refusal;
import io.perennial.serve.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyBookTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Set<Role> ANALYST = EnumSet.of(Role.ANALYST);

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void begin() {
    workspace = Workspace.init(folder.resolve("shop"), "");
  }

  private KeyBook book(Duration later) {
    return new KeyBook(
        workspace.stateFolder(),
        Clock.fixed(NOON.plus(later), ZoneOffset.UTC),
        workspace.auditTrail());
  }

  @Test
  void a_key_opens_until_it_ends_and_is_nowhere_but_with_its_holder() throws IOException {
    MadeKey made = book(Duration.ZERO).create("ada", ANALYST, Duration.ofDays(2), "test");

    assertThat(state(made, Duration.ofHours(47))).isEqualTo(KeyCard.State.GOOD);
    assertThat(state(made, Duration.ofDays(2))).isEqualTo(KeyCard.State.EXPIRED);
    Path file = workspace.stateFolder().resolve("keys.json");
    assertThat(Files.readString(file)).doesNotContain(made.text().substring(12));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(made.toString()).doesNotContain(made.text());
  }

  @Test
  void what_is_nearly_a_key_is_none() {
    String text = book(Duration.ZERO).create("ada", ANALYST, Duration.ofDays(2), "test").text();
    char other = text.endsWith("A") ? 'B' : 'A';

    for (String wrong :
        new String[] {
          "",
          "pk_",
          text + "A",
          text.substring(1),
          text.toUpperCase(Locale.ROOT),
          text.substring(0, text.length() - 1) + other
        }) {
      assertThat(book(Duration.ZERO).verify(wrong)).isEmpty();
    }
  }

  @Test
  void a_rotated_key_has_the_same_roles_and_the_old_one_a_while() {
    MadeKey old = book(Duration.ZERO).create("ada", ANALYST, Duration.ofDays(90), "test");

    MadeKey fresh = book(Duration.ofDays(1)).rotate(old.card().id(), Duration.ofHours(3), "test");

    assertThat(fresh.card().roles()).isEqualTo(ANALYST);
    assertThat(fresh.card().expiresAt()).hasValue(NOON.plus(Duration.ofDays(91)));
    assertThat(state(old, Duration.ofHours(26))).isEqualTo(KeyCard.State.GOOD);
    assertThat(state(old, Duration.ofHours(27))).isEqualTo(KeyCard.State.EXPIRED);
    assertThatThrownBy(
            () -> book(Duration.ofDays(2)).rotate(old.card().id(), Duration.ZERO, "test"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("it is expired; make a new one");
  }

  @Test
  void a_key_that_was_taken_back_opens_nothing_for_a_server_that_had_seen_it() {
    KeyBook server = book(Duration.ZERO);
    MadeKey made = book(Duration.ZERO).create("ada", ANALYST, Duration.ofDays(2), "test");
    assertThat(server.verify(made.text())).isPresent();

    book(Duration.ofMinutes(1)).revoke(made.card().id(), "ben");

    assertThat(server.verify(made.text()).orElseThrow().state()).isEqualTo(KeyCard.State.REVOKED);
    assertThat(workspace.auditTrail().newest(Long.MAX_VALUE, 9))
        .extracting(AuditTrail.Numbered::entry)
        .extracting(entry -> entry.actor() + " " + entry.act() + " " + entry.subject())
        .containsExactly(
            "ben revoked key key " + made.card().id() + " with roles analyst",
            "test made key key " + made.card().id() + " with roles analyst");
  }

  @Test
  void a_key_that_is_taken_back_while_it_is_rotated_stays_so() {
    MadeKey made = book(Duration.ZERO).create("ada", ANALYST, Duration.ofDays(2), "test");
    Clock interrupted =
        new Clock() {
          @Override
          public Instant instant() {
            // between a look at the key and the file's change
            book(Duration.ofMinutes(1)).revoke(made.card().id(), "ben");
            return NOON.plusSeconds(120);
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    KeyBook late = new KeyBook(workspace.stateFolder(), interrupted, workspace.auditTrail());

    assertThatThrownBy(() -> late.rotate(made.card().id(), Duration.ofDays(1), "eve"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("it is revoked; make a new one");
    assertThat(book(Duration.ofMinutes(5)).keys())
        .extracting(KeyCard::state)
        .containsExactly(KeyCard.State.REVOKED);
  }

  @Test
  void the_first_key_is_made_while_no_administrator_has_one_that_holds() {
    MadeKey first = book(Duration.ZERO).first().orElseThrow();

    assertThat(first.card().roles()).containsExactly(Role.ADMINISTRATOR);
    assertThat(book(Duration.ZERO).first()).isEmpty();
    assertThat(book(KeyBook.USUAL_LIFE).first()).as("it has ended").isPresent();
  }

  @Test
  void many_make_keys_at_once_and_all_are_kept() {
    IntStream.range(0, 30)
        .parallel()
        .forEach(i -> book(Duration.ZERO).create("k" + i, ANALYST, Duration.ofDays(1), "test"));

    assertThat(book(Duration.ZERO).keys()).hasSize(30);
  }

  @Test
  void a_key_without_a_name_a_role_or_a_life_is_refused() {
    KeyBook book = book(Duration.ZERO);

    assertThatThrownBy(() -> book.create(" ", ANALYST, Duration.ofDays(1), "test"))
        .hasMessageContaining("must be 1 to 64");
    assertThatThrownBy(() -> book.create("a", Set.of(), Duration.ofDays(1), "test"))
        .hasMessageContaining("Missing roles");
    assertThatThrownBy(() -> book.create("a", ANALYST, Duration.ofDays(3651), "test"))
        .hasMessageContaining("3651 days (must be 1 to 3650)");
    assertThatThrownBy(() -> book.revoke("none", "test"))
        .hasMessageContaining("Cannot find a key of that id");
  }

  private KeyCard.State state(MadeKey key, Duration later) {
    return book(later).verify(key.text()).orElseThrow().state();
  }
}
